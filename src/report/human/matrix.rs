//! Several targets in one run: one matrix, and where they differ.

use std::collections::BTreeMap;

use super::words::{FAINT, HEAD, WIDTH, line_of, plural, visible, wrap};
use crate::case::Verdict;
use crate::report::digest::{Row, Told, across, sections, summed_up};
use owo_colors::OwoColorize;

/// A column a target: of the cases of a section, so many pass.
pub(super) fn matrix(out: &mut String, told: &Told, targets: usize) {
    for target in 0..targets {
        line_of(
            out,
            format_args!("[{}] {}", target + 1, visible(told.name(target))),
        );
    }
    out.push('\n');
    let columns: Vec<Vec<&Row>> = (0..targets).map(|target| told.of(target)).collect();
    let mut every: Vec<&Row> = columns.concat();
    every.sort_by_key(|row| row.order);
    let sections = sections(&every);
    let width = sections
        .iter()
        .map(|(section, _)| section.chars().count())
        .max()
        .unwrap_or(0);
    let head: String = (1..=targets)
        .map(|target| format!("{:>12}", format!("[{target}]")))
        .collect();
    line_of(out, format_args!("{:width$}{}", "", head.style(FAINT)));
    for (section, rows) in sections {
        let cells: String = (0..targets).map(|target| cell(&rows, target)).collect();
        line_of(out, format_args!("{section:width$}{cells}"));
    }
    out.push('\n');
    differences(out, &every, targets);
}

fn cell(rows: &[&Row], target: usize) -> String {
    let of_target = rows.iter().filter(|row| row.target == target);
    let (passed, all) = of_target.fold((0, 0), |(passed, all), row| {
        (passed + usize::from(row.verdict == Verdict::Pass), all + 1)
    });
    format!("{:>12}", format!("{passed}/{all}"))
}

/// The cases that did not come out alike everywhere, by section and by how they differ.
fn differences(out: &mut String, every: &[&Row], targets: usize) {
    type Way<'a> = (&'a str, Vec<Option<Verdict>>, Vec<String>);
    let mut ways: BTreeMap<Way<'_>, Vec<&str>> = BTreeMap::new();
    for case in across(every, targets) {
        if case.differs() {
            ways.entry((case.section, case.verdicts(), case.words()))
                .or_default()
                .push(case.id);
        }
    }
    if ways.is_empty() {
        line_of(
            out,
            format_args!("{}\n", "the targets do not differ".style(HEAD)),
        );
        return;
    }
    line_of(
        out,
        format_args!("{}", "where the targets differ".style(HEAD)),
    );
    for ((section, _, words), ids) in ways {
        let words: Vec<String> = (1..)
            .zip(&words)
            .map(|(nth, word)| format!("[{nth}] {}", visible(word)))
            .collect();
        let text = format!("{}  ({})", words.join("  "), plural(ids.len(), "case"));
        for line in wrap(&text, WIDTH - 2) {
            line_of(out, format_args!("  {line}"));
        }
        for line in wrap(&summed_up(ids.iter().map(|id| (section, *id))), WIDTH - 6) {
            line_of(out, format_args!("      {line}"));
        }
    }
    out.push('\n');
}
