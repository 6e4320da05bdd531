//! One root cause, one block: findings that differ in the case alone are told together.

use std::collections::HashMap;

use super::text::shape;
use super::told::Row;
use crate::case::{Check, Finding, Judgement, Lane};
use crate::spec::ClauseId;

/// Findings with one root cause.
#[derive(Debug)]
pub(in crate::report) struct Group<'a> {
    /// The first of them.
    pub(in crate::report) root: &'a Finding,
    /// Every case that has it, in the order of the matrix.
    pub(in crate::report) cases: Vec<&'a Row>,
    /// What failed in the same cases as a consequence, and in how many.
    pub(in crate::report) then: Vec<(&'a Finding, usize)>,
}

/// What makes two findings one root cause.
#[derive(PartialEq, Eq, Hash)]
struct Cause<'a> {
    lane: Lane,
    section: Option<&'a str>,
    check: Check,
    clause: Option<&'a ClauseId>,
    wanted: &'a str,
    got: String,
}

impl<'a> Cause<'a> {
    fn of(row: &'a Row, finding: &'a Finding) -> Self {
        Self {
            lane: finding.lane,
            section: (!concerns_every_answer(finding)).then_some(&row.section),
            check: finding.check,
            clause: finding.clause.as_ref(),
            wanted: &finding.wanted,
            got: outline(&finding.got),
        }
    }
}

/// Whether the finding is of how answers are made, and not of what its section tries: it has one cause wherever it shows.
fn concerns_every_answer(finding: &Finding) -> bool {
    let of_errors = |clause: &ClauseId| clause.as_str().starts_with("Error.");
    let of_any = matches!(
        finding.check,
        Check::Code
            | Check::Type
            | Check::Envelope
            | Check::ContentType
            | Check::RequestId
            | Check::Message
            | Check::Leak
    );
    of_any || finding.clause.as_ref().is_some_and(of_errors)
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

/// The findings of that judgement, by root cause, in the order of the matrix. In a case that failed the first finding is a
/// root and the others are its consequences, unless they stand for themselves. Every note stands for itself.
pub(in crate::report) fn groups<'a>(rows: &[&'a Row], judgement: Judgement) -> Vec<Group<'a>> {
    grouped(rows, judgement, |_| true)
}

/// The same of one lane of judgement, as if there were no other.
pub(in crate::report) fn groups_of_lane<'a>(
    rows: &[&'a Row],
    judgement: Judgement,
    lane: Lane,
) -> Vec<Group<'a>> {
    grouped(rows, judgement, |finding| finding.lane == lane)
}

fn grouped<'a>(
    rows: &[&'a Row],
    judgement: Judgement,
    is_meant: impl Fn(&Finding) -> bool,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut places = HashMap::new();
    for row in rows {
        let mut first = None;
        for finding in row.judged(judgement).filter(|finding| is_meant(finding)) {
            let is_root =
                first.is_none() || judgement == Judgement::Note || is_independent(finding.check);
            match first.and_then(|place: usize| groups.get_mut(place)) {
                Some(group) if !is_root => group.follow(row, finding),
                _ => {
                    let place = *places
                        .entry(Cause::of(row, finding))
                        .or_insert(groups.len());
                    first.get_or_insert(place);
                    match groups.get_mut(place) {
                        Some(group) => group.cases.push(row),
                        None => groups.push(Group {
                            root: finding,
                            cases: vec![row],
                            then: Vec::new(),
                        }),
                    }
                }
            }
        }
    }
    for group in &mut groups {
        group.cases.dedup_by_key(|row| &row.id);
    }
    groups
}

impl<'a> Group<'a> {
    /// Takes the finding for a consequence, unless it is the same departure once more.
    fn follow(&mut self, row: &'a Row, finding: &'a Finding) {
        let cause = Cause::of(row, finding);
        let known = |other: &Finding| Cause::of(row, other) == cause;
        if known(self.root) {
            return;
        }
        match self.then.iter_mut().find(|(other, _)| known(other)) {
            Some((_, count)) => *count += 1,
            None => self.then.push((finding, 1)),
        }
    }
}
