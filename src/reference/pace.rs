//! Who is served now and who is turned away for a while.

use super::errors::Refusal;

/// The seams of pace.
#[derive(Clone, Copy)]
pub struct PaceSeams {
    /// Why the call of this number, counted from 1, is turned away before anything is done about it; it may come again.
    pub turn_away: fn(u64) -> Option<Refusal>,
}

impl Default for PaceSeams {
    fn default() -> Self {
        Self {
            turn_away: |_| None,
        }
    }
}
