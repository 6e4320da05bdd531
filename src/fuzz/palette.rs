//! What may be drawn.

use super::Focus;
use crate::spec::Model;

/// What the target has, and how many users a sequence is about.
#[derive(Clone, Debug)]
pub struct Palette {
    /// The specification's numbers: boundaries are around them.
    pub model: Model,
    /// Users; one where there is no administrator to make more.
    pub users: usize,
    /// Whether an administrator resets passwords, takes keys and profiles away, and permits.
    pub admin: bool,
    /// Whether the account policy may be changed.
    pub policies: bool,
    /// Whether the root user's keys are at hand.
    pub root: bool,
    /// Whether a role can be assumed.
    pub role: bool,
    /// Whether signatures are verified: else none is broken.
    pub signatures: bool,
    /// What is drawn more often than the rest.
    pub focus: Focus,
}

impl Palette {
    /// All that the embedded endpoint has.
    pub fn whole(model: Model) -> Self {
        Self {
            model,
            users: 3,
            admin: true,
            policies: true,
            root: true,
            role: true,
            signatures: true,
            focus: Focus::default(),
        }
    }

    /// One user with nobody to help it.
    pub fn own_user(model: Model) -> Self {
        Self {
            model,
            users: 1,
            admin: false,
            policies: false,
            root: false,
            role: false,
            signatures: true,
            focus: Focus::default(),
        }
    }
}
