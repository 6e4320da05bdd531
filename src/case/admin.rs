//! The users a case is about, and what an administrator does to them in its midst.

use serde::{Deserialize, Serialize};

use super::word::{self, Word};
use super::{Permission, PolicyNeed};
use crate::password::Recipe;
use crate::spec::AccountPolicy;

/// A user of a case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// The lane's own user: profile, key, permission.
    Lane,
    /// A user made for this case and deleted after it.
    Made {
        /// Its path: `/` or `/division/unit/`.
        #[serde(with = "word")]
        path: Word,
        /// Its first password; none for no login profile.
        password: Option<Recipe>,
        /// Whether the profile asks for a reset.
        reset_required: bool,
        /// What permits it.
        permission: Permission,
    },
    /// A user made for this case whose name is that of another subject, which stands before it, and these characters more.
    Kin {
        /// The other subject.
        of: usize,
        /// What its name has more.
        #[serde(with = "word")]
        suffix: Word,
        /// Its first password.
        password: Recipe,
    },
}

impl Subject {
    /// A user with profile, key and the usual permission.
    pub fn made(password: Recipe) -> Self {
        Self::Made {
            path: "/",
            password: Some(password),
            reset_required: false,
            permission: Permission::Inline,
        }
    }

    /// A user with profile and key that is permitted so.
    pub fn permitted(password: Recipe, permission: Permission) -> Self {
        Self::Made {
            path: "/",
            password: Some(password),
            reset_required: false,
            permission,
        }
    }
}

/// What an administrator does. `user` is the index of the case's subject.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Admin {
    /// `UpdateLoginProfile`
    Reset {
        /// Whose.
        user: usize,
        /// The new password.
        password: Recipe,
    },
    /// `CreateLoginProfile`
    CreateProfile {
        /// Whose.
        user: usize,
        /// The password.
        password: Recipe,
    },
    /// `DeleteLoginProfile`
    DeleteProfile {
        /// Whose.
        user: usize,
    },
    /// `CreateAccessKey`: the user's second key from now on.
    SecondKey {
        /// Whose.
        user: usize,
    },
    /// `UpdateAccessKey`, Status=Inactive, of the first key.
    DeactivateKey {
        /// Whose.
        user: usize,
    },
    /// `DeleteAccessKey` of the first key.
    DeleteKey {
        /// Whose.
        user: usize,
    },
    /// Everything of the user is deleted, and the user.
    DeleteUser {
        /// Whose.
        user: usize,
    },
    /// A user of the same name is made again, with a profile and a key.
    RecreateUser {
        /// Whose.
        user: usize,
        /// The new user's password.
        password: Recipe,
    },
    /// The user is permitted so from now on.
    Permit {
        /// Whose.
        user: usize,
        /// What permits it.
        permission: Permission,
    },
    /// The account policy from now on. Only in a case that is alone.
    Policy(PolicyNeed),
    /// The same, by an `UpdateAccountPasswordPolicy` that omits what has its default.
    TersePolicy(AccountPolicy),
}

impl Admin {
    /// The user that it is about; none where it is about the account.
    pub fn user(&self) -> Option<usize> {
        match self {
            Self::Reset { user, .. }
            | Self::CreateProfile { user, .. }
            | Self::DeleteProfile { user }
            | Self::SecondKey { user }
            | Self::DeactivateKey { user }
            | Self::DeleteKey { user }
            | Self::DeleteUser { user }
            | Self::RecreateUser { user, .. }
            | Self::Permit { user, .. } => Some(*user),
            Self::Policy(_) | Self::TersePolicy(_) => None,
        }
    }
}
