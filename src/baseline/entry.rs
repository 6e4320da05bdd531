//! One known failure, and what a case says of it.

use super::Day;
use crate::case::{CaseId, Check, CheckPattern, Finding, Lane, Verdict};
use crate::spec::ClauseId;

/// A known failure: what is observed wherever its check is asked.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The check, or a pattern over checks, as it stands in the file.
    pub check: String,
    /// The wrong answer.
    pub observed: String,
    /// Why it is so.
    pub reason: Option<String>,
    /// Where it is being worked on.
    pub tracking: Option<String>,
    /// The last day on which it holds.
    pub expires: Option<Day>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// None where there is no check of that word.
    pub(super) pattern: Option<CheckPattern>,
}

/// What became of a case, as far as a baseline asks.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// The case.
    pub id: &'a CaseId,
    /// What became of it.
    pub verdict: Verdict,
    /// The checks that were asked.
    pub asked: &'a [(Check, ClauseId)],
    /// The checks that failed, notes included.
    pub findings: &'a [Finding],
}

/// What a case says of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearing {
    /// The check fails as observed.
    AsObserved,
    /// The check fails otherwise.
    Otherwise,
    /// The check was asked, and did not fail.
    Passes,
    /// The case is as it must be, and its answers did not raise the question.
    NotAsked,
    /// Nothing: the case was blocked, erred, or failed before the question.
    Untold,
}

impl Entry {
    /// Whether it names the finding's check and pins what came.
    pub(super) fn pins(&self, finding: &Finding) -> bool {
        finding.got == self.observed && self.selects(finding)
    }

    /// Whether it names the finding's check.
    pub(super) fn selects(&self, finding: &Finding) -> bool {
        let selects = |pattern: &CheckPattern| pattern.selects(&finding.id());
        finding.lane == Lane::Clause && self.pattern.as_ref().is_some_and(selects)
    }

    /// Whether it speaks of the case.
    pub(super) fn selects_case(&self, id: &str) -> bool {
        let pattern = self.pattern.as_ref();
        pattern.is_some_and(|pattern| pattern.selects_case(id))
    }

    /// What the case says of it; none if it does not speak of the case. A note is a failure here: that a run is not failed
    /// by it does not mend it.
    pub(super) fn bearing(&self, tried: &Tried<'_>) -> Option<Bearing> {
        if !self.selects_case(tried.id.as_str()) {
            return None;
        }
        if matches!(tried.verdict, Verdict::Blocked | Verdict::Error) {
            return Some(Bearing::Untold);
        }
        let named: Vec<&Finding> = self.named(tried).collect();
        if named.iter().any(|finding| self.pins(finding)) {
            return Some(Bearing::AsObserved);
        }
        if !named.is_empty() {
            return Some(Bearing::Otherwise);
        }
        let check = self.pattern.as_ref().and_then(CheckPattern::check);
        let was_asked = |check: Check| tried.asked.iter().any(|(asked, _)| *asked == check);
        let unanswered = |finding: &Finding| finding.check == Check::Answer;
        Some(if tried.findings.iter().any(unanswered) {
            Bearing::Untold
        } else if check.is_none_or(was_asked) {
            Bearing::Passes
        } else if tried.verdict == Verdict::Pass {
            Bearing::NotAsked
        } else {
            Bearing::Untold
        })
    }

    /// The findings of the case that it names.
    pub(super) fn named<'a>(&self, tried: &Tried<'a>) -> impl Iterator<Item = &'a Finding> {
        let findings = tried.findings.iter();
        findings.filter(|finding| self.selects(finding))
    }
}
