//! What a run has made or changed at an endpoint, in a file that outlives a kill: a line of JSON before each call
//! that makes something, one after each that put it back. Holds no secret.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::error::SetupError;
use super::left::Left;
use super::run::RunId;

/// How the file's name ends.
const EXTENSION: &str = "jsonl";

/// A line of a journal. A line of another kind, of a later version, is left out of account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Entry {
    /// The first line.
    Run {
        /// Where.
        endpoint: String,
        /// The region of the scope.
        region: String,
    },
    /// A user is about to be made.
    User {
        /// Its name.
        name: String,
    },
    /// It is gone.
    UserGone {
        /// Its name.
        name: String,
    },
    /// A role is about to be made.
    Role {
        /// Its name.
        name: String,
    },
    /// It is gone.
    RoleGone {
        /// Its name.
        name: String,
    },
    /// The account policy is about to be changed.
    Policy {
        /// The parameters that put it back; none where none was set.
        found: Option<BTreeMap<String, String>>,
    },
    /// It is as it was.
    PolicyBack,
    /// A user's own password is about to be changed.
    OwnPassword {
        /// The id of the user's key.
        key: String,
    },
    /// It is as it was.
    OwnPasswordBack,
}

/// The journal of a run.
#[derive(Debug)]
pub struct Journal {
    place: Option<Place>,
    open: Mutex<Open>,
}

#[derive(Debug)]
struct Place {
    path: PathBuf,
    first: Entry,
}

#[derive(Debug, Default)]
struct Open {
    /// Locked as long as the run lives.
    file: Option<File>,
    left: Left,
}

/// A journal that a run has left behind.
#[derive(Debug)]
pub enum Found {
    /// Its run is over.
    Over(Journal),
    /// Its run is still going on.
    InUse,
}

impl Journal {
    /// A journal in this directory. The file is there from the first entry to the last that is put back.
    pub fn within(directory: &Path, run: RunId, endpoint: &str, region: &str) -> Self {
        Self {
            place: Some(Place {
                path: directory.join(format!("{run}.{EXTENSION}")),
                first: Entry::Run {
                    endpoint: endpoint.to_owned(),
                    region: region.to_owned(),
                },
            }),
            open: Mutex::default(),
        }
    }

    /// A journal without a file, for an endpoint that ends with this process.
    pub fn nowhere() -> Self {
        Self {
            place: None,
            open: Mutex::default(),
        }
    }

    /// Opens a journal that another run has left behind. What cannot be read of it, a last line that was cut short
    /// for one, is left out of account.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn reopen(path: &Path) -> io::Result<Found> {
        let mut file = OpenOptions::new().read(true).append(true).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Found::InUse),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let mut lines = bytes
            .split(|byte| *byte == b'\n')
            .filter_map(|line| serde_json::from_slice(line).ok());
        let Some(first @ Entry::Run { .. }) = lines.next() else {
            return Err(io::Error::other(
                "it does not say which endpoint it is about",
            ));
        };
        let mut left = Left::default();
        lines.for_each(|entry| left.apply(entry));
        Ok(Found::Over(Self {
            place: Some(Place {
                path: path.to_owned(),
                first,
            }),
            open: Mutex::new(Open {
                file: Some(file),
                left,
            }),
        }))
    }

    /// Every journal of a directory, sorted; none where there is no such directory.
    ///
    /// # Errors
    /// The directory cannot be read.
    pub fn all_within(directory: &Path) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let entries = match std::fs::read_dir(directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
            entries => entries?,
        };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|known| known == EXTENSION) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// Endpoint and region that it is about; none of a journal without a file.
    pub fn about(&self) -> Option<(&str, &str)> {
        match &self.place.as_ref()?.first {
            Entry::Run { endpoint, region } => Some((endpoint, region)),
            _ => None,
        }
    }

    /// Writes down what is about to be made. A line is a few bytes to the operating system, which has them safe from
    /// a kill when this returns.
    ///
    /// # Errors
    /// It cannot be written; then the thing must not be made.
    pub fn before(&self, entry: Entry) -> Result<(), SetupError> {
        let mut open = self.open();
        self.write(&mut open, &entry)?;
        open.left.apply(entry);
        Ok(())
    }

    /// Writes down what is put back. If that fails, it is put back twice at worst.
    pub fn after(&self, entry: Entry) {
        let mut open = self.open();
        let _ = self.write(&mut open, &entry);
        open.left.apply(entry);
    }

    /// What is not put back so far.
    pub fn left(&self) -> Left {
        self.open().left.clone()
    }

    /// Removes the file if everything is put back. What is not, stays in it for `pwspec clean`.
    pub fn close(&self) -> Left {
        let mut open = self.open();
        if let (true, Some(place)) = (open.left.is_empty(), &self.place)
            && open.file.take().is_some()
        {
            // A journal of things that are put back does no harm.
            let _ = std::fs::remove_file(&place.path);
        }
        open.left.clone()
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, open: &mut Open, entry: &Entry) -> Result<(), SetupError> {
        let Some(place) = &self.place else {
            return Ok(());
        };
        place
            .append(&mut open.file, entry)
            .map_err(|source| SetupError::Journal {
                path: place.path.clone(),
                source,
            })
    }
}

impl Place {
    fn append(&self, file: &mut Option<File>, entry: &Entry) -> io::Result<()> {
        match file {
            Some(file) => write_line(file, entry),
            None => {
                if let Some(directory) = self.path.parent() {
                    std::fs::create_dir_all(directory)?;
                }
                let mut new = OpenOptions::new()
                    .append(true)
                    .create_new(true)
                    .open(&self.path)?;
                new.try_lock()?;
                write_line(&mut new, &self.first)?;
                write_line(&mut new, entry)?;
                *file = Some(new);
                Ok(())
            }
        }
    }
}

fn write_line(file: &mut File, entry: &Entry) -> io::Result<()> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    file.write_all(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(name: &str) -> Entry {
        Entry::User { name: name.into() }
    }

    fn gone(name: &str) -> Entry {
        Entry::UserGone { name: name.into() }
    }

    fn journal(directory: &Path) -> Journal {
        Journal::within(
            directory,
            RunId::random(),
            "http://127.0.0.1:1",
            "us-east-1",
        )
    }

    fn only(directory: &Path) -> PathBuf {
        let all = Journal::all_within(directory).unwrap();
        assert_eq!(all.len(), 1);
        all[0].clone()
    }

    fn reopened(path: &Path) -> Journal {
        match Journal::reopen(path).unwrap() {
            Found::Over(journal) => journal,
            Found::InUse => panic!("the journal is in use"),
        }
    }

    #[test]
    fn nothing_is_written_until_something_is_made() {
        let directory = tempfile::tempdir().unwrap();
        let state = directory.path().join("state");
        let journal = journal(&state);
        assert!(Journal::all_within(&state).unwrap().is_empty());
        journal.before(user("a")).unwrap();
        only(&state);
    }

    #[test]
    fn a_journal_is_removed_when_all_is_put_back_and_not_before() {
        let directory = tempfile::tempdir().unwrap();
        let journal = journal(directory.path());
        journal.before(user("a")).unwrap();
        journal.before(Entry::Policy { found: None }).unwrap();
        journal.after(gone("a"));
        assert_eq!(journal.close().describe(), ["the account password policy"]);
        only(directory.path());
        journal.after(Entry::PolicyBack);
        assert!(journal.close().is_empty());
        assert!(Journal::all_within(directory.path()).unwrap().is_empty());
    }

    #[test]
    fn what_a_killed_run_left_is_read_back_even_with_its_last_line_cut() {
        let directory = tempfile::tempdir().unwrap();
        let killed = journal(directory.path());
        let found = BTreeMap::from([("MinimumPasswordLength".to_owned(), "12".to_owned())]);
        killed.before(user("a")).unwrap();
        killed.before(user("b")).unwrap();
        killed.after(gone("a"));
        killed
            .before(Entry::Policy {
                found: Some(found.clone()),
            })
            .unwrap();
        drop(killed);
        let path = only(directory.path());
        let mut text = std::fs::read_to_string(&path).unwrap();
        text.push_str("{\"what\":\"moon-landing\"}\n{\"what\":\"user\",\"na");
        std::fs::write(&path, text).unwrap();
        let journal = reopened(&path);
        assert_eq!(journal.about(), Some(("http://127.0.0.1:1", "us-east-1")));
        let left = journal.left();
        assert_eq!(left.users, ["b"]);
        assert_eq!(left.policy, Some(Some(found)));
    }

    #[test]
    fn a_journal_in_use_is_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let running = journal(directory.path());
        running.before(user("a")).unwrap();
        let path = only(directory.path());
        assert!(matches!(Journal::reopen(&path), Ok(Found::InUse)));
        drop(running);
        assert_eq!(reopened(&path).left().users, ["a"]);
    }

    #[test]
    fn a_file_that_is_no_journal_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.jsonl");
        for text in [
            "",
            "\0\u{1}",
            "{\"what\":\"user\",\"name\":\"a\"}\n",
            "[]\n",
        ] {
            std::fs::write(&path, text).unwrap();
            assert!(Journal::reopen(&path).is_err(), "{text}");
        }
    }

    #[test]
    fn a_journal_that_cannot_be_written_keeps_the_thing_from_being_made() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        std::fs::write(&file, "").unwrap();
        let journal = journal(&file);
        let error = journal.before(user("a")).unwrap_err().to_string();
        assert!(error.starts_with("write the journal "), "{error}");
        assert!(journal.left().is_empty());
    }

    #[test]
    fn a_journal_without_a_file_still_knows_what_is_left() {
        let journal = Journal::nowhere();
        journal.before(user("a")).unwrap();
        assert_eq!(journal.close().describe(), ["the user a"]);
    }
}
