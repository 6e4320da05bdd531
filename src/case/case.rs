//! One thing tried.

use super::{CaseId, Needs, PolicyNeed, Send, Step, Subject};
use crate::password::Recipe;
use crate::spec::ClauseId;

/// The section of cases that stand in no matrix: made by the fuzzer, or read from a file that it wrote.
pub const FUZZ: &str = "fuzz";

/// With this begin the sections of cases that are generated around the boundaries, and stand in no matrix either.
pub const GENERATED: &str = "generated";

/// A case: data only, judged by the oracle, carried out by the runner.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// The section it belongs to: the first words of the id.
    pub section: &'static str,
    /// The account policy under which it is tried.
    pub policy: PolicyNeed,
    /// Its users.
    pub subjects: Vec<Subject>,
    /// The password that the lane's user has before the first step; none for whatever it has.
    pub start: Option<Recipe>,
    /// What it does.
    pub steps: Vec<Step>,
    /// What must be available.
    pub needs: Needs,
    /// Clauses that it bears on beside those of its expectations.
    pub clauses: Vec<ClauseId>,
}

impl Case {
    /// Every clause that the case's expectations and checks can fail on, as declared.
    pub fn cited(&self) -> Vec<&ClauseId> {
        let mut cited: Vec<&ClauseId> = self.clauses.iter().collect();
        for step in &self.steps {
            if let Step::Send(Send {
                expect: Some(expect),
                ..
            }) = step
            {
                cited.push(&expect.clause);
                cited.extend(expect.answers.iter().map(|answers| &answers.clause));
            }
        }
        cited.sort();
        cited.dedup();
        cited
    }
}
