//! The matrix as a map: a row a section, a cell a case, a column a target.

use super::anchors::Anchors;
use super::strips::strips;
use crate::case::{Judgement, Verdict};
use crate::matrix;
use crate::report::digest::{Across, Row, across, sections};

/// Sections that have the first word in common.
#[derive(Debug)]
pub(super) struct Family<'a> {
    pub(super) name: &'a str,
    pub(super) sections: Vec<Section<'a>>,
}

/// A section.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) name: &'a str,
    /// One line on what it is about.
    pub(super) about: &'static str,
    /// One a target.
    pub(super) columns: Vec<Column<'a>>,
}

/// A section on a target.
#[derive(Debug)]
pub(super) struct Column<'a> {
    /// Of the target, from 1.
    pub(super) number: usize,
    /// `399 pass`, `4 fail`: with the class of each.
    pub(super) counts: Vec<(usize, &'static str)>,
    pub(super) strips: Vec<Strip<'a>>,
}

/// Cells of one kind.
#[derive(Debug)]
pub(super) struct Strip<'a> {
    pub(super) kind: String,
    pub(super) cells: Vec<Cell<'a>>,
}

/// A case on a target.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) id: &'a str,
    /// The verdict, as it is read aloud.
    pub(super) word: &'static str,
    /// The class of its style: a letter.
    pub(super) class: &'static str,
    /// What stands in it, so that no colour alone says it.
    pub(super) glyph: &'static str,
    /// Where it is told of.
    pub(super) anchor: Option<&'a str>,
    /// Whether another target has another verdict.
    pub(super) differs: bool,
}

/// How a cell looks: word, class and glyph.
pub(super) type Look = (&'static str, &'static str, &'static str);

/// Every look, in the order of the legend.
pub(super) const LOOKS: [Look; 7] = [
    ("pass", "p", ""),
    ("pass, with a note", "n", "•"),
    ("known failure", "k", "○"),
    ("fail", "f", "×"),
    ("blocked", "b", "–"),
    ("error", "e", "!"),
    ("not tried", "x", ""),
];

/// The map.
pub(super) fn map<'a>(rows: &[&'a Row], targets: usize, anchors: &'a Anchors) -> Vec<Family<'a>> {
    let mut families: Vec<Family<'a>> = Vec::new();
    for (name, rows) in sections(rows) {
        let family = name.split('/').next().unwrap_or(name);
        let section = section(name, &rows, targets, anchors);
        match families.iter_mut().find(|known| known.name == family) {
            Some(known) => known.sections.push(section),
            None => families.push(Family {
                name: family,
                sections: vec![section],
            }),
        }
    }
    families
}

fn section<'a>(
    name: &'a str,
    rows: &[&'a Row],
    targets: usize,
    anchors: &'a Anchors,
) -> Section<'a> {
    let cases: Vec<Across<'a>> = across(rows, targets).collect();
    let local = |case: &Across<'a>| -> &'a str {
        let rest = case.id.strip_prefix(name);
        rest.and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or(case.id)
    };
    let kinds = strips(&cases.iter().map(local).collect::<Vec<_>>());
    let column = |target: usize| {
        let strip = |(kind, places): &(String, Vec<usize>)| Strip {
            kind: kind.clone(),
            cells: places
                .iter()
                .filter_map(|place| cases.get(*place))
                .map(|case| cell(case, target, anchors))
                .collect(),
        };
        let strips: Vec<Strip<'a>> = kinds.iter().map(strip).collect();
        Column {
            number: target + 1,
            counts: counts(&strips),
            strips,
        }
    };
    let about = matrix::sections().iter().find(|known| known.name == name);
    Section {
        name,
        about: about.map_or("", |known| known.about),
        columns: (0..targets).map(column).collect(),
    }
}

fn cell<'a>(case: &Across<'a>, target: usize, anchors: &'a Anchors) -> Cell<'a> {
    let row = case.rows.get(target).copied().flatten();
    let (word, class, glyph) = look(row);
    Cell {
        id: case.id,
        word,
        class,
        glyph,
        anchor: row.and_then(|row| anchors.of(target, &row.id)),
        differs: case.differs(),
    }
}

fn look(row: Option<&Row>) -> Look {
    let place = match row.map(|row| (row.verdict, row)) {
        Some((Verdict::Pass, row)) => usize::from(row.judged(Judgement::Note).next().is_some()),
        Some((Verdict::Known, _)) => 2,
        Some((Verdict::Fail, _)) => 3,
        Some((Verdict::Blocked, _)) => 4,
        Some((Verdict::Error, _)) => 5,
        None => 6,
    };
    LOOKS[place]
}

/// How many of each look, those that are there.
fn counts(strips: &[Strip<'_>]) -> Vec<(usize, &'static str)> {
    let count = |word: &'static str| {
        let cells = strips.iter().flat_map(|strip| &strip.cells);
        (cells.filter(|cell| cell.word == word).count(), word)
    };
    let counted = LOOKS.map(|(word, ..)| count(word));
    counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .collect()
}
