//! Why cases were not tried, or not whole.

use super::anchors::Anchors;
use super::block::Source;
use crate::report::digest::{Row, by_reason, excerpt};

/// A reason, and the cases that it concerns.
#[derive(Debug)]
pub(super) struct Reason<'a> {
    pub(super) anchor: String,
    pub(super) why: String,
    pub(super) cases: Vec<&'a str>,
}

/// The reasons of a kind, and notes in `anchors` where each case is told of.
pub(super) fn reasons<'a>(
    source: &Source<'a, '_>,
    kind: &str,
    why: impl Fn(&Row) -> Option<String>,
    anchors: &mut Anchors,
) -> Vec<Reason<'a>> {
    let mut told = Vec::new();
    for (nth, (why, rows)) in by_reason(source.rows, why).into_iter().enumerate() {
        let anchor = format!("t{}-{kind}-{}", source.target + 1, nth + 1);
        for row in &rows {
            anchors.put(source.target, &row.id, &anchor);
        }
        told.push(Reason {
            anchor,
            why: excerpt(&why),
            cases: rows.iter().map(|row| row.id.as_str()).collect(),
        });
    }
    told
}
