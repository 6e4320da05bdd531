//! Cases beyond the matrix that are made when their turn comes: however many they are, none is held.

use std::fmt;

use super::event::CaseResult;
use super::teller::Stage;
use crate::case::{Block, Case, PolicyNeed};

/// Cases, by the account policy under which they are tried, each with its place.
pub(super) type Cases = Box<dyn Iterator<Item = (usize, Case)> + Send>;

/// Where cases are made.
pub trait More: fmt::Debug + Send + Sync {
    /// How many they are.
    fn count(&self) -> usize;

    /// The account policies under which they are tried, in an order of their own.
    fn policies(&self) -> Vec<PolicyNeed>;

    /// Those under this policy, each with its place among all.
    fn under(&self, policy: &PolicyNeed) -> Box<dyn Iterator<Item = (usize, Case)> + Send>;
}

/// Tells of every case that it was not tried, and why. `from`: the place of the first.
pub(super) fn block(stage: &Stage, more: &dyn More, from: usize, block: &Block) {
    for policy in more.policies() {
        for (place, case) in more.under(&policy) {
            stage.case(CaseResult::blocked(&case, from + place, block.clone()));
        }
    }
}
