//! What is wrong with a text, and where.

use std::ops::Range;

/// Completes "failed to read FILE, …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// What is wrong there, and what to do.
    pub problem: String,
}

impl TableError {
    /// The problem at that place of the text, counted in bytes; without a place, at its beginning.
    pub fn at(text: &str, place: Option<Range<usize>>, problem: impl Into<String>) -> Self {
        let before = place.map_or(0, |place| place.start);
        let before = text.get(..before).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line: 1 + before.matches('\n').count(),
            column: 1 + line.chars().count(),
            problem: problem.into(),
        }
    }
}
