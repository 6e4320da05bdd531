//! How an answer differs from the one recorded.

use similar::TextDiff;

use super::SnapshotMode;
use super::imprint::{Answers, Imprint};
use super::section::labels;

/// Lines of a difference that are told, and characters of each.
const LINES: usize = 16;
const WIDTH: usize = 160;

/// A difference.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Drift {
    /// The labels of what was recorded.
    pub(super) wanted: String,
    /// The labels of what came.
    pub(super) got: String,
    /// Which answer is the first that differs.
    pub(super) at: usize,
    /// How it does, a line each.
    pub(super) context: Vec<String>,
}

/// What differs, if anything does.
pub(super) fn drift(recorded: &[Answers], came: &[Answers], mode: SnapshotMode) -> Option<Drift> {
    let under = |answers: &[Answers]| -> Vec<Answers> {
        let project = |answers: &Answers| answers.iter().map(|one| one.under(mode)).collect();
        answers.iter().map(project).collect()
    };
    let (wanted, got) = (under(recorded), under(came));
    let longer = wanted.len().max(got.len());
    let is_same = |at: usize| match (wanted.get(at), got.get(at)) {
        (Some(wanted), Some(got)) => got.is_subset(wanted),
        _ => false,
    };
    let at = (0..longer).find(|at| !is_same(*at))?;
    let mut context = Vec::new();
    if longer > 1 {
        context.push(format!("answer {} of {longer}:", at + 1));
    }
    if let (Some(wanted), Some(got)) = (wanted.get(at), got.get(at)) {
        context.extend(difference(wanted, got));
    }
    Some(Drift {
        wanted: labels(&wanted),
        got: labels(&got),
        at,
        context,
    })
}

/// Of the first answer that is none of the wanted ones, to the one that is most like it.
fn difference(wanted: &Answers, got: &Answers) -> Vec<String> {
    let text = |imprint: Option<&Imprint>| imprint.map(|it| it.text.clone()).unwrap_or_default();
    let foreign = got.difference(wanted).next();
    let alike = |one: &&Imprint| Some(&one.head) == foreign.map(|foreign| &foreign.head);
    let wanted = wanted.iter().find(alike).or(wanted.first());
    let (wanted, got) = (text(wanted), text(foreign));
    let unified = TextDiff::from_lines(&wanted, &got)
        .unified_diff()
        .context_radius(1)
        .missing_newline_hint(false)
        .to_string();
    let mut lines: Vec<String> = unified
        .lines()
        .filter(|line| !line.starts_with("@@"))
        .map(|line| line.chars().take(WIDTH).collect())
        .collect();
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        lines.truncate(LINES);
        lines.push(format!("… {more} lines more"));
    }
    lines
}
