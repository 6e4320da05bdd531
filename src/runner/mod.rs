//! Plan, lanes, events: the only room with concurrency.

mod column;
mod compose;
#[cfg(test)]
mod double_entry;
mod effects;
mod event;
mod exchange;
mod framing;
mod interrupt;
mod known;
mod lanes;
mod live;
mod options;
mod own_password;
mod parameters;
mod plan;
mod player;
mod preflight;
mod race;
mod record;
mod rehearsal;
mod request_ids;
mod run;
mod session;
mod shared;
mod signing;
mod stage;
mod subject;
mod tally;
mod tamper;
mod transmit;
mod trial;
mod trouble;
mod witness;

pub use column::{Column, Kept};
pub use compose::{Composed, describe};
pub use event::{CaseResult, Event, Remark, RunStarted, StepRecord, Summary};
pub use interrupt::signal;
pub use known::{hold_again, tried};
pub use live::{Ground, Live, Orders, Turn, live};
pub use options::{OwnOptions, RunOptions, SnapshotMode, SnapshotOptions};
pub use preflight::PREFLIGHT;
pub use rehearsal::{Played, Rehearsal, RehearsalError, Rehearsed};
pub use run::{RunError, run, run_live};
