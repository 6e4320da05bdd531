//! Why a text is no baseline.

use std::ops::Range;

/// Completes "failed to read the baseline FILE, …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub problem: String,
}

impl BaselineError {
    /// The problem at that place of the text, counted in bytes.
    pub(super) fn at(text: &str, place: Option<Range<usize>>, problem: String) -> Self {
        let line = line_of(text, place);
        Self { line, problem }
    }
}

/// The line of that place, from 1.
pub(super) fn line_of(text: &str, place: Option<Range<usize>>) -> usize {
    let before = place.map_or(0, |place| place.start.min(text.len()));
    let breaks = text.as_bytes()[..before].iter();
    1 + breaks.filter(|byte| **byte == b'\n').count()
}
