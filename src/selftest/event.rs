//! What a selftest tells, as it happens.

use std::time::Duration;

use super::hearing::Hearing;
use super::trial::Trial;
use crate::runner::Event;

/// The start of a selftest.
#[derive(Clone, Copy, Debug)]
pub struct SelftestStarted {
    /// Faults that are put to trial.
    pub faults: usize,
    /// Variants that are heard.
    pub variants: usize,
    /// Whether everything is tried against everything.
    pub full: bool,
}

/// What a selftest tells.
#[derive(Debug)]
pub enum SelftestEvent<'a> {
    /// Once, first.
    Started(SelftestStarted),
    /// The plain endpoint is as it must be: so many cases, in so much time.
    Green {
        /// Cases tried.
        cases: usize,
        /// Wall time.
        elapsed: Duration,
    },
    /// The plain endpoint is found fault with, as its run told it: the rest would be meaningless, and does not come.
    NotGreen(&'a [Event]),
    /// Once for every fault, in the order of completion.
    Fault(&'a Trial),
    /// Once for every variant, in the order of completion.
    Variant(&'a Hearing),
}
