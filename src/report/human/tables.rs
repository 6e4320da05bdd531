//! The counts: a line a section, and a line a level.

use super::words::{BAD, FAINT, GOOD, HEAD, ODD, line_of, plural};
use crate::case::{Finding, Judgement, Lane, Verdict};
use crate::report::digest::{Row, Told, sections};
use crate::spec::Level;
use owo_colors::{OwoColorize, Style};

/// The columns, with the style of a count that is not zero.
const COLUMNS: [(&str, Style); 6] = [
    ("pass", GOOD),
    ("fail", BAD),
    ("known", ODD),
    ("blocked", ODD),
    ("error", BAD),
    ("notes", HEAD),
];

/// The place of the verdict among the columns.
fn column(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Pass => 0,
        Verdict::Fail => 1,
        Verdict::Known => 2,
        Verdict::Blocked => 3,
        Verdict::Error => 4,
    }
}

/// Cases by section and verdict.
pub(super) fn by_section(out: &mut String, rows: &[&Row]) {
    let sections = sections(rows);
    let width = sections
        .iter()
        .map(|(section, _)| section.chars().count())
        .max()
        .unwrap_or(0);
    let head: String = COLUMNS
        .iter()
        .map(|(word, _)| format!("{word:>8}"))
        .collect();
    line_of(out, format_args!("{:width$}{}", "", head.style(FAINT)));
    for (section, rows) in sections {
        let mut counts = [0; COLUMNS.len()];
        for row in rows {
            counts[column(row.verdict)] += row.cases;
            counts[5] += row.cases * row.judged(Judgement::Note).count();
        }
        let cells: String = counts
            .iter()
            .zip(COLUMNS)
            .map(|(count, (_, style))| cell(*count, style))
            .collect();
        line_of(out, format_args!("{section:width$}{cells}"));
    }
    out.push('\n');
}

fn cell(count: usize, style: Style) -> String {
    match count {
        0 => format!("{:>8}", "-".style(FAINT)),
        count => format!("{:>8}", count.style(style)),
    }
}

/// Checks by the level of their clause.
pub(super) fn by_level(out: &mut String, told: &Told, target: usize, rows: &[&Row]) {
    let before = out.len();
    for level in [Level::Must, Level::Should, Level::May] {
        let Some(&asked) = told.asked.get(&(target, level)) else {
            continue;
        };
        let of_level = |finding: &&Finding| finding.lane == Lane::Clause && finding.level == level;
        let count = |judgement| -> usize {
            rows.iter()
                .map(|row| row.cases * row.judged(judgement).filter(of_level).count())
                .sum()
        };
        let mut parts = Vec::new();
        for (judgement, word) in [
            (Judgement::Fail, "failed"),
            (Judgement::Known, "known"),
            (Judgement::Note, "noted"),
        ] {
            match count(judgement) {
                0 => {}
                count => parts.push(format!("{count} {word}")),
            }
        }
        let outcome = if parts.is_empty() {
            "all passed".to_owned()
        } else {
            parts.join(", ")
        };
        line_of(
            out,
            format_args!(
                "{:<8}{}: {outcome}",
                level.style(HEAD),
                plural(asked, "check")
            ),
        );
    }
    if out.len() > before {
        out.push('\n');
    }
}
