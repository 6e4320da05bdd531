//! Reads the text of a baseline.

use std::ops::Range;

use toml_edit::{Document, Item, Key, Table};

use super::error::line_of;
use super::{Baseline, BaselineError, Day, Entry};
use crate::case::{Check, CheckPattern, CheckPatternError, nearest};

/// The version of the format.
pub(super) const VERSION: i64 = 1;

const FILE: &[&str] = &["version", "target", "known"];
const ENTRY: &[&str] = &["check", "observed", "reason", "tracking", "expires"];

impl Baseline {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// It is not TOML, or not of the form above: the line, and what to do.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let document = Document::parse(text).map_err(|error| {
            let problem = error.message().trim().replace('\n', "; ");
            BaselineError::at(text, error.span(), format!("it is not TOML: {problem}"))
        })?;
        let root = Reader {
            text,
            table: document.as_table(),
            of: "a baseline",
            place: None,
        };
        root.knows_only(FILE)?;
        root.version()?;
        let target = root.required("target")?.to_owned();
        let known = match root.table.get_key_value("known") {
            None => &[][..],
            Some((_, Item::ArrayOfTables(tables))) => &tables.iter().collect::<Vec<_>>(),
            Some((key, _)) => {
                return Err(root.at(key, "known is a list of tables: write [[known]] above each"));
            }
        };
        let mut entries: Vec<Entry> = Vec::with_capacity(known.len());
        for table in known {
            let place = table.span();
            let of = "an entry";
            let reader = Reader {
                text,
                table,
                of,
                place,
            };
            let entry = reader.entry()?;
            let same =
                |other: &&Entry| (&other.check, &other.observed) == (&entry.check, &entry.observed);
            if let Some(first) = entries.iter().find(same) {
                let problem = format!(
                    "{} stands on line {} already, with the same observed: remove one",
                    entry.check, first.line
                );
                return Err(reader.fault(reader.place.clone(), problem));
            }
            entries.push(entry);
        }
        Ok(Self { target, entries })
    }
}

/// A table of the text, and what it is to hold.
struct Reader<'a> {
    text: &'a str,
    table: &'a Table,
    of: &'static str,
    place: Option<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn fault(&self, place: Option<Range<usize>>, problem: impl Into<String>) -> BaselineError {
        BaselineError::at(self.text, place, problem.into())
    }

    fn at(&self, key: &Key, problem: impl Into<String>) -> BaselineError {
        self.fault(key.span(), problem)
    }

    fn knows_only(&self, known: &[&str]) -> Result<(), BaselineError> {
        for (name, _) in self.table {
            if known.contains(&name) {
                continue;
            }
            let meant = match nearest(name, known.iter().copied()).first() {
                Some(meant) => format!("did you mean {meant}?"),
                None => format!("there are {}", known.join(", ")),
            };
            let place = self
                .table
                .get_key_value(name)
                .and_then(|(key, _)| key.span());
            let problem = format!("{} has no key {name:?}: {meant}", self.of);
            return Err(self.fault(place, problem));
        }
        Ok(())
    }

    fn version(&self) -> Result<(), BaselineError> {
        let Some((key, item)) = self.table.get_key_value("version") else {
            let problem = format!("a baseline needs its version: write version = {VERSION}");
            return Err(self.fault(None, problem));
        };
        match item.as_integer() {
            Some(VERSION) => Ok(()),
            other => {
                let given = other.map_or_else(|| "no number".to_owned(), |given| given.to_string());
                let problem = format!("version is {given}: this pwspec reads version = {VERSION}");
                Err(self.at(key, problem))
            }
        }
    }

    /// A text that may be missing, but is not empty.
    fn optional(&self, name: &str) -> Result<Option<&'a str>, BaselineError> {
        let Some((key, item)) = self.table.get_key_value(name) else {
            return Ok(None);
        };
        match item.as_str() {
            Some(text) if !text.trim().is_empty() => Ok(Some(text)),
            Some(_) => Err(self.at(key, format!("{name} is empty"))),
            None => Err(self.at(key, format!("{name} is no text: write {name} = \"…\""))),
        }
    }

    fn required(&self, name: &str) -> Result<&'a str, BaselineError> {
        let missing = || {
            let problem = format!("{} needs its {name}: write {name} = \"…\"", self.of);
            self.fault(self.place.clone(), problem)
        };
        self.optional(name)?.ok_or_else(missing)
    }

    fn entry(&self) -> Result<Entry, BaselineError> {
        self.knows_only(ENTRY)?;
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let check = self.required("check")?;
        Ok(Entry {
            check: check.to_owned(),
            observed: self.required("observed")?.to_owned(),
            reason: owned(self.optional("reason")?),
            tracking: owned(self.optional("tracking")?),
            expires: self.expires()?,
            line: line_of(self.text, self.place.clone()),
            pattern: self.pattern(check)?,
        })
    }

    /// The pattern; none where no check has that word, which is no fault of the text: checks come and go with the program.
    fn pattern(&self, check: &str) -> Result<Option<CheckPattern>, BaselineError> {
        let place = || {
            self.table
                .get_key_value("check")
                .and_then(|(key, _)| key.span())
        };
        match check.parse::<CheckPattern>() {
            Ok(pattern) if pattern.check() == Some(Check::Snapshot) => {
                let problem = "no entry excuses a drift from recorded answers: record them (--update-snapshots)";
                Err(self.fault(place(), problem))
            }
            Ok(pattern) => Ok(Some(pattern)),
            Err(CheckPatternError::NoSuchCheck { .. }) => Ok(None),
            Err(error) => Err(self.fault(place(), format!("check cannot be read: {error}"))),
        }
    }

    fn expires(&self) -> Result<Option<Day>, BaselineError> {
        let Some((key, item)) = self.table.get_key_value("expires") else {
            return Ok(None);
        };
        let day = item.as_datetime().and_then(|given| {
            let date = given.date.filter(|_| given.time.is_none())?;
            Day::new(date.year, date.month, date.day)
        });
        let problem =
            "expires is no date: write expires = 2027-03-31, without quotes and without a time";
        day.map(Some).ok_or_else(|| self.at(key, problem))
    }
}
