//! Did it change? The recorded answers of a target, a file a section in insta's format, and what differs from them.

mod close;
mod drift;
mod error;
mod imprint;
mod judge;
mod options;
mod pattern;
mod recorded;
mod reference;
mod section;
mod set;
mod shape;
#[cfg(test)]
mod tests;

pub use error::SnapshotError;
pub use judge::{Scope, SnapshotJudge};
pub use options::{SnapshotMode, SnapshotOptions};
pub use recorded::RecordedAnswers;
