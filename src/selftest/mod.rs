//! The tester, tested: every fault of the embedded endpoint against the checks that are to catch it, every variant against
//! those that must stay silent.

mod all;
mod event;
mod hearing;
mod kill_matrix;
mod share;
mod subject;
#[cfg(test)]
mod tests;
mod trial;
mod unseen;

pub use all::{Depth, SelftestOptions, selftest};
pub use event::{SelftestEvent, SelftestStarted};
pub use hearing::{Alarm, Hearing, hear};
pub use kill_matrix::{KillMatrix, Worst};
pub use share::share;
pub use subject::{ObserveError, Observed, Subject, observe};
pub use trial::{Fate, Trial, cases_for, put_to_trial};
pub use unseen::{Red, Seen};
