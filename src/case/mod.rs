//! What is tried, what was asked of it, and what came of it.

mod account;
mod admin;
mod builder;
#[expect(
    clippy::module_inception,
    reason = "the word of the house for one thing tried"
)]
mod case;
mod cause;
mod check;
mod check_pattern;
mod expect;
mod finding;
mod id;
mod needs;
mod partition;
mod pattern;
mod record;
mod request;
mod sign;
mod step;
mod strictness;
mod suggest;
mod usual;
mod verdict;
mod word;

pub use account::{Account, InForce, Permission, PolicyInForce};
pub use admin::{Admin, Subject};
pub use builder::CaseBuilder;
pub use case::{Case, FUZZ, GENERATED};
pub use cause::{Judged, RootCause, root_causes, root_causes_of_lane, shape};
pub use check::{Check, CheckId};
pub use check_pattern::{CheckPattern, CheckPatternError};
pub use expect::{Expect, Ruling};
pub use finding::{Finding, Judgement, Known, Lane};
pub use id::{CaseId, CaseIdError};
pub use needs::{Needs, PolicyNeed};
pub use partition::{Partition, PartitionError, digest};
pub use pattern::{IdPattern, IdPatternError, is_within};
pub use record::StepRecord;
pub use request::{
    BOUNDARY, Body, Caller, Connection, FORM, Framing, HeaderCase, INJECTED, Param, Place, Request,
    Spelled, Text, Transport,
};
pub use sign::{Breach, Change, Malformation, Oddity, Sign};
pub use step::{Send, Step};
pub use strictness::Strictness;
pub use suggest::nearest;
pub use verdict::{Block, Verdict};
