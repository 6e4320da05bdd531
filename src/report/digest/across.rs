//! The rows by section, and by case where there are several targets.

use std::collections::BTreeMap;

use super::told::Row;
use crate::case::Verdict;

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
    /// Whether the verdict is not the same everywhere.
    pub(in crate::report) fn differs(&self) -> bool {
        self.verdicts().windows(2).any(|pair| pair[0] != pair[1])
    }

    /// The verdicts by target.
    pub(in crate::report) fn verdicts(&self) -> Vec<Option<Verdict>> {
        let verdict = |row: &Option<&Row>| row.map(|row| row.verdict);
        self.rows.iter().map(verdict).collect()
    }
}

/// The cases in the order of the matrix, each once.
pub(in crate::report) fn across<'a>(
    every: &[&'a Row],
    targets: usize,
) -> impl Iterator<Item = Across<'a>> {
    let mut cases: BTreeMap<(usize, &str), Across<'a>> = BTreeMap::new();
    for row in every {
        let case = cases
            .entry((row.order, row.id.as_str()))
            .or_insert_with(|| Across {
                section: &row.section,
                id: row.id.as_str(),
                rows: vec![None; targets],
            });
        if let Some(place) = case.rows.get_mut(row.target) {
            *place = Some(row);
        }
    }
    cases.into_values()
}
