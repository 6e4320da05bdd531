//! What a case does, one thing after another.

use serde::{Deserialize, Serialize};

use super::{Admin, Expect, Request};

/// A request and what the matrix declares about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Send {
    /// What is sent.
    pub request: Request,
    /// What must come of it, as the matrix has it. The oracle derives its own; a test holds the two against each other.
    /// None leaves it to the oracle alone.
    #[serde(skip)]
    pub expect: Option<Expect>,
}

/// A step of a case.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every step is the large one, and there are a few thousand"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Step {
    /// A request.
    Send(Send),
    /// Requests at once, on connections of their own; at most one may be accepted, each is judged alone otherwise.
    Together(Vec<Request>),
    /// An administrator's call; it must work, or the case is blocked.
    Admin(Admin),
    /// Which password is in force is asked of every user, as at the end of the case. Whoever cannot ask gets back what it
    /// needs for that, and whose password is found has another one after it.
    Witness,
}
