//! What stands before the findings of a target: the verdict, what is new and what is not, and a line a section.

use std::fmt::Write as _;

use super::escape::{cell, code, plain};
use crate::case::{Judgement, Verdict};
use crate::report::digest::{
    Group, Row, Told, by_reason, cases, counted, plural, sections, why_blocked,
};

/// So many of a kind are told; the others are counted.
const TOLD: usize = 20;

/// The verdict in one line, and under it what has become of the cases.
pub(super) fn verdict(out: &mut String, told: &Told, target: usize, rows: &[&Row]) {
    let summary = told.summaries.iter().find(|end| end.target == target);
    let line = summary.map_or_else(|| "the run ended before it was whole".to_owned(), counted);
    let _ = writeln!(out, "**{line}** · {}\n", code(told.name(target)));
    let before = out.len();
    let of = |verdict| cases(rows.iter().filter(|row| row.verdict == verdict));
    match of(Verdict::Fail) {
        0 => {}
        fail => {
            let _ = writeln!(out, "- **new**: {}, see below", plural(fail, "case"));
        }
    }
    match of(Verdict::Known) {
        0 => {}
        known => {
            let known = plural(known, "case");
            let _ = writeln!(out, "- **known**: {known}, as in the baseline");
        }
    }
    if let Some(summary) = summary {
        listed(out, "stale in the baseline", &summary.stale);
        listed(out, "left behind on the endpoint", &summary.left_behind);
    }
    listed(
        out,
        "in error",
        &reasons(rows, |row| {
            row.error.as_ref().map(|error| format!("failed to {error}"))
        }),
    );
    listed(out, "blocked", &reasons(rows, why_blocked));
    listed(
        out,
        "state not witnessed",
        &reasons(rows, |row| row.unwitnessed.clone()),
    );
    if out.len() > before {
        out.push('\n');
    }
}

fn reasons(rows: &[&Row], reason: impl Fn(&Row) -> Option<String>) -> Vec<String> {
    by_reason(rows, reason)
        .into_iter()
        .map(|(reason, rows)| format!("{}: {reason}", plural(cases(&rows), "case")))
        .collect()
}

fn listed(out: &mut String, head: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    let _ = writeln!(out, "- **{head}**:");
    for text in texts.iter().take(TOLD) {
        let _ = writeln!(out, "  - {}", plain(text));
    }
    if texts.len() > TOLD {
        let _ = writeln!(out, "  - and {} more", texts.len() - TOLD);
    }
}

/// Cases by section and verdict.
pub(super) fn table(out: &mut String, rows: &[&Row]) {
    if rows.is_empty() {
        return;
    }
    out.push_str("| section | pass | fail | known | blocked | error | notes |\n");
    out.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    for (section, rows) in sections(rows) {
        let of = |verdict| cases(rows.iter().filter(|row| row.verdict == verdict));
        let notes = rows
            .iter()
            .map(|row| row.cases * row.judged(Judgement::Note).count())
            .sum();
        let counts = [
            of(Verdict::Pass),
            of(Verdict::Fail),
            of(Verdict::Known),
            of(Verdict::Blocked),
            of(Verdict::Error),
            notes,
        ];
        let cells = counts.map(|count| match count {
            0 => "–".to_owned(),
            count => count.to_string(),
        });
        let _ = writeln!(out, "| {} | {} |", cell(&code(section)), cells.join(" | "));
    }
    out.push('\n');
}

/// What the run has told beside its cases.
pub(super) fn remarks(out: &mut String, told: &Told, target: usize) {
    let remarks: Vec<String> = told
        .remarks
        .iter()
        .filter(|remark| remark.target == target)
        .map(|remark| remark.text.clone())
        .collect();
    let before = out.len();
    listed(out, "remarks", &remarks);
    if out.len() > before {
        out.push('\n');
    }
}

/// One for all: what fails the runs, and their exit.
pub(super) fn heading(failing: &[Vec<Group<'_>>], exit: Option<u8>) -> String {
    let causes: usize = failing.iter().map(Vec::len).sum();
    let what = match causes {
        0 => "nothing new fails".to_owned(),
        1 => "1 root cause fails the run".to_owned(),
        many => format!("{many} root causes fail the run"),
    };
    let exit = exit.map_or("not whole".to_owned(), |exit| format!("exit {exit}"));
    format!("# pwspec: {what} — {exit}\n\n")
}
