//! Who is served now and who is turned away for a while.

use crate::wire::HttpRequest;

use super::errors::Refusal;

/// The seams of pace.
#[derive(Clone, Copy)]
pub struct PaceSeams {
    /// Why the call of this number, counted from 1, is turned away before anything is done about it; it may come again.
    pub turn_away: fn(u64) -> Option<Refusal>,
    /// How many of the calls that follow with the same access key are left without an answer.
    pub loses: Option<fn(&HttpRequest) -> usize>,
}

impl Default for PaceSeams {
    fn default() -> Self {
        Self {
            turn_away: |_| None,
            loses: None,
        }
    }
}
