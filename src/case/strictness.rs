//! What fails a run.

use crate::spec::{Level, Provenance};

/// Whether a departure fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strictness {
    /// Departures below this level are notes.
    pub level: Level,
    /// Whether guesses (sibling, inferred) fail too.
    pub strict: bool,
}

impl Strictness {
    /// Whether a departure from a clause so known fails the run.
    pub fn fails(self, level: Level, provenance: Provenance) -> bool {
        level <= self.level && (self.strict || provenance.fails_by_default())
    }
}

impl Default for Strictness {
    fn default() -> Self {
        Self {
            level: Level::Should,
            strict: false,
        }
    }
}
