//! What the specification says, as data: the model, the clause ledger, the acceptable answers.

mod acceptable;
mod clause;
mod ledger;
mod model;
mod parameter;
mod policy;

pub use acceptable::{ANY, Answers, Body, answers};
pub use clause::{Clause, ClauseId, Level, Provenance, Status};
pub use ledger::{Ledger, LedgerError};
pub use model::{Length, Model, ModelError, ModelledError, PolicyModel};
pub use parameter::Parameter;
pub use policy::{AccountPolicy, Class};
