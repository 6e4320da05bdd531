//! Plan, lanes, events: the only room with concurrency.

mod event;
mod options;
mod run;

pub use event::{CaseResult, Event, Remark, RunStarted, StepRecord, Summary};
pub use options::{RunOptions, SnapshotMode, SnapshotOptions};
pub use run::run;
