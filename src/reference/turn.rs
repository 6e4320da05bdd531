//! What an operation works with: one call, in its turn.

use std::time::SystemTime;

use super::account::{Account, Caller};
use super::call::Call;
use super::document::Node;
use super::errors::{NO_SUCH_ENTITY, Refusal, VALIDATION_ERROR};
use super::seams::Seams;
use super::statement::Decision;
use super::user::User;
use super::validate::Members;

/// What an operation answers: the elements of its result, if it has any.
pub type Answered = Result<Option<Vec<Node>>, Refusal>;

/// One authenticated call, alone with the state.
pub struct Turn<'a> {
    /// How the endpoint behaves.
    pub seams: &'a Seams,
    /// What was asked.
    pub call: &'a Call,
    /// Who asked.
    pub caller: &'a Caller,
    /// The state.
    pub account: &'a mut Account,
    /// The time.
    pub now: SystemTime,
}

impl<'a> Turn<'a> {
    /// Reads the call's parameters.
    pub fn members(&self) -> Members<'a> {
        Members::new(self.call, &self.seams.validate)
    }

    /// Refuses unless the caller may do the action on the resource (an ARN).
    pub fn permit(&self, action: &str, resource: &str) -> Result<(), Refusal> {
        let seams = &self.seams.authorize;
        match (seams.decide)(self.account, self.caller, action, resource) {
            Decision::Allowed => Ok(()),
            decision => {
                let caller = self.account.caller_arn(self.caller);
                Err((seams.refuse)(&caller, action, resource, decision))
            }
        }
    }

    /// Refuses unless the caller may do the action on the user.
    pub fn permit_user(&self, action: &str, user: &str) -> Result<(), Refusal> {
        self.permit(action, &self.account.user_arn(user))
    }

    /// Refuses unless the caller may do the action, whatever it is on.
    pub fn permit_any(&self, action: &str) -> Result<(), Refusal> {
        self.permit(action, "*")
    }

    /// The user that a call speaks of: the one named, or else the caller.
    pub fn subject(&self, named: Option<&str>) -> Result<String, Refusal> {
        match (named, self.caller) {
            (Some(name), _) => Ok(name.to_owned()),
            (None, Caller::User(name)) => Ok(name.clone()),
            (None, Caller::Root | Caller::Session(_)) => Err(Refusal::new(
                VALIDATION_ERROR,
                "Must specify userName when calling with non-User credentials",
            )),
        }
    }

    /// The user of the name.
    pub fn user(&self, name: &str) -> Result<&User, Refusal> {
        self.account.user(name).ok_or_else(|| no_user(name))
    }

    /// The user of the name, to change.
    pub fn user_mut(&mut self, name: &str) -> Result<&mut User, Refusal> {
        self.account.user_mut(name).ok_or_else(|| no_user(name))
    }
}

fn no_user(name: &str) -> Refusal {
    Refusal::new(
        NO_SUCH_ENTITY,
        format!("The user with name {name} cannot be found."),
    )
}
