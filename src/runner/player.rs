//! A user of a case, and the passwords the harness gives it.

use std::time::{Duration, Instant};

use crate::case::Account;
use crate::password::{Forge, Recipe, Secret};
use crate::target::LaneUser;

/// Characters of a password of the harness's own, at least: every policy's classes fit.
const LENGTH: usize = 32;
/// For how long a user, its keys and its login profile are taken for new: an endpoint may need that long until all of it
/// knows them.
const NEW: Duration = Duration::from_secs(30);

/// A user and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Player {
    /// What the oracle knows.
    pub(super) account: Account,
    /// What the target made.
    pub(super) user: LaneUser,
    /// Whether it was made for one case.
    pub(super) made: bool,
    /// Whether its first key works.
    pub(super) key_works: bool,
    /// When something of it was made last.
    made_at: Instant,
    /// Whether the witness found none of the passwords in force that could be.
    pub(super) lost: bool,
    serial: u64,
}

impl Player {
    pub(super) fn new(user: LaneUser, made: bool) -> Self {
        let account = Account::new(user.name.clone(), user.password.clone(), user.permission)
            .behind(&user.path);
        Self {
            account,
            user,
            made,
            key_works: true,
            made_at: Instant::now(),
            lost: false,
            serial: 0,
        }
    }

    /// Whether something of it was made a moment ago.
    pub(super) fn is_new(&self) -> bool {
        self.made_at.elapsed() < NEW
    }

    /// A key or a login profile of it was made just now.
    pub(super) fn renewed(&mut self) {
        self.made_at = Instant::now();
    }

    /// A password of the harness's own: conformant to every policy, never used before by this user.
    pub(super) fn next_password(&mut self, forge: &Forge, minimum: usize) -> Option<Secret> {
        self.serial += 1;
        own_password(forge, &self.user.name, self.serial, minimum)
    }
}

/// The harness's own password of that user and number.
pub(super) fn own_password(
    forge: &Forge,
    user: &str,
    serial: u64,
    minimum: usize,
) -> Option<Secret> {
    let words = ["own", user, &serial.to_string()];
    forge
        .make(&Recipe::salted(&words, LENGTH.max(minimum)), None)
        .ok()
}
