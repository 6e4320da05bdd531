//! The last line, and what stands just before it.

use super::words::{BAD, GOOD, labelled, line_of, plural};
use crate::exit::Exit;
use crate::report::digest::{Told, counted};
use crate::runner::Summary;
use owo_colors::OwoColorize;

/// What the baseline has too much, and what could not be put back.
pub(super) fn remains(out: &mut String, summary: &Summary) {
    if !summary.stale.is_empty() {
        line_of(out, format_args!("{}", "STALE in the baseline".style(BAD)));
        for entry in &summary.stale {
            labelled(out, "entry", entry);
        }
        let remedy =
            "pwspec baseline update, with the flags of this run; dates are changed by hand";
        labelled(out, "remedy", remedy);
        out.push('\n');
    }
    for thing in &summary.left_behind {
        line_of(
            out,
            format_args!("{}", "LEFT BEHIND on the endpoint".style(BAD)),
        );
        labelled(out, "thing", thing);
        labelled(out, "remedy", "pwspec clean, with the flags of this run");
        out.push('\n');
    }
}

/// A line a target, and the run's own if there are several.
pub(super) fn verdict(out: &mut String, told: &Told) {
    let expected = told.started.as_ref().map_or(0, |run| run.targets.len());
    for summary in &told.summaries {
        let name = if told.has_several_targets() {
            format!("{}: ", told.name(summary.target))
        } else {
            String::new()
        };
        line_of(
            out,
            format_args!("{name}{}", counted(summary).style(colour(summary.exit))),
        );
    }
    if told.summaries.len() < expected {
        line_of(
            out,
            format_args!("{}", "the run ended before it was whole".style(BAD)),
        );
    } else if told.has_several_targets() {
        let exits = told.summaries.iter().map(|summary| Exit::of(summary.exit));
        let exit = exits.fold(Exit::Ok, Exit::and).code();
        line_of(
            out,
            format_args!(
                "{}",
                format!("{} — exit {exit}", plural(expected, "target")).style(colour(exit))
            ),
        );
    }
}

fn colour(exit: u8) -> owo_colors::Style {
    if exit == 0 { GOOD } else { BAD }
}
