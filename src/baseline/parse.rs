//! Reads the text of a baseline.

use super::{Baseline, BaselineError, Day, Entry};
use crate::case::{Check, CheckPattern, CheckPatternError};
use crate::tables::{Reader, TableError, parse};

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
        Ok(baseline(text)?)
    }
}

fn baseline(text: &str) -> Result<Baseline, TableError> {
    let document = parse(text)?;
    let root = Reader::of(&document, "a baseline");
    root.knows_only(FILE)?;
    root.is_of(VERSION)?;
    let target = root.required("target")?.to_owned();
    let mut entries: Vec<Entry> = Vec::new();
    for reader in root.list("known", "an entry")? {
        let entry = entry(&reader)?;
        let same =
            |other: &&Entry| (&other.check, &other.observed) == (&entry.check, &entry.observed);
        if let Some(first) = entries.iter().find(same) {
            let problem = format!(
                "{} stands on line {} already, with the same observed: remove one",
                entry.check, first.line
            );
            return Err(reader.fault(problem));
        }
        entries.push(entry);
    }
    Ok(Baseline { target, entries })
}

fn entry(reader: &Reader<'_>) -> Result<Entry, TableError> {
    reader.knows_only(ENTRY)?;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let check = reader.required("check")?;
    Ok(Entry {
        check: check.to_owned(),
        observed: reader.required("observed")?.to_owned(),
        reason: owned(reader.optional("reason")?),
        tracking: owned(reader.optional("tracking")?),
        expires: expires(reader)?,
        line: reader.line(),
        pattern: pattern(reader, check)?,
    })
}

/// The pattern; none where no check has that word, which is no fault of the text: checks come and go with the program.
fn pattern(reader: &Reader<'_>, check: &str) -> Result<Option<CheckPattern>, TableError> {
    match check.parse::<CheckPattern>() {
        Ok(pattern) if pattern.check() == Some(Check::Snapshot) => {
            let problem =
                "no entry excuses a drift from recorded answers: record them (--update-snapshots)";
            Err(reader.at("check", problem))
        }
        Ok(pattern) => Ok(Some(pattern)),
        Err(CheckPatternError::NoSuchCheck { .. }) => Ok(None),
        Err(error) => Err(reader.at("check", format!("check cannot be read: {error}"))),
    }
}

fn expires(reader: &Reader<'_>) -> Result<Option<Day>, TableError> {
    let Some(item) = reader.item("expires") else {
        return Ok(None);
    };
    let day = item.as_datetime().and_then(|given| {
        let date = given.date.filter(|_| given.time.is_none())?;
        Day::new(date.year, date.month, date.day)
    });
    let problem =
        "expires is no date: write expires = 2027-03-31, without quotes and without a time";
    day.map(Some).ok_or_else(|| reader.at("expires", problem))
}
