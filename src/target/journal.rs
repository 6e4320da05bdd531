//! What a run has made or changed at an endpoint, in a file that outlives a kill: a line of JSON before each call
//! that makes something, one after each that put it back. Holds no secret.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::entry::Entry;
use super::error::SetupError;
use super::left::Left;
use super::run::RunId;

/// How the file's name ends.
const EXTENSION: &str = "jsonl";

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
