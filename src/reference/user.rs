//! A user and what hangs on it.

use std::collections::{BTreeMap, VecDeque};
use std::time::SystemTime;

use crate::wire::sigv4::Keys;

use super::limits::PASSWORD_REUSE_PREVENTION;
use super::managed::Managed;
use super::statement::Policy;

/// A user of the account. No `Debug`: it holds passwords.
pub struct User {
    /// As it was spelled when the user was made.
    pub name: String,
    /// `/`, or `/…/`.
    pub path: String,
    /// Unique for ever: a user made again under the same name has another.
    pub id: String,
    /// When it was made.
    pub created: SystemTime,
    /// What lets it sign in at the console; none until one is created.
    pub profile: Option<LoginProfile>,
    /// The ids of its access keys, oldest first.
    pub keys: Vec<String>,
    /// Inline policies by name.
    pub inline: BTreeMap<String, Policy>,
    /// Managed policies by ARN.
    pub attached: BTreeMap<&'static str, &'static Managed>,
    /// The passwords that its own successful changes have set, the newest last.
    pub history: VecDeque<String>,
}

/// A login profile. No `Debug`: it holds the password.
pub struct LoginProfile {
    /// The password in force.
    pub password: String,
    /// When the profile was made.
    pub created: SystemTime,
    /// Whether the user has to choose another at the next sign-in.
    pub reset_required: bool,
}

/// An access key.
pub struct AccessKey {
    /// Whom it speaks for.
    pub owner: Owner,
    /// Its id and its secret.
    pub keys: Keys,
    /// `Active`, not `Inactive`.
    pub active: bool,
    /// When it was made.
    pub created: SystemTime,
}

/// Whom a long-term key speaks for.
#[derive(Clone, PartialEq, Eq)]
pub enum Owner {
    /// The account itself.
    Root,
    /// The user of this name.
    User(String),
}

impl User {
    /// A user with nothing.
    pub fn new(name: String, path: String, id: String, created: SystemTime) -> Self {
        Self {
            name,
            path,
            id,
            created,
            profile: None,
            keys: Vec::new(),
            inline: BTreeMap::new(),
            attached: BTreeMap::new(),
            history: VecDeque::new(),
        }
    }

    /// Takes note of a password that a successful change has set. Remembers what the longest
    /// window can ask for.
    pub fn remember(&mut self, password: String) {
        if self.history.len() == *PASSWORD_REUSE_PREVENTION.end() as usize {
            self.history.pop_front();
        }
        self.history.push_back(password);
    }
}
