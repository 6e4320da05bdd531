//! One fault before its judges.

use super::subject::ObserveError;
use super::subject::{Observed, Subject, observe};
use crate::case::{Case, CheckId, CheckPattern, CheckPatternError, Finding, Judgement, Strictness};
use crate::reference::{Fault, Seams};
use crate::spec::{Level, Model};

/// What came of a fault's trial.
pub struct Trial {
    /// The fault.
    pub fault: &'static Fault,
    /// Declared patterns that saw nothing red.
    pub unseen: Vec<&'static str>,
    /// Checks that saw red and are not declared.
    pub blamed: Vec<CheckId>,
    /// The clause of the first finding, by the order of the matrix; preflight first.
    pub first: Option<String>,
    /// All that was observed.
    pub observed: Observed,
}

impl Trial {
    /// Whether each declared check caught it, no other did, and the clause it breaks was named first.
    pub fn is_killed(&self) -> bool {
        self.unseen.is_empty()
            && self.blamed.is_empty()
            && self.first.as_deref() == Some(self.fault.breaks)
    }
}

/// The cases that a fault's declared checks speak of.
///
/// # Errors
/// A declaration is no pattern over checks.
pub fn cases_for(fault: &Fault, cases: &[Case]) -> Result<Vec<Case>, CheckPatternError> {
    let patterns = parse(fault.caught_by)?;
    let declared = |case: &&Case| {
        patterns
            .iter()
            .any(|pattern| pattern.selects_case(case.id.as_str()))
    };
    Ok(cases.iter().filter(declared).cloned().collect())
}

/// Tries the cases against the endpoint with the fault: guesses fail too, since a fault may break what is only likely.
///
/// # Errors
/// The run cannot begin, or a declaration is no pattern.
pub async fn put_to_trial(
    fault: &'static Fault,
    model: Model,
    cases: Vec<Case>,
    jobs: usize,
) -> Result<Trial, ObserveError> {
    let mut seams = Seams::default();
    (fault.apply)(&mut seams);
    let strictness = Strictness {
        level: Level::May,
        strict: true,
    };
    let mut observed = observe(
        Subject {
            seams,
            jobs,
            strictness,
        },
        model,
        cases,
    )
    .await?;
    observed
        .cases
        .sort_by_key(|case| (case.id.as_str() != "preflight", case.order));
    let red: Vec<&Finding> = observed
        .cases
        .iter()
        .flat_map(|case| &case.findings)
        .filter(|finding| finding.judgement == Judgement::Fail)
        .collect();
    let (declared, also) = (parse(fault.caught_by)?, parse(fault.also)?);
    let unseen = declared
        .iter()
        .zip(fault.caught_by)
        .filter(|(pattern, _)| !red.iter().any(|finding| pattern.selects(&finding.id())))
        .map(|(_, text)| *text)
        .collect();
    let known = |id: &CheckId| {
        declared
            .iter()
            .chain(&also)
            .any(|pattern| pattern.selects(id))
    };
    let blamed = red
        .iter()
        .map(|finding| finding.id())
        .filter(|id| !known(id))
        .collect();
    let first = red
        .first()
        .and_then(|finding| Some(finding.clause.as_ref()?.to_string()));
    Ok(Trial {
        fault,
        unseen,
        blamed,
        first,
        observed,
    })
}

fn parse(patterns: &[&str]) -> Result<Vec<CheckPattern>, CheckPatternError> {
    patterns.iter().map(|pattern| pattern.parse()).collect()
}
