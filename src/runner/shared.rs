//! What all lanes of a target share.

use std::sync::atomic::AtomicU64;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use super::compose::Destination;
use super::player::Player;
use super::request_ids::RequestIds;
use crate::case::{Block, Case, Permission, PolicyInForce, Strictness, Subject};
use crate::password::Forge;
use crate::spec::{Model, Parameter};
use crate::target::{PolicyKeeper, Provisioner, Target};
use crate::wire::sigv4::Keys;

/// Why the operation's cases are blocked where there is none: essential, unless a baseline knows it.
pub(super) const NOT_IMPLEMENTED: &str = "ChangePassword is not implemented here";
/// Characters of the harness's own passwords beyond the policy's minimum.
const MORE: usize = 8;

/// What the preflight saw.
#[derive(Clone, Debug)]
pub(super) struct Faculties {
    /// Whether ChangePassword is there.
    pub(super) implemented: bool,
    /// Whether what it answers and what it does agree; else why not.
    pub(super) witness: Result<(), String>,
    /// Whether a change stays with its caller when other users are there.
    pub(super) own_user: bool,
    /// The way to permit ChangePassword that works here.
    pub(super) permission: Permission,
    /// Whether signatures are verified; none where that was not asked.
    pub(super) signatures: Option<bool>,
}

impl Default for Faculties {
    fn default() -> Self {
        Self {
            implemented: true,
            witness: Ok(()),
            own_user: true,
            permission: Permission::default(),
            signatures: None,
        }
    }
}

/// One target, for the length of a run.
pub(super) struct Shared {
    pub(super) model: Model,
    pub(super) target: Target,
    pub(super) provisioner: Option<Provisioner>,
    /// The user itself, where it brings its own keys and password.
    pub(super) own_player: Option<Player>,
    pub(super) keeper: PolicyKeeper,
    pub(super) lanes_made: AtomicU64,
    pub(super) forge: Forge,
    pub(super) strictness: Strictness,
    pub(super) destination: Destination,
    pub(super) ids: RequestIds,
    pub(super) root: Option<Keys>,
    /// The ARN of a role that can be assumed, or why there is none.
    pub(super) role: Result<String, String>,
    pub(super) settle: Duration,
    pub(super) faculties: Faculties,
    pub(super) policy: RwLock<PolicyInForce>,
}

impl Shared {
    /// The account policy in force.
    pub(super) fn policy(&self) -> PolicyInForce {
        self.policy
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// From now on this policy is in force.
    pub(super) fn policy_is(&self, policy: PolicyInForce) {
        *self.policy.write().unwrap_or_else(PoisonError::into_inner) = policy;
    }

    /// Characters of a password of the harness's own, at least: some more than the policy in force asks for, so that how
    /// exactly its minimum is counted is judged only where it is the question.
    pub(super) fn minimum(&self) -> usize {
        let minimum = match self.policy() {
            PolicyInForce::Set(policy) => policy.minimum_length,
            PolicyInForce::Unset | PolicyInForce::Unknown => self.model.policy.unset.minimum_length,
        };
        (minimum + MORE).min(self.model.length(Parameter::New).max)
    }

    /// Why the case cannot be tried here, if it cannot.
    pub(super) fn blocks(&self, case: &Case) -> Option<Block> {
        let needs = &case.needs;
        if needs.operation && !self.faculties.implemented {
            return Some(Block::Essential(NOT_IMPLEMENTED.to_owned()));
        }
        if needs.admin && self.provisioner.is_none() {
            return Some(Block::Optional(
                "needs an administrator (--user-mode own)".to_owned(),
            ));
        }
        if !self.faculties.own_user
            && case
                .subjects
                .iter()
                .any(|subject| *subject != Subject::Lane)
        {
            let why = "needs more users, and a change hits another one here (preflight:own-user)";
            return Some(Block::Consequence(why.to_owned()));
        }
        if needs.root && self.root.is_none() {
            let how = "needs the root user's keys (PWSPEC_ROOT_ACCESS_KEY_ID, PWSPEC_ROOT_SECRET_ACCESS_KEY)";
            return Some(Block::Optional(how.to_owned()));
        }
        if needs.role
            && let Err(why) = &self.role
        {
            return Some(Block::Optional(format!("needs a role session: {why}")));
        }
        if needs.signatures && self.faculties.signatures == Some(false) {
            return Some(Block::Consequence(
                "signatures are not verified here (preflight:signatures)".to_owned(),
            ));
        }
        None
    }
}
