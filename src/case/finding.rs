//! A check that failed.

use serde::{Deserialize, Serialize};

use super::{CaseId, Check, CheckId};
use crate::spec::{ClauseId, Level, Provenance};

/// Which question a finding answers: is it right, or did it change?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lane {
    /// Is it right? Decides conformance.
    Clause,
    /// Did it change?
    Snapshot,
}

/// What becomes of a finding in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// It fails the case.
    Fail,
    /// The baseline has it.
    Known,
    /// Told, but below the level of this run or not known well enough.
    Note,
}

/// A departure of the endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The case.
    pub case: CaseId,
    /// The question that failed.
    pub check: Check,
    /// Which lane of judgement.
    pub lane: Lane,
    /// The clause it departs from; none in the snapshot lane.
    pub clause: Option<ClauseId>,
    /// The clause's level.
    pub level: Level,
    /// The clause's provenance.
    pub provenance: Provenance,
    /// What becomes of it.
    pub judgement: Judgement,
    /// What the specification wants.
    pub wanted: String,
    /// What came; stable, without volatile values: baselines pin it.
    pub got: String,
    /// What was sent, by recipe.
    pub sent: String,
    /// More that helps, a line each.
    pub context: Vec<String>,
    /// Why it is excused, if it is.
    pub known: Option<Known>,
}

/// What a baseline says of a finding that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Why it is so.
    pub reason: Option<String>,
    /// Where it is being worked on.
    pub tracking: Option<String>,
}

impl Finding {
    /// The check of the case.
    pub fn id(&self) -> CheckId {
        CheckId {
            case: self.case.clone(),
            check: self.check,
        }
    }

    /// What stands below it: what helps, and why it is excused.
    pub fn remarks(&self) -> Vec<String> {
        let known = self.known.iter().flat_map(|known| {
            [("known", &known.reason), ("tracked", &known.tracking)]
                .into_iter()
                .filter_map(|(word, text)| Some(format!("{word}: {}", text.as_ref()?)))
        });
        self.context.iter().cloned().chain(known).collect()
    }
}
