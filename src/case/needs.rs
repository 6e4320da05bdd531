//! What a case asks of the target before it can be tried.

use serde::{Deserialize, Serialize};

use crate::spec::AccountPolicy;

/// The account policy under which a case is tried.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum PolicyNeed {
    /// The most permissive one that can be had; the oracle takes what is in force.
    #[default]
    Any,
    /// None set: the default policy.
    Unset,
    /// This one.
    Exactly(AccountPolicy),
}

/// What must be available, beside a user of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Needs {
    /// An administrator, to prepare users.
    pub admin: bool,
    /// The root user's keys.
    pub root: bool,
    /// `sts:AssumeRole`.
    pub role: bool,
    /// Verified signatures.
    pub signatures: bool,
    /// That ChangePassword works at all; not so for the front end's cases.
    pub operation: bool,
    /// The account to itself: it changes the account policy in its midst.
    pub alone: bool,
}
