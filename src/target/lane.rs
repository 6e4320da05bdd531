//! A user at the endpoint.

use crate::case::Permission;
use crate::password::Secret;
use crate::wire::sigv4::Keys;

use super::permission::Grantee;

/// What a user is to have.
#[derive(Clone, Debug)]
pub struct UserSpec {
    /// `/` or `/division/unit/`
    pub path: String,
    /// Its first password; none for no login profile.
    pub password: Option<Secret>,
    /// Whether the profile asks for a reset.
    pub reset_required: bool,
    /// What permits it.
    pub permission: Permission,
}

impl UserSpec {
    /// A user with key and the usual permission; without a password, without a login profile.
    pub fn usual(password: impl Into<Option<Secret>>) -> Self {
        Self {
            path: "/".to_owned(),
            password: password.into(),
            reset_required: false,
            permission: Permission::default(),
        }
    }
}

/// A user at the endpoint, and what it signs with.
#[derive(Clone, Debug)]
pub struct LaneUser {
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: String,
    /// Its ARN; not every endpoint tells.
    pub arn: Option<String>,
    /// What permits it, as far as this program had a hand in it.
    pub permission: Permission,
    /// Its first key.
    pub keys: Keys,
    /// Its second key, if it has one.
    pub second: Option<Keys>,
    /// The password that was set last by an administrator; in own mode the one it came with.
    pub password: Option<Secret>,
}

impl LaneUser {
    pub(super) fn grantee(&self) -> Grantee<'_> {
        Grantee {
            name: &self.name,
            path: &self.path,
            arn: self.arn.as_deref(),
        }
    }
}
