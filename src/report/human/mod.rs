//! The report for people: a progress bar while the run goes on, and at the end the counts, then the findings.

mod end;
mod explain;
mod finding;
mod fuzz;
mod kill_matrix;
mod matrix;
mod progress;
mod put;
mod reasons;
mod reporter;
mod selftest;
mod setting;
mod tables;
#[cfg(test)]
mod tests;
mod trace;
mod verdict;
mod words;

pub use explain::explain;
pub use fuzz::FuzzProgress;
pub use put::print;
pub use reporter::{Human, HumanOptions, TraceWhat, Verbosity};
pub use selftest::HumanSelftest;
