//! ChangePassword: an atomic compare-and-set on the login profile of the user who signs (FACTS §1, §4).

use super::account::{Account, Caller};
use super::errors::{
    ACCESS_DENIED, INVALID_USER_TYPE, NO_SUCH_ENTITY, PASSWORD_POLICY_VIOLATION, Refusal,
    VALIDATION_ERROR,
};
use super::turn::{Answered, Turn};
use super::user::LoginProfile;

/// The seams of the comparison.
#[derive(Clone, Copy)]
pub struct CompareSeams {
    /// Whether the old password given is the one in force.
    pub same: fn(&LoginProfile, &str) -> bool,
    /// What is answered if it is not. The page leaves the code open.
    pub wrong: fn() -> Refusal,
    /// What is answered to a session of a role. The page leaves the code open.
    pub session: fn() -> Refusal,
}

/// The seams of the effect.
#[derive(Clone, Copy)]
pub struct StoreSeams {
    /// Puts the new password in force.
    pub change: fn(&mut LoginProfile, &str),
    /// What a refused change does to the profile, if there is one: nothing.
    pub refused: fn(&mut Account, &Caller, &str),
}

impl Default for CompareSeams {
    fn default() -> Self {
        Self {
            same: |profile, old| profile.password == old,
            wrong: || {
                Refusal::new(
                    ACCESS_DENIED,
                    "The old password is not the current password.",
                )
            },
            session: || {
                Refusal::new(
                    VALIDATION_ERROR,
                    "Must specify userName when calling with non-User credentials",
                )
            },
        }
    }
}

impl Default for StoreSeams {
    fn default() -> Self {
        Self {
            change: |profile, new| {
                new.clone_into(&mut profile.password);
                profile.reset_required = false;
            },
            refused: |_, _, _| {},
        }
    }
}

/// Serves the operation.
pub fn change_password(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let old = members.password("OldPassword");
    let new = members.password("NewPassword");
    let done = members.finish().and_then(|()| change(turn, &old, &new));
    if done.is_err() {
        (turn.seams.store.refused)(turn.account, turn.caller, &new);
    }
    done.map(|()| None)
}

fn change(turn: &mut Turn<'_>, old: &str, new: &str) -> Result<(), Refusal> {
    let seams = turn.seams;
    let name = match turn.caller {
        Caller::User(name) => name,
        Caller::Session(_) => return Err((seams.compare.session)()),
        Caller::Root => {
            return Err(Refusal::new(
                INVALID_USER_TYPE,
                "The root user's password is not changed by this operation.",
            ));
        }
    };
    turn.permit("iam:ChangePassword", &turn.account.user_arn(name))?;
    let profile = turn
        .user(name)?
        .profile
        .as_ref()
        .ok_or_else(|| no_profile(name))?;
    if !(seams.compare.same)(profile, old) {
        return Err((seams.compare.wrong)());
    }
    (seams.policy.check)(&seams.policy, turn.account, new)?;
    let window = turn
        .account
        .password_policy
        .and_then(|policy| policy.reuse_prevention);
    let user = turn.user_mut(name)?;
    if window.is_some_and(|window| (seams.history.reused)(user, new, window as usize)) {
        return Err(Refusal::new(
            PASSWORD_POLICY_VIOLATION,
            "Password should not be one of those used last",
        ));
    }
    if let Some(profile) = &mut user.profile {
        (seams.store.change)(profile, new);
        (seams.history.remember)(user, new);
    }
    Ok(())
}

/// The answer where a user cannot sign in at the console.
pub fn no_profile(name: &str) -> Refusal {
    Refusal::new(
        NO_SUCH_ENTITY,
        format!("Login Profile for User {name} cannot be found."),
    )
}
