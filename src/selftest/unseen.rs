//! Which checks have seen red: a check that no fault reddens may be one that cannot fail.

use std::collections::BTreeSet;

use crate::case::{CaseId, Check};
use crate::runner::CaseResult;

/// What was red in a run.
#[derive(Clone, Debug, Default)]
pub struct Red {
    /// Cases.
    pub cases: BTreeSet<CaseId>,
    /// Checks, by their words.
    pub checks: BTreeSet<Check>,
}

impl Red {
    /// Takes note that the check of the case failed.
    pub fn note(&mut self, case: &CaseResult, check: Check) {
        self.cases.insert(case.id.clone());
        self.checks.insert(check);
    }
}

/// What there is to be seen red, and what was.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    asked: Red,
    red: Red,
}

impl Seen {
    /// Everything that the plain endpoint was asked.
    pub fn asked(cases: &[CaseResult]) -> Self {
        let mut asked = Red::default();
        for case in cases {
            for (check, _) in &case.asked {
                asked.note(case, *check);
            }
        }
        Self {
            asked,
            red: Red::default(),
        }
    }

    /// Takes note of what a fault reddened.
    pub fn note(&mut self, red: &Red) {
        self.red.cases.extend(red.cases.iter().cloned());
        self.red.checks.extend(&red.checks);
    }

    /// Checks of which no case was red, by their words.
    pub fn unseen_words(&self) -> Vec<String> {
        let unseen = Check::ALL
            .into_iter()
            .filter(|check| !self.red.checks.contains(check));
        unseen.map(|check| format!("**:{check}")).collect()
    }

    /// Checks that were red nowhere, and cases in which no check was.
    pub fn unseen_everywhere(&self) -> Vec<String> {
        let cases = self.asked.cases.difference(&self.red.cases);
        self.unseen_words()
            .into_iter()
            .chain(cases.map(|case| format!("{case}:*")))
            .collect()
    }
}
