//! The clause ledger: every normative statement, one row each.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Clause, ClauseId, Status};

static COMPILED_IN: &str = include_str!("../../fixtures/clauses.toml");

static LEDGER: LazyLock<Ledger> = LazyLock::new(|| {
    Ledger::parse(COMPILED_IN).unwrap_or_else(|error| Ledger {
        clauses: BTreeMap::new(),
        broken: Some(error),
    })
});

/// All clauses by id.
#[derive(Debug)]
pub struct Ledger {
    clauses: BTreeMap<ClauseId, Clause>,
    broken: Option<LedgerError>,
}

/// Why a ledger could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// It is not TOML of the right form.
    #[error("read the clause ledger: {0}")]
    Toml(#[from] toml::de::Error),
    /// Rows out of order, twice, or without the reason their status asks for.
    #[error("read the clause ledger: clause {id}: {problem}")]
    Row {
        /// The row.
        id: ClauseId,
        /// What is wrong with it.
        problem: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clause: Vec<Clause>,
}

impl Ledger {
    /// The ledger compiled into this binary.
    pub fn compiled_in() -> &'static Self {
        &LEDGER
    }

    /// Reads a ledger: sorted by id, each id once, a reason for what is not covered.
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        let file: File = toml::from_str(text)?;
        let mut clauses = BTreeMap::new();
        let mut last: Option<ClauseId> = None;
        for clause in file.clause {
            let id = clause.id.clone();
            let problem = if last.as_ref().is_some_and(|last| *last >= id) {
                Some("is out of order, or stands twice")
            } else if (clause.status == Status::Covered) == clause.reason.is_some() {
                Some("needs a reason exactly when it is not covered")
            } else {
                None
            };
            if let Some(problem) = problem {
                return Err(LedgerError::Row { id, problem });
            }
            last = Some(id.clone());
            clauses.insert(id, clause);
        }
        Ok(Self {
            clauses,
            broken: None,
        })
    }

    /// The row of that name.
    pub fn get(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.get(id)
    }

    /// The line of the compiled-in ledger in which the row has its name; the first is 1.
    pub fn line(id: &ClauseId) -> Option<usize> {
        let named = format!("id = \"{id}\"");
        let place = COMPILED_IN.lines().position(|line| line == named);
        place.map(|place| place + 1)
    }

    /// Every row, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.values()
    }

    /// What was wrong with the compiled-in ledger, if anything: a fault of the build, seen by a test.
    pub fn broken(&self) -> Option<&LedgerError> {
        self.broken.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_ledger_is_sorted_and_gives_its_reasons() {
        let ledger = Ledger::compiled_in();
        assert!(ledger.broken().is_none(), "{:?}", ledger.broken());
        assert!(ledger.iter().count() > 50);
    }

    #[test]
    fn a_row_without_its_reason_is_refused() {
        let text = "[[clause]]\nid='A'\nsays=''\nstands=''\nlevel='MUST'\nprovenance='docs'\nstatus='untestable'\n";
        assert!(
            Ledger::parse(text)
                .unwrap_err()
                .to_string()
                .contains("clause A: needs a reason")
        );
    }
}
