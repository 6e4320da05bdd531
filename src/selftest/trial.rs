//! One fault before its judges.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::subject::{ObserveError, Observed, Subject, observe};
use super::unseen::Red;
use crate::case::{
    Case, CheckId, CheckPattern, CheckPatternError, Finding, Judgement, Lane, Strictness, Verdict,
    root_causes,
};
use crate::reference::{Fault, Seams};
use crate::runner::{CaseResult, PREFLIGHT};
use crate::spec::{Level, Model};

/// So many cases of a pattern are a few.
const FEW: usize = 4;

/// What a fault's trial comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Each declared check caught it, no other did, and the clause it breaks is named first.
    Killed,
    /// Caught, but another clause is named first, or a check saw red that is not declared.
    Misblamed,
    /// A declared check did not see it.
    Survived,
    /// The harness itself failed.
    Failed,
}

impl Fate {
    /// Every fate.
    pub const ALL: [Self; 4] = [Self::Killed, Self::Misblamed, Self::Survived, Self::Failed];

    /// As it stands in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Misblamed => "misblamed",
            Self::Survived => "survived",
            Self::Failed => "failed",
        }
    }
}

/// What came of a fault's trial.
#[derive(Debug)]
pub struct Trial {
    /// The fault.
    pub fault: &'static Fault,
    /// Declared patterns that saw nothing red.
    pub unseen: Vec<&'static str>,
    /// Checks that saw red and are not declared.
    pub blamed: Vec<CheckId>,
    /// The clause of the first finding in the cases of its declared checks, by the order of the matrix; preflight first.
    pub first: Option<String>,
    /// Root causes that a person is shown: a block each.
    pub causes: usize,
    /// Cases in which the harness failed, with why.
    pub errors: Vec<String>,
    /// All that was red.
    pub red: Red,
    /// Cases tried, preflight included.
    pub cases: usize,
    /// Wall time.
    pub elapsed: Duration,
}

impl Trial {
    /// What it comes to.
    pub fn fate(&self) -> Fate {
        if !self.errors.is_empty() {
            Fate::Failed
        } else if !self.unseen.is_empty() {
            Fate::Survived
        } else if !self.blamed.is_empty() || self.first.as_deref() != Some(self.fault.breaks) {
            Fate::Misblamed
        } else {
            Fate::Killed
        }
    }
}

/// The cases that a fault's declared checks speak of, as places in the matrix; for the preflight's alone, two because of
/// which it asks all that it can.
///
/// # Errors
/// A declaration is no pattern over checks.
pub fn cases_for(fault: &Fault, cases: &[Case]) -> Result<Vec<usize>, CheckPatternError> {
    let patterns = parse(fault.caught_by)?;
    let is_declared = |place: &usize| {
        let id = cases[*place].id.as_str();
        patterns.iter().any(|pattern| pattern.selects_case(id))
    };
    let mut chosen: Vec<usize> = (0..cases.len()).filter(is_declared).collect();
    if chosen.is_empty() {
        let signed = (0..cases.len()).filter(|place| cases[*place].needs.signatures);
        chosen.extend(signed.take(2));
    }
    Ok(chosen)
}

/// A few of them, of each declared pattern.
///
/// # Errors
/// A declaration is no pattern over checks.
pub(super) fn few_for(fault: &Fault, cases: &[Case]) -> Result<Vec<usize>, CheckPatternError> {
    let mut few = BTreeSet::new();
    for pattern in parse(fault.caught_by)? {
        let is_declared = |place: &usize| pattern.selects_case(cases[*place].id.as_str());
        let declared: Vec<usize> = (0..cases.len()).filter(is_declared).collect();
        let apart = declared.len().div_ceil(FEW).max(1);
        // From the middle of each part: what is extreme is seldom what is typical.
        few.extend(declared.iter().skip(apart / 2).step_by(apart));
    }
    Ok(few.into_iter().collect())
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
    let begun = Instant::now();
    let mut seams = Seams::default();
    (fault.apply)(&mut seams);
    let strictness = Strictness {
        level: Level::May,
        strict: true,
    };
    let subject = Subject {
        seams,
        jobs,
        strictness,
    };
    let observed = observe(subject, model, cases, &mut |_| {}).await?;
    Ok(judge(fault, observed, begun.elapsed())?)
}

fn judge(
    fault: &'static Fault,
    mut observed: Observed,
    elapsed: Duration,
) -> Result<Trial, CheckPatternError> {
    let mut red = Red::default();
    for case in &mut observed.cases {
        for finding in &case.findings {
            if finding.judgement == Judgement::Fail {
                red.note(case, finding.check);
            }
        }
        // That an answer is not the recorded one says that it changed, not that it is wrong.
        case.findings.retain(|finding| finding.lane == Lane::Clause);
    }
    let cases = &observed.cases;
    let all: Vec<&CaseResult> = cases.iter().collect();
    let causes = root_causes(&all, Judgement::Fail).len();
    let failed: Vec<&Finding> = cases
        .iter()
        .flat_map(|case| &case.findings)
        .filter(|finding| finding.judgement == Judgement::Fail)
        .collect();
    let (declared, also) = (parse(fault.caught_by)?, parse(fault.also)?);
    let saw_nothing =
        |pattern: &CheckPattern| !failed.iter().any(|finding| pattern.selects(&finding.id()));
    let unseen = declared
        .iter()
        .zip(fault.caught_by)
        .filter(|(pattern, _)| saw_nothing(pattern))
        .map(|(_, text)| *text)
        .collect();
    let is_foreign = |id: &CheckId| {
        let mut known = declared.iter().chain(&also);
        !known.any(|pattern| pattern.selects(id))
    };
    // Where everything is tried a consequence may stand before its cause in the matrix.
    let is_declared = |case: &&CaseResult| {
        let id = case.id.as_str();
        case.section == PREFLIGHT || declared.iter().any(|pattern| pattern.selects_case(id))
    };
    let told: Vec<&CaseResult> = all.into_iter().filter(is_declared).collect();
    let causes_told = root_causes(&told, Judgement::Fail);
    let first = causes_told
        .first()
        .and_then(|cause| cause.root.clause.as_ref());
    let errors = cases
        .iter()
        .filter(|case| case.verdict == Verdict::Error)
        .map(|case| {
            let why = case.error.as_deref().unwrap_or_default();
            format!("{}: {why}", case.id)
        });
    Ok(Trial {
        fault,
        unseen,
        blamed: failed
            .iter()
            .map(|finding| finding.id())
            .filter(is_foreign)
            .collect(),
        first: first.map(ToString::to_string),
        causes,
        errors: errors.collect(),
        red,
        cases: cases.len(),
        elapsed,
    })
}

fn parse(patterns: &[&str]) -> Result<Vec<CheckPattern>, CheckPatternError> {
    patterns.iter().map(|pattern| pattern.parse()).collect()
}
