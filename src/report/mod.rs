//! What a run tells, for people and for programs: one file a format, all fed by the same events.

mod coverage;
mod digest;
mod document;
mod format;
mod html;
pub mod human;
mod junit;
mod kill_matrix;
mod listing;
mod markdown;
mod ndjson;
mod ndjson_selftest;
mod output;
#[cfg(test)]
mod output_tests;
mod recorded;
mod reporter;
mod reports;
#[cfg(test)]
mod samples;
mod sarif;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod selftest_samples;
#[cfg(test)]
mod selftest_tests;
mod shell;

pub use coverage::Coverage;
pub use digest::visible;
pub use format::{Destination, Format, FormatError, ReportSpec};
pub use kill_matrix::kill_matrix;
pub use listing::Listed;
pub use ndjson::Ndjson;
pub use ndjson_selftest::NdjsonSelftest;
pub use output::{Output, OutputError, Sink};
pub use recorded::{Recorded, RecordedError, recorded};
pub use reporter::Reporter;
pub use reports::{Reports, UnwrittenReport};
pub use shell::ShellWord;
