//! The known failures of a target: read from a file, held against what became of cases, and brought up to date.
//!
//! ```toml
//! version = 1
//! target = "fakecloud 0.51.0"
//!
//! [[known]]
//! check = "new-password/length/128-latin1:status"
//! observed = "400 PasswordPolicyViolation"
//! reason = "counts bytes"
//! ```

mod among;
#[expect(
    clippy::module_inception,
    reason = "the word of the house for the known failures of a target"
)]
mod baseline;
mod day;
mod diff;
mod edit;
mod entry;
mod error;
mod fold;
mod judge;
mod parse;
mod plan;
mod stale;
#[cfg(test)]
mod tests;
mod update;

pub use baseline::Baseline;
pub use day::{Day, today};
pub use entry::{Entry, Tried};
pub use error::BaselineError;
pub use fold::{Folded, fold};
pub use judge::BaselineJudge;
pub use update::{Update, Updated};
