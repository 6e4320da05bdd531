//! The tester, tested: every fault of the embedded endpoint against the checks that are to catch it.

mod subject;
mod trial;

pub use subject::{ObserveError, Observed, Subject, observe};
pub use trial::{Trial, cases_for, put_to_trial};
