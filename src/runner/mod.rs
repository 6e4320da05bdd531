//! Plan, lanes, events: the only room with concurrency.

mod event;

pub use event::{CaseResult, Event, Remark, RunStarted, StepRecord, Summary};
