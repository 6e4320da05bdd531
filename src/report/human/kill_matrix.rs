//! The kill matrix at the terminal: what went wrong in a block each, then the counts.
//!
//! ```text
//! SURVIVED new-length-bytes                            (NewPassword.length.unit)
//!      counts the UTF-8 bytes of a new password, not its characters
//!      unseen  new-password/length/*-latin1:status
//!      again   pwspec selftest new-length-bytes
//! ```

use owo_colors::{OwoColorize, Style};

use super::words::{BAD, FAINT, GOOD, HEAD, WIDTH, both_ends, labelled, line_of, plural, wrap};
use crate::case::Check;
use crate::exit::Exit;
use crate::selftest::{Fate, Hearing, KillMatrix, SelftestStarted, Trial};

/// Things of a kind that are told; the others are counted.
const TOLD: usize = 6;

/// What is tried, and against what.
pub(super) fn introduction(started: &SelftestStarted) -> String {
    let mut out = String::new();
    let faults = plural(started.faults, "fault");
    let variants = plural(started.variants, "variant");
    let text = format!(
        "pwspec {}: {faults} and {variants} of the embedded endpoint",
        env!("CARGO_PKG_VERSION")
    );
    line_of(&mut out, format_args!("{}", text.style(HEAD)));
    let against = if started.full {
        "each against every case"
    } else {
        "a fault against the cases of its declared checks, a variant against its share (--full: each against every case)"
    };
    for line in wrap(against, WIDTH) {
        line_of(&mut out, format_args!("{line}"));
    }
    out.push('\n');
    out
}

/// Everything that can only be said when all is known.
pub(super) fn end(matrix: &KillMatrix, quiet: bool) -> String {
    let mut out = String::new();
    for trial in &matrix.trials {
        match trial.fate() {
            Fate::Killed => {}
            fate => wrong(&mut out, trial, fate),
        }
    }
    let loud = matrix.hearings.iter().filter(|hearing| !hearing.is_green());
    loud.for_each(|hearing| alarm(&mut out, hearing));
    unseen(&mut out, matrix);
    if !quiet {
        reddened(&mut out, matrix);
        shown(&mut out, matrix);
    }
    verdict(&mut out, matrix);
    out
}

fn head(out: &mut String, word: &str, name: &str, clause: &str, sentence: &str) {
    let left = format!("{word} {name}");
    match clause {
        "" => line_of(out, format_args!("{}", left.style(BAD))),
        clause => both_ends(out, (&left, BAD), (clause, FAINT)),
    }
    for line in wrap(sentence, WIDTH - 5) {
        line_of(out, format_args!("     {line}"));
    }
}

/// A fault that was not killed as it should be.
fn wrong(out: &mut String, trial: &Trial, fate: Fate) {
    let fault = trial.fault;
    let word = match fate {
        Fate::Killed => "KILLED",
        Fate::Misblamed => "BLAMED WRONGLY",
        Fate::Survived => "SURVIVED",
        Fate::Failed => "THE HARNESS FAILED ON",
    };
    let clause = format!("({})", fault.breaks);
    head(out, word, fault.name, &clause, fault.sentence);
    listed(out, "unseen", trial.unseen.iter());
    if let Some(first) = trial
        .first
        .as_deref()
        .filter(|first| *first != fault.breaks)
    {
        labelled(out, "first", &format!("a finding of {first}"));
    }
    listed(out, "blamed", trial.blamed.iter());
    listed(out, "error", trial.errors.iter());
    labelled(out, "again", &format!("pwspec selftest {}", fault.name));
    out.push('\n');
}

/// A variant that was found fault with.
fn alarm(out: &mut String, hearing: &Hearing) {
    let variant = hearing.variant;
    head(out, "FALSE ALARM", variant.name, "", variant.sentence);
    let alarms = hearing.alarms.iter();
    listed(
        out,
        "found",
        alarms.map(|alarm| format!("{}{}", alarm.case, alarm.what)),
    );
    if hearing.left_behind {
        labelled(out, "left", "something could not be put back");
    }
    labelled(out, "again", &format!("pwspec selftest {}", variant.name));
    out.push('\n');
}

fn listed<T: ToString>(out: &mut String, label: &str, things: impl ExactSizeIterator<Item = T>) {
    let rest = things.len().saturating_sub(TOLD);
    for (nth, thing) in things.take(TOLD).enumerate() {
        labelled(out, if nth == 0 { label } else { "" }, &thing.to_string());
    }
    if rest > 0 {
        labelled(out, "", &format!("and {rest} more"));
    }
}

fn unseen(out: &mut String, matrix: &KillMatrix) {
    let Some(unseen) = matrix.unseen.as_ref().filter(|unseen| !unseen.is_empty()) else {
        return;
    };
    line_of(out, format_args!("{}", "NEVER SEEN RED".style(BAD)));
    for pattern in unseen {
        line_of(out, format_args!("     {pattern}"));
    }
    out.push('\n');
}

/// A line a check: how many faults reddened it.
fn reddened(out: &mut String, matrix: &KillMatrix) {
    let title = format!("{:<16}{:>8}", "check", "faults");
    line_of(out, format_args!("{}", title.style(FAINT)));
    for check in Check::ALL {
        let is_red = |trial: &&Trial| trial.red.checks.contains(&check);
        let count = matrix.trials.iter().filter(is_red).count();
        let style = if count == 0 { FAINT } else { Style::new() };
        line_of(out, format_args!("{check:<16}{:>8}", count.style(style)));
    }
    out.push('\n');
}

fn shown(out: &mut String, matrix: &KillMatrix) {
    if let Some(causes) = matrix.causes() {
        let (median, most, fault) = (causes.median, causes.most, causes.fault);
        let text =
            format!("root causes shown for a fault: median {median}, at most {most} ({fault})");
        for line in wrap(&text, WIDTH) {
            line_of(out, format_args!("{line}"));
        }
    }
    if matrix.unseen.is_none() {
        let text = "not every fault was tried: which checks none of them reddens is not asked";
        line_of(out, format_args!("{text}"));
    }
    out.push('\n');
}

fn verdict(out: &mut String, matrix: &KillMatrix) {
    let mut parts = Vec::new();
    if !matrix.trials.is_empty() {
        let fates = Fate::ALL.map(|fate| (matrix.count(fate), fate.word()));
        parts.push(counted(plural(matrix.trials.len(), "fault"), &fates));
    }
    if !matrix.hearings.is_empty() {
        let loud = matrix.hearings.iter().filter(|hearing| !hearing.is_green());
        let loud = loud.count();
        let counts = [(matrix.hearings.len() - loud, "green"), (loud, "in alarm")];
        parts.push(counted(plural(matrix.hearings.len(), "variant"), &counts));
    }
    let exit = matrix.exit();
    let text = format!(
        "{} in {:.1} s — exit {}",
        parts.join("; "),
        matrix.elapsed.as_secs_f64(),
        exit.code()
    );
    let style = if exit == Exit::Ok { GOOD } else { BAD };
    for line in wrap(&text, WIDTH) {
        line_of(out, format_args!("{}", line.style(style)));
    }
}

/// `203 faults: 201 killed, 2 survived`
fn counted(of: String, counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let some: Vec<String> = some
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    format!("{of}: {}", some.join(", "))
}
