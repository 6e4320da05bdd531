//! The end of the report: the counts, what was remarkable, the findings, the verdict.

use owo_colors::OwoColorize;

use super::matrix::matrix;
use super::reporter::{HumanOptions, Verbosity};
use super::words::{HEAD, WIDTH, line_of, visible, wrap};
use super::{finding, reasons, tables, verdict};
use crate::case::Judgement;
use crate::report::digest::{Row, Told, groups};

/// Everything that can only be said when all is known.
pub(super) fn end(told: &Told, options: &HumanOptions) -> String {
    let mut out = String::new();
    let targets = told.started.as_ref().map_or(0, |run| run.targets.len());
    let terse = options.verbosity == Verbosity::Quiet;
    if targets > 1 && !terse {
        matrix(&mut out, told, targets);
    }
    for target in 0..targets {
        let rows = told.of(target);
        if targets > 1 {
            line_of(
                &mut out,
                format_args!("{}\n", visible(told.name(target)).style(HEAD)),
            );
        } else if !terse {
            tables::by_section(&mut out, &rows);
        }
        if !terse {
            tables::by_level(&mut out, told, target, &rows);
            remarks(&mut out, told, target);
            reasons::unwitnessed(&mut out, &rows);
            reasons::blocked(&mut out, &rows);
        }
        findings(
            &mut out,
            &rows,
            options,
            &told.again(target, &options.again),
        );
        reasons::errors(&mut out, &rows);
        for summary in told
            .summaries
            .iter()
            .filter(|summary| summary.target == target)
        {
            verdict::remains(&mut out, summary);
        }
    }
    if targets > 0 {
        verdict::verdict(&mut out, told);
    }
    out
}

fn remarks(out: &mut String, told: &Told, target: usize) {
    let remarks: Vec<_> = told
        .remarks
        .iter()
        .filter(|remark| remark.target == target)
        .collect();
    if remarks.is_empty() {
        return;
    }
    line_of(out, format_args!("{}", "remarks".style(HEAD)));
    for remark in remarks {
        for (nth, line) in wrap(&visible(&remark.text), WIDTH - 4).iter().enumerate() {
            line_of(
                out,
                format_args!("  {} {line}", if nth == 0 { "-" } else { " " }),
            );
        }
    }
    out.push('\n');
}

/// Notes and known failures for those who want them, then what fails the run.
fn findings(out: &mut String, rows: &[&Row], options: &HumanOptions, again: &[String]) {
    let judgements: &[Judgement] = match options.verbosity {
        Verbosity::Verbose => &[Judgement::Note, Judgement::Known, Judgement::Fail],
        Verbosity::Normal | Verbosity::Quiet => &[Judgement::Fail],
    };
    for judgement in judgements {
        for group in groups(rows, *judgement) {
            finding::block(out, &group, again);
        }
    }
}
