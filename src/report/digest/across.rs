//! The rows by section, and by case where there are several targets.

use std::collections::HashMap;

use super::told::Row;
use crate::case::{Check, Finding, Judgement, Verdict};

/// The sections in the order of the matrix.
pub(in crate::report) fn sections<'a>(rows: &[&'a Row]) -> Vec<(&'a str, Vec<&'a Row>)> {
    let mut sections: Vec<(&str, Vec<&Row>)> = Vec::new();
    for row in rows {
        match sections
            .iter_mut()
            .find(|(section, _)| *section == row.section)
        {
            Some((_, rows)) => rows.push(row),
            None => sections.push((&row.section, vec![row])),
        }
    }
    sections
}

/// A case on every target.
pub(in crate::report) struct Across<'a> {
    pub(in crate::report) section: &'a str,
    pub(in crate::report) id: &'a str,
    /// By target; none where it was not tried.
    pub(in crate::report) rows: Vec<Option<&'a Row>>,
}

impl Across<'_> {
    /// Whether it did not come out alike everywhere: the verdict, or what came where it failed.
    pub(in crate::report) fn differs(&self) -> bool {
        let differ = |pair: &[Option<&Row>]| outcome(pair[0]) != outcome(pair[1]);
        self.rows.windows(2).any(differ)
    }

    /// What became of it, by target: the verdict, and what came where the verdict is the same everywhere.
    pub(in crate::report) fn words(&self) -> Vec<String> {
        let verdicts = self.verdicts();
        let alike = verdicts.windows(2).all(|pair| pair[0] == pair[1]);
        let word = |row: &Option<&Row>| match outcome(*row) {
            None => "not tried".to_owned(),
            Some((verdict, Some((check, got)))) if alike => {
                format!("{} :{check} {got}", verdict.word())
            }
            Some((verdict, _)) => verdict.word().to_owned(),
        };
        self.rows.iter().map(word).collect()
    }

    /// What came, by target; none where nothing failed.
    pub(in crate::report) fn got(&self) -> Vec<Option<&str>> {
        let rows = self.rows.iter();
        rows.map(|row| Some(outcome(*row)?.1?.1)).collect()
    }

    /// The verdicts by target.
    pub(in crate::report) fn verdicts(&self) -> Vec<Option<Verdict>> {
        let verdict = |row: &Option<&Row>| row.map(|row| row.verdict);
        self.rows.iter().map(verdict).collect()
    }
}

/// The verdict, and the root of what failed: the check, and what came.
fn outcome(row: Option<&Row>) -> Option<(Verdict, Option<(Check, &str)>)> {
    let row = row?;
    let fails = |finding: &&Finding| finding.judgement != Judgement::Note;
    let root = row.findings.iter().find(fails);
    let root = root.map(|finding| (finding.check, finding.got.as_str()));
    Some((row.verdict, root))
}

/// The cases in the order of the matrix, each once. Where targets number a case otherwise the smallest number counts.
pub(in crate::report) fn across<'a>(
    every: &[&'a Row],
    targets: usize,
) -> impl Iterator<Item = Across<'a>> {
    let mut cases: Vec<(usize, Across<'a>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for &row in every {
        let place = *places.entry(row.id.as_str()).or_insert(cases.len());
        if place == cases.len() {
            let case = Across {
                section: &row.section,
                id: row.id.as_str(),
                rows: vec![None; targets],
            };
            cases.push((row.order, case));
        }
        if let Some((order, case)) = cases.get_mut(place) {
            *order = row.order.min(*order);
            if let Some(of_target) = case.rows.get_mut(row.target) {
                *of_target = Some(row);
            }
        }
    }
    cases.sort_by_key(|(order, _)| *order);
    cases.into_iter().map(|(_, case)| case)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Check;
    use crate::report::digest::Told;
    use crate::report::samples::*;
    use crate::runner::CaseResult;

    #[test]
    fn two_wrong_answers_that_are_not_the_same_are_a_difference() {
        let differs = |got: &str| {
            let mut told_of = Told::default();
            told_of.note(&told(failed(0, "a/x", &[Check::Status])));
            let mut other = failed(0, "a/x", &[Check::Status]);
            other.target = 1;
            got.clone_into(&mut other.findings[0].got);
            told_of.note(&told(other));
            let rows = [told_of.of(0), told_of.of(1)].concat();
            let case = across(&rows, 2).next().unwrap();
            (case.differs(), case.words().join(" · "))
        };
        assert!(!differs("400 PasswordPolicyViolation").0);
        assert_eq!(
            differs("500 ServiceFailure"),
            (
                true,
                "fail :status 400 PasswordPolicyViolation · fail :status 500 ServiceFailure"
                    .to_owned()
            )
        );
    }

    #[test]
    fn a_case_that_targets_number_otherwise_is_one_case() {
        let mut told_of = Told::default();
        for (nth, id) in ["a/x", "a/y"].into_iter().enumerate() {
            told_of.note(&told(case(nth + 1, id)));
            told_of.note(&told(CaseResult {
                target: 1,
                ..case(nth, id)
            }));
        }
        let rows = [told_of.of(0), told_of.of(1)].concat();
        let cases: Vec<(&str, bool)> = across(&rows, 2)
            .map(|case| (case.id, case.differs()))
            .collect();
        assert_eq!(cases, [("a/x", false), ("a/y", false)]);
    }
}
