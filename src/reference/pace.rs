//! Who is served now, who later, and who is turned away for a while.

use std::time::Duration;

use crate::wire::HttpRequest;

use super::account::Account;
use super::errors::Refusal;

/// The seams of pace.
#[derive(Clone, Copy)]
pub struct PaceSeams {
    /// Looks at a request as it arrives, and tells how long it then lies before its turn comes. None: its turn comes at once.
    pub look_ahead: Option<fn(&mut Account, &HttpRequest) -> Duration>,
    /// Why the call of this number, counted from 1, is turned away before anything is done about it; it may come again.
    pub turn_away: fn(u64) -> Option<Refusal>,
    /// How many of the calls that follow with the same access key are left without an answer.
    pub loses: Option<fn(&HttpRequest) -> usize>,
}

impl Default for PaceSeams {
    fn default() -> Self {
        Self {
            look_ahead: None,
            turn_away: |_| None,
            loses: None,
        }
    }
}
