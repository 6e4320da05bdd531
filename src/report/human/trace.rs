//! The exchanges of a case: what was sent, by recipe, and what came. Never a password.

use super::words::{FAINT, HEAD, excerpt, line_of};
use crate::report::digest::{readable, withheld};
use crate::runner::{CaseResult, StepRecord};
use crate::wire::Answer;
use owo_colors::OwoColorize;

/// Lines of a body that are shown.
const LINES: usize = 60;

/// Writes the exchanges.
pub(super) fn trace(out: &mut String, case: &CaseResult) {
    line_of(
        out,
        format_args!(
            "{} {} ({})",
            "TRACE".style(HEAD),
            case.id.style(HEAD),
            case.verdict
        ),
    );
    let withheld = withheld(case);
    for step in &case.steps {
        exchange(out, step, withheld);
    }
    out.push('\n');
}

fn exchange(out: &mut String, step: &StepRecord, withheld: Option<&str>) {
    line_of(
        out,
        format_args!("  {} {}", ">".style(FAINT), excerpt(&step.sent)),
    );
    let answer = match &step.answer {
        Ok(answer) => answer,
        Err(none) => return incoming(out, &none.to_string()),
    };
    let (status, took) = (answer.status, answer.took.as_secs_f64() * 1000.0);
    incoming(
        out,
        &format!("{status}, {} bytes in {took:.1} ms", answer.body.len()),
    );
    if let Some(why) = withheld {
        return incoming(out, why);
    }
    for (name, value) in &answer.headers {
        incoming(out, &format!("{name}: {}", String::from_utf8_lossy(value)));
    }
    if !answer.body.is_empty() {
        incoming(out, "");
        body(out, answer);
    }
}

fn body(out: &mut String, answer: &Answer) {
    let text = readable(answer);
    let mut lines = text.lines();
    for line in lines.by_ref().take(LINES) {
        incoming(out, line);
    }
    if lines.next().is_some() {
        incoming(out, &format!("… ({} lines more)", 1 + lines.count()));
    }
}

fn incoming(out: &mut String, text: &str) {
    line_of(
        out,
        format_args!("  {} {}", "<".style(FAINT), excerpt(text)),
    );
}
