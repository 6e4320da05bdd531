//! Entries that hold no more.

use super::judge::Seen;
use super::{BaselineJudge, Day, Entry};
use crate::case::{CaseId, CheckPattern, GENERATED, is_within, nearest};

/// Cases of a pattern that are named.
const NAMED: usize = 3;

/// Why an entry is stale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stale {
    /// Its check passes in these cases. A pattern is short for an entry a case, so one is enough.
    Passes(Vec<CaseId>),
    /// There is no such case.
    NoCase,
    /// There is no such check.
    NoCheck,
    /// Its last day is over; until it is removed or prolonged it still excuses, so that this alone is told.
    Expired(Day),
}

impl BaselineJudge {
    /// A sentence for each entry that is stale, expired or matches nothing, in the order of the file.
    pub fn stale(&self) -> Vec<String> {
        let entries = self.baseline.entries.iter().zip(&self.seen);
        let told = entries.filter_map(|(entry, seen)| {
            let why = self.why(entry, &self.standing(entry, seen)?);
            Some(format!("{} {why} (line {})", entry.check, entry.line))
        });
        told.collect()
    }

    /// Why the entry is stale, if it is.
    pub(super) fn standing(&self, entry: &Entry, seen: &Seen) -> Option<Stale> {
        if entry.pattern.is_none() {
            return Some(Stale::NoCheck);
        }
        let speaks_of = self.ids.iter().filter(|id| entry.selects_case(id)).count();
        // Of cases that are generated there are as many as somebody asks for: nobody can say that an entry is of none.
        let is_generated = is_within(&entry.check, GENERATED);
        if is_generated && speaks_of == 0 {
            let expires = entry.expires.filter(|last| *last < self.today);
            return expires.map(Stale::Expired);
        }
        if speaks_of == 0 {
            return Some(Stale::NoCase);
        }
        if !seen.passing.is_empty() {
            return Some(Stale::Passes(seen.passing.clone()));
        }
        // Of a pattern, a case that does not raise the question says nothing; where none does, the entry is about nothing.
        if seen.not_asked.len() == speaks_of {
            return Some(Stale::Passes(seen.not_asked.clone()));
        }
        let expires = entry.expires.filter(|last| *last < self.today);
        expires.map(Stale::Expired)
    }

    fn why(&self, entry: &Entry, stale: &Stale) -> String {
        match stale {
            Stale::Passes(cases) if cases.iter().any(|id| is_of(entry, id)) => {
                "passes now".to_owned()
            }
            Stale::Passes(cases) => {
                let mut named: Vec<&str> = cases.iter().map(CaseId::as_str).collect();
                named.sort_unstable();
                let more = named.len().saturating_sub(NAMED);
                named.truncate(NAMED);
                let more = if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
                format!("passes now in {}{more}", named.join(", "))
            }
            Stale::NoCase => {
                let (cases, _) = entry.check.rsplit_once(':').unwrap_or((&entry.check, ""));
                let meant = nearest(cases, self.ids.iter().map(String::as_str));
                let meant = meant
                    .first()
                    .map(|meant| format!(": did you mean {meant}?"));
                format!("matches no case{}", meant.unwrap_or_default())
            }
            Stale::NoCheck => {
                let parsed = entry.check.parse::<CheckPattern>();
                let why = parsed.err().map(|error| format!(": {error}"));
                format!("names no check{}", why.unwrap_or_default())
            }
            Stale::Expired(day) => format!("expired on {day}"),
        }
    }
}

/// Whether the entry is of that case alone.
fn is_of(entry: &Entry, id: &CaseId) -> bool {
    let case = entry.check.rsplit_once(':').map(|(case, _)| case);
    case == Some(id.as_str())
}
