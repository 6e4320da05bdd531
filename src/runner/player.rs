//! A user of a case, and the passwords the harness gives it.

use crate::case::Account;
use crate::password::{Forge, Recipe, Secret};
use crate::wire::sigv4::Keys;

/// Characters of a password of the harness's own, at least: every policy's classes fit.
const LENGTH: usize = 32;

/// A user and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Player {
    /// What the oracle knows.
    pub(super) account: Account,
    /// Its first key.
    pub(super) keys: Keys,
    /// Its second key.
    pub(super) second: Option<Keys>,
    /// Whether it was made for one case.
    pub(super) made: bool,
    /// Its path, for making it again.
    pub(super) path: String,
    /// Whether its first key works.
    pub(super) key_works: bool,
    serial: u64,
}

impl Player {
    pub(super) fn new(account: Account, keys: Keys, made: bool, path: String) -> Self {
        Self { account, keys, second: None, made, path, key_works: true, serial: 0 }
    }

    /// A password of the harness's own: conformant to every policy, never used before by this user.
    pub(super) fn next_password(&mut self, forge: &Forge, minimum: usize) -> Option<Secret> {
        self.serial += 1;
        own_password(forge, &self.account.user_name, self.serial, minimum)
    }
}

/// The harness's own password of that user and number.
pub(super) fn own_password(forge: &Forge, user: &str, serial: u64, minimum: usize) -> Option<Secret> {
    let recipe = Recipe::salted(&["own", user, &serial.to_string()], LENGTH.max(minimum));
    forge.make(&recipe, None).ok()
}
