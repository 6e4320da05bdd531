//! ChangePassword: an atomic compare-and-set on the login profile of the user who signs (FACTS §1, §4).

use super::account::{Account, Caller};
use super::errors::{
    ACCESS_DENIED, INVALID_USER_TYPE, NO_SUCH_ENTITY, PASSWORD_POLICY_VIOLATION, Refusal,
    VALIDATION_ERROR,
};
use super::turn::{Answered, Turn};
use super::user::LoginProfile;

/// The seams of what a change has to pass.
#[derive(Clone, Copy)]
pub struct CompareSeams {
    /// Whose password is spoken of.
    pub whom: fn(&Turn<'_>) -> Result<String, Refusal>,
    /// What is asked before the constraints of the parameters: nothing.
    pub before_validation: &'static [Step],
    /// What stands between a valid call and its effect, in order. The page leaves the order open.
    pub steps: &'static [Step],
    /// Whether the old password given is the one in force.
    pub same: fn(&LoginProfile, &str) -> bool,
    /// What is answered if it is not. The page leaves the code open.
    pub wrong: fn() -> Refusal,
}

/// The seams of the effect.
#[derive(Clone, Copy)]
pub struct StoreSeams {
    /// What the arrival of a call does to the state, whoever makes it: nothing.
    pub arrives: fn(&mut Turn<'_>),
    /// Puts the new password of the user of this name in force.
    pub put: fn(&mut Account, &str, &str),
    /// What a refused change does to the state: nothing.
    pub refused: fn(&mut Account, &Refused<'_>),
}

/// One of the conditions of a change.
pub type Step = fn(&Turn<'_>, &Attempt<'_>) -> Result<(), Refusal>;

/// A change that is asked for.
pub struct Attempt<'a> {
    /// Whose password.
    pub user: &'a str,
    /// The one that is said to be in force.
    pub old: &'a str,
    /// The one that is to be.
    pub new: &'a str,
}

/// A change that was refused.
pub struct Refused<'a> {
    /// Who asked.
    pub caller: &'a Caller,
    /// The password that was said to be in force.
    pub old: &'a str,
    /// The one that was to be.
    pub new: &'a str,
    /// Why not.
    pub refusal: &'a Refusal,
}

impl Default for CompareSeams {
    fn default() -> Self {
        Self {
            whom,
            before_validation: &[],
            steps: &[permitted, knows_the_old, conforms, is_not_reused],
            same: |profile, old| profile.password == old,
            wrong: || {
                Refusal::new(
                    ACCESS_DENIED,
                    "The old password is not the current password.",
                )
            },
        }
    }
}

impl Default for StoreSeams {
    fn default() -> Self {
        Self {
            arrives: |_| {},
            put,
            refused: |_, _| {},
        }
    }
}

/// Serves the operation.
pub fn change_password(turn: &mut Turn<'_>) -> Answered {
    (turn.seams.store.arrives)(turn);
    let mut members = turn.members();
    let old = members.password("OldPassword");
    let new = members.password("NewPassword");
    let done = passes(turn, turn.seams.compare.before_validation, &old, &new)
        .and_then(|()| members.finish())
        .and_then(|()| change(turn, &old, &new));
    if let Err(refusal) = &done {
        let refused = Refused {
            caller: turn.caller,
            old: &old,
            new: &new,
            refusal,
        };
        (turn.seams.store.refused)(turn.account, &refused);
    }
    done.map(|()| None)
}

fn change(turn: &mut Turn<'_>, old: &str, new: &str) -> Result<(), Refusal> {
    let seams = turn.seams;
    passes(turn, seams.compare.steps, old, new)?;
    let user = &(seams.compare.whom)(turn)?;
    (seams.store.put)(turn.account, user, new);
    (seams.history.remember)(turn.user_mut(user)?, new);
    Ok(())
}

/// Whether the attempt passes every step, if there are any.
fn passes(turn: &Turn<'_>, steps: &[Step], old: &str, new: &str) -> Result<(), Refusal> {
    if steps.is_empty() {
        return Ok(());
    }
    let user = &(turn.seams.compare.whom)(turn)?;
    let attempt = Attempt { user, old, new };
    steps.iter().try_for_each(|step| step(turn, &attempt))
}

/// The user who signs. What is answered to a session is open.
pub fn whom(turn: &Turn<'_>) -> Result<String, Refusal> {
    let (code, message) = match turn.caller {
        Caller::User(name) => return Ok(name.clone()),
        Caller::Root => (
            INVALID_USER_TYPE,
            "The root user's password is not changed by this operation.",
        ),
        Caller::Session(_) => (
            VALIDATION_ERROR,
            "Must specify userName when calling with non-User credentials",
        ),
    };
    Err(Refusal::new(code, message))
}

/// iam:ChangePassword on the own user.
pub fn permitted(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    turn.permit_user("iam:ChangePassword", attempt.user)
}

/// There is a password, and it is the old one.
pub fn knows_the_old(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let profile = &turn.user(attempt.user)?.profile;
    let profile = profile.as_ref().ok_or_else(|| no_profile(attempt.user))?;
    let seams = &turn.seams.compare;
    if (seams.same)(profile, attempt.old) {
        Ok(())
    } else {
        Err((seams.wrong)())
    }
}

/// The new password keeps to the account password policy.
pub fn conforms(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    (turn.seams.policy.check)(&turn.seams.policy, turn.account, attempt.new)
}

/// The new password is none of those that the policy remembers.
pub fn is_not_reused(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let in_force = (turn.seams.policy.in_force)(turn.account);
    let window = in_force.and_then(|policy| policy.reuse_prevention);
    let user = turn.user(attempt.user)?;
    let reused = turn.seams.history.reused;
    if window.is_some_and(|window| reused(user, attempt.new, window as usize)) {
        let message = "Password should not be one of those used last";
        return Err(Refusal::new(PASSWORD_POLICY_VIOLATION, message));
    }
    Ok(())
}

/// The new password, whole, in the place of the old one.
pub fn put(account: &mut Account, user: &str, new: &str) {
    if let Some(profile) = account
        .user_mut(user)
        .and_then(|user| user.profile.as_mut())
    {
        new.clone_into(&mut profile.password);
        profile.reset_required = false;
    }
}

/// The answer where a user cannot sign in at the console.
pub fn no_profile(name: &str) -> Refusal {
    Refusal::new(
        NO_SUCH_ENTITY,
        format!("Login Profile for User {name} cannot be found."),
    )
}
