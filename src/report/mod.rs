//! What a run tells, for people and for programs: one file a format, all fed by the same events.

mod format;
pub mod human;
mod listing;
mod ndjson;
mod output;
mod reporter;
mod reports;
mod shell;
#[cfg(test)]
mod samples;

pub use format::{Destination, Format, FormatError, ReportSpec};
pub use listing::Listed;
pub use ndjson::Ndjson;
pub use output::{Output, OutputError, Sink};
pub use reporter::Reporter;
pub use reports::{Reports, UnwrittenReport};
pub use shell::ShellWord;
