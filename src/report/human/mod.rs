//! The report for people: a progress bar while the run goes on, and at the end the counts, then the findings.

mod end;
mod explain;
mod finding;
mod matrix;
mod progress;
mod reasons;
mod reporter;
mod setting;
mod tables;
#[cfg(test)]
mod tests;
mod trace;
mod verdict;
mod words;

pub use explain::explain;
pub use reporter::{Human, HumanOptions, TraceWhat, Verbosity, print};
