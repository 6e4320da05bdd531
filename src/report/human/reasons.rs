//! What kept cases from being tried, and what was not judged: grouped by reason, counted.

use super::words::{BAD, FAINT, HEAD, WIDTH, labelled, line_of, visible, wrap};
use crate::report::digest::{Row, by_reason, cases, summed_up, why_blocked};
use owo_colors::OwoColorize;

/// `blocked`, and a line for every reason.
pub(super) fn blocked(out: &mut String, rows: &[&Row]) {
    listed(out, "blocked", rows, why_blocked);
}

/// `state not witnessed`, and a line for every reason.
pub(super) fn unwitnessed(out: &mut String, rows: &[&Row]) {
    listed(out, "state not witnessed", rows, |row| {
        row.unwitnessed.clone()
    });
}

fn listed(out: &mut String, head: &str, rows: &[&Row], reason: impl Fn(&Row) -> Option<String>) {
    let groups = by_reason(rows, reason);
    if groups.is_empty() {
        return;
    }
    line_of(out, format_args!("{}", head.style(HEAD)));
    for (reason, rows) in groups {
        for (nth, line) in wrap(&visible(&reason), WIDTH - 7).iter().enumerate() {
            let count = if nth == 0 {
                cases(&rows).to_string()
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
    for (reason, rows) in by_reason(rows, |row| row.error.clone()) {
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
