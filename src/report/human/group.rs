//! One root cause, one block: findings that differ in the case alone are told together.

use std::collections::{HashMap, HashSet};

use super::told::Row;
use super::words::shape;
use crate::case::{Check, Finding, Judgement, Lane};
use crate::spec::ClauseId;

/// Findings with one root cause.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The first of them.
    pub(super) root: &'a Finding,
    /// Every case that has it, in the order of the matrix.
    pub(super) cases: Vec<&'a Row>,
    /// What failed in the same cases as a consequence, and in how many.
    pub(super) then: Vec<(&'a Finding, usize)>,
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
            section: (!concerns_every_answer(finding.check)).then_some(&row.section),
            check: finding.check,
            clause: finding.clause.as_ref(),
            wanted: &finding.wanted,
            got: outline(&finding.got),
        }
    }
}

/// Whether the check is of an answer's form, which has one cause wherever it shows.
fn concerns_every_answer(check: Check) -> bool {
    matches!(
        check,
        Check::Type | Check::Envelope | Check::ContentType | Check::RequestId | Check::Message
    )
}

/// What came, but for the numbers in it; the status, which stands first, stays.
fn outline(got: &str) -> String {
    let (status, rest) = got.split_once(' ').unwrap_or((got, ""));
    format!("{status} {}", shape(rest))
}

/// The findings of that judgement, by root cause, in the order of the matrix. In a case that failed the first finding is the
/// root and the others are its consequences, unless they are the root elsewhere. Notes have no consequences.
pub(super) fn groups<'a>(rows: &[&'a Row], judgement: Judgement) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut places = HashMap::new();
    let roots_of_a_case = if judgement == Judgement::Note {
        usize::MAX
    } else {
        1
    };
    for row in rows {
        for finding in row.judged(judgement).take(roots_of_a_case) {
            let place = *places
                .entry(Cause::of(row, finding))
                .or_insert(groups.len());
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
    for row in rows {
        let mut findings = row.judged(judgement);
        let root = findings
            .next()
            .and_then(|root| places.get(&Cause::of(row, root)).copied());
        for finding in findings {
            match (
                places.get(&Cause::of(row, finding)),
                root.and_then(|root| groups.get_mut(root)),
            ) {
                (Some(&place), _) => groups[place].cases.push(row),
                (None, Some(group)) => group.follow(row, finding),
                (None, None) => {}
            }
        }
    }
    for group in &mut groups {
        let mut seen = HashSet::new();
        group.cases.retain(|row| seen.insert(&row.id));
        group.cases.sort_by_key(|row| row.order);
    }
    groups
}

impl<'a> Group<'a> {
    fn follow(&mut self, row: &'a Row, finding: &'a Finding) {
        let cause = Cause::of(row, finding);
        match self
            .then
            .iter_mut()
            .find(|(known, _)| Cause::of(row, known) == cause)
        {
            Some((_, count)) => *count += 1,
            None => self.then.push((finding, 1)),
        }
    }
}
