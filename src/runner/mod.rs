//! Plan, lanes, events: the only room with concurrency.

mod compose;
#[cfg(test)]
mod double_entry;
mod effects;
mod event;
mod tamper;

pub use compose::{ComposeError, Composed, Destination, Ingredients, compose, describe};
pub use event::{CaseResult, Event, Remark, RunStarted, StepRecord, Summary};
