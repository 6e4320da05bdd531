//! Baselines: reading is total, what is read is what a second reading by `serde` and `toml` gives, errors name a line of the text.

use std::fmt;

use serde::Deserialize;

use super::agree::{Held, agree, must};
use crate::baseline::{Baseline, BaselineError};

/// The reader that is tried.
#[derive(Clone, Copy, Debug)]
pub struct BaselineToml {
    /// A text to its entries.
    pub read: fn(&str) -> Result<Vec<Known>, BaselineError>,
}

impl Default for BaselineToml {
    fn default() -> Self {
        Self { read }
    }
}

/// An entry, as far as both readings give it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The check.
    pub check: String,
    /// The wrong answer.
    pub observed: String,
    /// Why it is so.
    pub reason: Option<String>,
    /// Where it is being worked on.
    pub tracking: Option<String>,
    /// The last day on which it holds, as `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "day")]
    pub expires: Option<String>,
}

/// What came of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Its entries.
    Entries(Vec<Known>),
    /// None: why not.
    Refused(BaselineError),
    /// No text.
    NotText,
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entries(entries) => {
                write!(f, "{} known", entries.len())?;
                entries
                    .iter()
                    .try_for_each(|it| write!(f, " | {} {:?}", it.check, it.observed))
            }
            Self::Refused(error) => write!(f, "{error}"),
            Self::NotText => f.write_str("no text"),
        }
    }
}

fn read(text: &str) -> Result<Vec<Known>, BaselineError> {
    let baseline = Baseline::parse(text)?;
    let known = baseline.entries().iter().map(|entry| Known {
        check: entry.check.clone(),
        observed: entry.observed.clone(),
        reason: entry.reason.clone(),
        tracking: entry.tracking.clone(),
        expires: entry.expires.map(|day| day.to_string()),
    });
    Ok(known.collect())
}

/// The file as the second reading has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: i64,
    target: String,
    #[serde(default)]
    known: Vec<Known>,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let given = toml::value::Datetime::deserialize(deserializer)?;
    match (given.date, given.time, given.offset) {
        (Some(date), None, None) => Ok(Some(date.to_string())),
        _ => Err(serde::de::Error::custom("a date alone is expected")),
    }
}

/// Tries a text.
///
/// # Errors
/// What does not hold of it.
pub fn baseline_toml(reader: &BaselineToml, bytes: &[u8]) -> Held<Listed> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(Listed::NotText);
    };
    let second = second(text);
    match (reader.read)(text) {
        Ok(entries) => {
            agree("the entries", &Some(&entries), &second.as_ref())?;
            Ok(Listed::Entries(entries))
        }
        Err(error) => {
            let lines = 1 + text.matches('\n').count();
            must(
                (1..=lines).contains(&error.line),
                "an error names a line that the text does not have",
            )?;
            // What a check is, and that entries are tables of their own, is beyond the second reading.
            let beyond = [
                "check cannot be read",
                "no entry excuses a drift",
                "known is a list",
            ];
            let is_beyond = beyond.iter().any(|it| error.problem.starts_with(it));
            must(
                is_beyond || second.is_none(),
                &format!("refused, and by the other reading read: {error}"),
            )?;
            Ok(Listed::Refused(error))
        }
    }
}

/// The entries by the second reading; none where it refuses the text.
fn second(text: &str) -> Option<Vec<Known>> {
    let file: File = toml::from_str(text).ok()?;
    let is_blank = |text: &str| text.trim().is_empty();
    let whole = |known: &Known| {
        let texts = [&known.reason, &known.tracking].into_iter().flatten();
        !is_blank(&known.check)
            && !is_blank(&known.observed)
            && !texts.into_iter().any(|it| is_blank(it))
    };
    let once = |(at, known): (usize, &Known)| {
        let same =
            |other: &Known| (&other.check, &other.observed) == (&known.check, &known.observed);
        !file.known[..at].iter().any(same)
    };
    let fits = file.version == 1
        && !is_blank(&file.target)
        && file.known.iter().all(whole)
        && file.known.iter().enumerate().all(once);
    fits.then_some(file.known)
}
