//! All that the oracle may know before it derives what must happen.

use crate::case::{Account, PolicyInForce, Sign, Transport};
use crate::spec::Model;
use crate::wire::HttpRequest;

/// Who truly signs.
#[derive(Clone, Copy, Debug)]
pub enum Caller<'a> {
    /// This user.
    User(&'a Account),
    /// The root user.
    Root,
    /// A role's session.
    Role,
}

/// A request about to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The specification's numbers.
    pub model: &'a Model,
    /// The bytes.
    pub http: &'a HttpRequest,
    /// The endpoint's own path prefix, `""` or `/path`.
    pub prefix: &'a str,
    /// Who signs.
    pub caller: Caller<'a>,
    /// How it was signed in fact.
    pub sign: &'a Sign,
    /// How it was framed in fact.
    pub transport: &'a Transport,
    /// The account policy in force.
    pub policy: &'a PolicyInForce,
}
