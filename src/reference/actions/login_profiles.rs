//! CreateLoginProfile, GetLoginProfile, UpdateLoginProfile, DeleteLoginProfile.

use crate::reference::change_password::no_profile;
use crate::reference::clock::timestamp;
use crate::reference::document::{Node, branch, flag, leaf};
use crate::reference::errors::{ENTITY_ALREADY_EXISTS, Refusal};
use crate::reference::rules::NAME;
use crate::reference::turn::{Answered, Turn};
use crate::reference::user::LoginProfile;

fn describe(name: &str, profile: &LoginProfile) -> Vec<Node> {
    vec![branch(
        "LoginProfile",
        vec![
            leaf("UserName", name.to_owned()),
            leaf("CreateDate", timestamp(profile.created)),
            flag("PasswordResetRequired", profile.reset_required),
        ],
    )]
}

/// Gives a user a first password.
pub fn create(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    let password = members.password("Password");
    let reset_required = members.flag("PasswordResetRequired").unwrap_or(false);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:CreateLoginProfile", &name)?;
    if turn.user(&name)?.profile.is_some() {
        let message = format!("Login Profile for user {name} already exists.");
        return Err(Refusal::new(ENTITY_ALREADY_EXISTS, message));
    }
    (turn.seams.policy.check)(&turn.seams.policy, turn.account, &password)?;
    let created = turn.now;
    let profile = LoginProfile {
        password: password.into_owned(),
        created,
        reset_required,
    };
    let shown = describe(&name, &profile);
    (turn.seams.administer.profile_made)(turn.account, &name, profile);
    Ok(Some(shown))
}

/// Shows all of a login profile but the password.
pub fn get(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:GetLoginProfile", &name)?;
    let profile = turn
        .user(&name)?
        .profile
        .as_ref()
        .ok_or_else(|| no_profile(&name))?;
    Ok(Some(describe(&name, profile)))
}

/// An administrator's reset. It is no change of the user's own: reuse prevention does not count it.
pub fn update(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NAME);
    let password = members.optional_password("Password");
    let reset_required = members.flag("PasswordResetRequired");
    members.finish()?;
    turn.permit_user("iam:UpdateLoginProfile", &name)?;
    if turn.user(&name)?.profile.is_none() {
        return Err(no_profile(&name));
    }
    if let Some(password) = &password {
        (turn.seams.policy.check)(&turn.seams.policy, turn.account, password)?;
    }
    if let Some(password) = &password {
        (turn.seams.administer.reset)(turn.account, &name, password);
    }
    if let Some(profile) = &mut turn.user_mut(&name)?.profile {
        profile.reset_required = reset_required.unwrap_or(profile.reset_required);
    }
    Ok(None)
}

/// Takes a user's password away.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:DeleteLoginProfile", &name)?;
    turn.user(&name)?;
    (turn.seams.administer.profile_deleted)(turn.account, &name)
        .map(|()| None)
        .ok_or_else(|| no_profile(&name))
}
