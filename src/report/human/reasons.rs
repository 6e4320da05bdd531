//! What kept cases from being tried, and what was not judged: grouped by reason, counted.

use super::ids::summed_up;
use super::told::Row;
use super::words::{BAD, FAINT, HEAD, WIDTH, labelled, line_of, shape, visible, wrap};
use crate::case::Block;
use owo_colors::OwoColorize;

/// `blocked`, and a line for every reason.
pub(super) fn blocked(out: &mut String, rows: &[&Row]) {
    let reason = |row: &Row| {
        row.block.as_ref().map(|block| match block {
            Block::Essential(reason) => {
                format!("{reason} (so the run cannot judge what it was asked to)")
            }
            Block::Optional(reason) | Block::Consequence(reason) => reason.clone(),
        })
    };
    listed(out, "blocked", rows, reason);
}

/// `state not witnessed`, and a line for every reason.
pub(super) fn unwitnessed(out: &mut String, rows: &[&Row]) {
    listed(out, "state not witnessed", rows, |row| {
        row.unwitnessed.clone()
    });
}

fn listed(out: &mut String, head: &str, rows: &[&Row], reason: impl Fn(&Row) -> Option<String>) {
    let groups = by(rows, reason);
    if groups.is_empty() {
        return;
    }
    line_of(out, format_args!("{}", head.style(HEAD)));
    for (reason, rows) in groups {
        for (nth, line) in wrap(&visible(&reason), WIDTH - 7).iter().enumerate() {
            let count = if nth == 0 {
                rows.len().to_string()
            } else {
                String::new()
            };
            line_of(out, format_args!("{count:>5}  {line}"));
        }
    }
    out.push('\n');
}

/// What the harness could not do, one block a reason.
pub(super) fn errors(out: &mut String, rows: &[&Row]) {
    for (reason, rows) in by(rows, |row| row.error.clone()) {
        let Some((first, others)) = rows.split_first() else {
            continue;
        };
        line_of(
            out,
            format_args!("{} {}", "ERROR".style(BAD), first.id.style(BAD)),
        );
        labelled(out, "failed", &format!("to {reason}"));
        if !others.is_empty() {
            let ids = summed_up(
                others
                    .iter()
                    .map(|row| (row.section.as_str(), row.id.as_str())),
            );
            labelled(out, "also", &format!("{} more: {ids}", others.len()));
        }
        line_of(
            out,
            format_args!(
                "     {}",
                "this is a fault of pwspec or of its surroundings, not of the endpoint"
                    .style(FAINT)
            ),
        );
        out.push('\n');
    }
}

/// The rows by reason, whatever the numbers in it, the most frequent first.
fn by<'a>(
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
