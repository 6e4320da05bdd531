//! Why a text is no baseline.

use crate::tables::TableError;

/// Completes "failed to read the baseline FILE, …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub problem: String,
}

impl From<TableError> for BaselineError {
    fn from(TableError { line, problem, .. }: TableError) -> Self {
        Self { line, problem }
    }
}
