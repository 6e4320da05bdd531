//! How an answer differs from the one recorded.

use similar::TextDiff;

use super::SnapshotMode;
use super::imprint::{Imprint, Line};

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
pub(super) fn drift(recorded: &[Imprint], came: &Line, mode: SnapshotMode) -> Option<Drift> {
    let project = |imprints: &[Imprint]| {
        let mut projected: Vec<_> = imprints.iter().map(|imprint| imprint.under(mode)).collect();
        for range in &came.unordered {
            if let Some(unordered) = projected.get_mut(range.clone()) {
                unordered.sort();
            }
        }
        projected
    };
    let (wanted, got) = (project(recorded), project(&came.imprints));
    let longer = wanted.len().max(got.len());
    let at = (0..longer).find(|at| wanted.get(*at) != got.get(*at))?;
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

/// As they stand in the file.
pub(super) fn labels(imprints: &[Imprint]) -> String {
    let labels: Vec<_> = imprints.iter().map(Imprint::label).collect();
    labels.join("  ")
}

fn difference(wanted: &Imprint, got: &Imprint) -> Vec<String> {
    let diff = TextDiff::from_lines(&wanted.text, &got.text);
    let unified = diff
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
