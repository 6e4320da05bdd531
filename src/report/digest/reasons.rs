//! Why cases were not tried, or not whole, grouped by reason.

use super::told::Row;
use crate::case::{Block, shape};

/// Why the case could not be tried, if it could not.
pub(in crate::report) fn why_blocked(row: &Row) -> Option<String> {
    row.block.as_ref().map(|block| match block {
        Block::Essential(reason) => {
            format!("{reason} (so the run cannot judge what it was asked to)")
        }
        Block::Optional(reason) | Block::Consequence(reason) => reason.clone(),
    })
}

/// The rows by reason, whatever the numbers in it, the most frequent first.
pub(in crate::report) fn by_reason<'a>(
    rows: &[&'a Row],
    reason: impl Fn(&Row) -> Option<String>,
) -> Vec<(String, Vec<&'a Row>)> {
    let mut groups: Vec<(String, Vec<&Row>)> = Vec::new();
    for row in rows {
        let Some(reason) = reason(row) else { continue };
        let alike = |known: &str| shape(known) == shape(&reason);
        match groups.iter_mut().find(|(known, _)| alike(known)) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((reason, vec![row])),
        }
    }
    groups.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    groups
}
