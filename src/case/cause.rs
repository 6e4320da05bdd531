//! One root cause, one block: findings that differ in the case alone are told together.

use std::collections::{HashMap, HashSet};

use super::{CaseId, Check, Finding, Judgement, Lane};
use crate::spec::ClauseId;

/// A case of which it is known what was found.
pub trait Judged {
    /// The case.
    fn id(&self) -> &CaseId;
    /// Its section.
    fn section(&self) -> &str;
    /// The checks that failed, notes included; the first is the root.
    fn findings(&self) -> &[Finding];
}

/// Findings with one root cause.
#[derive(Debug)]
pub struct RootCause<'a, C> {
    /// The first of them.
    pub root: &'a Finding,
    /// Every case that has it, in the order of the matrix.
    pub cases: Vec<&'a C>,
    /// What failed in the same cases as a consequence, and in how many.
    pub then: Vec<(&'a Finding, usize)>,
}

/// In how many sections an answer may break off alike, or an operation fail alike, and still be a matter of each; what shows
/// in more is of what they share.
const SECTIONS_OF_THEIR_OWN: usize = 5;

/// What makes two findings one root cause.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Cause<'a> {
    lane: Lane,
    section: Option<&'a str>,
    check: Check,
    clause: Option<&'a ClauseId>,
    wanted: &'a str,
    got: String,
}

impl<'a> Cause<'a> {
    fn of(case: &'a impl Judged, finding: &'a Finding) -> Self {
        let is_of = |clause: &ClauseId| finding.clause.as_ref() == Some(clause);
        // Which password must be in force, and which is instead, is each case's own.
        // And an error under the status of a success is one departure, whatever the error.
        let is_told_by_clause = finding.check == Check::State || is_of(&SUCCESS_STATUS);
        // What else would have been wanted of a GET that is not served says nothing of why it is not.
        let wanted = match is_told_by_clause || is_of(&GET_SERVED) {
            true => "",
            false => finding.wanted.as_str(),
        };
        let got = match is_told_by_clause {
            true => String::new(),
            false => outline(&finding.got),
        };
        Self {
            lane: finding.lane,
            section: (!is_one_matter_everywhere(finding)).then_some(case.section()),
            check: finding.check,
            clause: finding.clause.as_ref(),
            wanted,
            got,
        }
    }

    /// The same, whatever the section.
    fn anywhere(&self) -> Self {
        Self {
            section: None,
            ..self.clone()
        }
    }
}

/// That errors have the status of one, and a success its own.
const SUCCESS_STATUS: ClauseId = ClauseId::of("Envelope.status");

/// That a GET is served as a POST is.
const GET_SERVED: ClauseId = ClauseId::of("Operation.get");

/// What some clauses are of, whose name says no more than that a call must work, or whose account must change: what a section
/// tries tells more of the cause.
const OF_EVERY_CALL: [&str; 6] = [
    "Answer.",
    "ChangePassword.",
    "Operation.",
    "Password.",
    "OldPassword.match",
    "User.",
];

/// Whether the finding has one cause wherever it shows: it is of how answers are made, and not of what its section tries, or
/// its clause is of one constraint.
fn is_one_matter_everywhere(finding: &Finding) -> bool {
    let of_answers = matches!(
        finding.check,
        Check::Code
            | Check::Type
            | Check::Envelope
            | Check::ContentType
            | Check::RequestId
            | Check::Message
            | Check::Leak
    );
    let is_of_one = |clause: &ClauseId| {
        let is_general = |general: &&str| clause.as_str().starts_with(*general);
        !OF_EVERY_CALL.iter().any(is_general)
    };
    of_answers || finding.clause.as_ref().is_some_and(is_of_one)
}

/// Whether the finding is of how messages come, or of a way to call the operation.
fn is_of_every_section(finding: &Finding) -> bool {
    let of_operation = |clause: &ClauseId| clause.as_str().starts_with("Operation.");
    finding.check == Check::Answer || finding.clause.as_ref().is_some_and(of_operation)
}

/// Whether the check fails for reasons of its own, whatever else is wrong with the answer.
fn is_independent(check: Check) -> bool {
    matches!(check, Check::RequestId | Check::Leak)
}

/// What came, but for the numbers in it; the status, which stands first, stays.
fn outline(got: &str) -> String {
    let (status, rest) = got.split_once(' ').unwrap_or((got, ""));
    format!("{status} {}", shape(rest))
}

/// A text but for the numbers in it.
pub fn shape(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_ascii_digit())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("#")
}

/// The findings of that judgement, by root cause; the cases in the order of the matrix. In a case that failed the first
/// finding is a root and the others are its consequences, unless they stand for themselves. Every note stands for itself.
pub fn root_causes<'a, C: Judged>(cases: &[&'a C], judgement: Judgement) -> Vec<RootCause<'a, C>> {
    caused(cases, |finding| finding.judgement == judgement, judgement)
}

/// The same of one lane of judgement, as if there were no other.
pub fn root_causes_of_lane<'a, C: Judged>(
    cases: &[&'a C],
    judgement: Judgement,
    lane: Lane,
) -> Vec<RootCause<'a, C>> {
    let is_meant = |finding: &Finding| finding.judgement == judgement && finding.lane == lane;
    caused(cases, is_meant, judgement)
}

fn caused<'a, C: Judged>(
    cases: &[&'a C],
    is_meant: impl Fn(&Finding) -> bool,
    judgement: Judgement,
) -> Vec<RootCause<'a, C>> {
    let mut causes: Vec<RootCause<'a, C>> = Vec::new();
    let mut places = HashMap::new();
    let shared = shared(cases, &is_meant);
    for &case in cases {
        let mut first = None;
        for finding in case.findings().iter().filter(|finding| is_meant(finding)) {
            let anywhere = Cause::of(case, finding).anywhere();
            let cause = match shared.contains(&anywhere) {
                true => anywhere,
                false => Cause::of(case, finding),
            };
            let is_root =
                first.is_none() || judgement == Judgement::Note || is_independent(finding.check);
            match first.and_then(|place: usize| causes.get_mut(place)) {
                Some(cause) if !is_root => cause.follow(case, finding),
                _ => {
                    let place = *places.entry(cause).or_insert(causes.len());
                    first.get_or_insert(place);
                    match causes.get_mut(place) {
                        Some(cause) => cause.cases.push(case),
                        None => causes.push(RootCause {
                            root: finding,
                            cases: vec![case],
                            then: Vec::new(),
                        }),
                    }
                }
            }
        }
    }
    for cause in &mut causes {
        cause.cases.dedup_by_key(|case| case.id());
    }
    causes
}

/// What is the first finding of cases of many sections alike, where that tells of one cause: a message that breaks off in
/// the same way, or a way to call the operation that fails. That an account changes wrongly may have a cause a section.
fn shared<'a, C: Judged>(
    cases: &[&'a C],
    is_meant: impl Fn(&Finding) -> bool,
) -> HashSet<Cause<'a>> {
    let mut sections: HashMap<Cause<'a>, HashSet<&str>> = HashMap::new();
    for &case in cases {
        let first = case.findings().iter().find(|finding| is_meant(finding));
        if let Some(first) = first.filter(|first| is_of_every_section(first)) {
            let cause = Cause::of(case, first).anywhere();
            sections.entry(cause).or_default().insert(case.section());
        }
    }
    sections.retain(|_, sections| sections.len() > SECTIONS_OF_THEIR_OWN);
    sections.into_keys().collect()
}

impl<'a, C: Judged> RootCause<'a, C> {
    /// Takes the finding for a consequence, unless it is the same departure once more.
    fn follow(&mut self, case: &'a C, finding: &'a Finding) {
        let cause = Cause::of(case, finding);
        let known = |other: &Finding| Cause::of(case, other) == cause;
        if known(self.root) {
            return;
        }
        match self.then.iter_mut().find(|(other, _)| known(other)) {
            Some((_, count)) => *count += 1,
            None => self.then.push((finding, 1)),
        }
    }
}

#[cfg(test)]
#[path = "cause_tests.rs"]
mod tests;
