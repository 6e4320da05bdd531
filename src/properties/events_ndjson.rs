//! Reports read back: total, line by line, and what is read is what a second reading by plain JSON values gives.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::agree::{Held, agree, must};
use crate::report::{Recorded, RecordedError, recorded};

/// The reader that is tried.
#[derive(Clone, Copy, Debug)]
pub struct EventsNdjson {
    /// A text to its events.
    pub read: fn(&str) -> Result<Vec<Recorded>, RecordedError>,
}

impl Default for EventsNdjson {
    fn default() -> Self {
        Self { read: recorded }
    }
}

/// What came of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Reread {
    /// Its events.
    Events(Vec<Recorded>),
    /// The line that is none, from 1.
    Refused(usize),
    /// No text.
    NotText,
}

impl fmt::Display for Reread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Events(events) => write!(f, "{events:?}"),
            Self::Refused(line) => write!(f, "refused at line {line}"),
            Self::NotText => f.write_str("no text"),
        }
    }
}

/// Tries a text.
///
/// # Errors
/// What does not hold of it.
pub fn events_ndjson(reader: &EventsNdjson, bytes: &[u8]) -> Held<Reread> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(Reread::NotText);
    };
    let lines = text.lines().zip(1..);
    let told: Vec<(usize, &str)> = lines
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, nth)| (nth, line))
        .collect();
    let first_wrong = told.iter().find(|(_, line)| !is_event(line));
    match (reader.read)(text) {
        Ok(events) => {
            agree(
                "the line that is none",
                &None,
                &first_wrong.map(|(nth, _)| *nth),
            )?;
            agree("how many events", &events.len(), &told.len())?;
            for (event, (_, line)) in events.iter().zip(&told) {
                is_what_it_says(event, line)?;
            }
            Ok(Reread::Events(events))
        }
        Err(error) => {
            let theirs = first_wrong.map(|(nth, _)| *nth);
            agree("the line that is none", &Some(error.line), &theirs)?;
            must(
                error.to_string().contains(&format!("line {}", error.line)),
                "an error does not name its line",
            )?;
            Ok(Reread::Refused(error.line))
        }
    }
}

/// The members of an object in order, repeated ones too.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

impl Members {
    /// The member of that name, if it stands there once.
    fn once(&self, name: &str) -> Option<&Value> {
        let mut named = self.0.iter().filter(|(known, _)| known == name);
        let (_, value) = named.next()?;
        named.next().is_none().then_some(value)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.once(name)?.as_str()
    }

    fn is_one_of(&self, name: &str, words: &[&str]) -> bool {
        self.text(name).is_some_and(|word| words.contains(&word))
    }
}

/// Whether the schema's line could be read as an event, by its members.
fn is_event(line: &str) -> bool {
    let Ok(members) = serde_json::from_str::<Members>(line) else {
        return false;
    };
    let texts = |names: &[&str]| names.iter().all(|name| members.text(name).is_some());
    match members.text("type") {
        Some("run") => {
            let targets = members.once("targets").and_then(Value::as_array);
            targets.is_some_and(|targets| targets.iter().all(Value::is_string))
        }
        Some("case") => {
            let verdicts = ["pass", "fail", "known", "blocked", "error"];
            texts(&["target", "id"]) && members.is_one_of("verdict", &verdicts)
        }
        Some("finding") => {
            texts(&["target", "case", "check", "got"])
                && members.is_one_of("lane", &["clause", "snapshot"])
                && members.is_one_of("verdict", &["fail", "known", "note"])
        }
        other => other.is_some(),
    }
}

fn word(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The event has the values of its line.
fn is_what_it_says(event: &Recorded, line: &str) -> Held<()> {
    let says: Value = serde_json::from_str(line).unwrap_or_default();
    let read = match event {
        Recorded::Run { targets } => vec![("targets", Value::from(targets.clone()))],
        Recorded::Case {
            target,
            id,
            verdict,
        } => vec![
            ("target", target.as_str().into()),
            ("id", id.as_str().into()),
            ("verdict", word(verdict)),
        ],
        Recorded::Finding {
            target,
            case,
            check,
            lane,
            verdict,
            got,
        } => vec![
            ("target", target.as_str().into()),
            ("case", case.as_str().into()),
            ("check", check.as_str().into()),
            ("lane", word(lane)),
            ("verdict", word(verdict)),
            ("got", got.as_str().into()),
        ],
        Recorded::Other => {
            let known = ["run", "case", "finding"].map(Value::from);
            return must(
                !known.contains(&says["type"]),
                "a known event is passed over",
            );
        }
    };
    let mut read = read.into_iter();
    read.try_for_each(|(name, value)| agree(name, &value, &says[name]))
}
