//! CreateUser, GetUser, ListUsers, DeleteUser.

use std::borrow::Cow;

use super::page::Page;
use crate::reference::account::{Account, Caller};
use crate::reference::clock::timestamp;
use crate::reference::document::{Content, Node, branch, leaf};
use crate::reference::errors::{DELETE_CONFLICT, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, Refusal};
use crate::reference::identifiers;
use crate::reference::limits::USERS_PER_ACCOUNT;
use crate::reference::rules::{NAME, NEW_NAME, PATH, PATH_PREFIX};
use crate::reference::turn::{Answered, Turn};
use crate::reference::user::User;

fn describe(account: &Account, user: &User) -> Vec<Node> {
    vec![
        leaf("Path", user.path.clone()),
        leaf("UserName", user.name.clone()),
        leaf("UserId", user.id.clone()),
        leaf("Arn", account.user_arn(&user.name)),
        leaf("CreateDate", timestamp(user.created)),
    ]
}

/// Makes a user.
pub fn create(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NEW_NAME).into_owned();
    let path = members
        .optional("Path", &PATH)
        .unwrap_or(Cow::Borrowed("/"))
        .into_owned();
    members.finish()?;
    turn.permit(
        "iam:CreateUser",
        &format!("arn:aws:iam::{}:user{path}{name}", turn.account.id),
    )?;
    if turn.account.is_taken(&name) {
        let message = format!("User with name {name} already exists.");
        return Err(Refusal::new(ENTITY_ALREADY_EXISTS, message));
    }
    if turn.account.users().len() >= USERS_PER_ACCOUNT {
        let message = format!("Cannot exceed quota for UsersPerAccount: {USERS_PER_ACCOUNT}");
        return Err(Refusal::new(LIMIT_EXCEEDED, message));
    }
    let user = User::new(name.clone(), path, identifiers::user_id(), turn.now);
    turn.account.insert_user(user);
    Ok(Some(vec![branch(
        "User",
        describe(turn.account, turn.user(&name)?),
    )]))
}

/// Shows a user; root itself, if it asks without a name.
pub fn get(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    members.finish()?;
    if let (None, Caller::Root) = (&name, turn.caller) {
        let id = turn.account.id.clone();
        let arn = turn.account.caller_arn(turn.caller);
        return Ok(Some(vec![branch(
            "User",
            vec![leaf("UserId", id), leaf("Arn", arn)],
        )]));
    }
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:GetUser", &name)?;
    Ok(Some(vec![branch(
        "User",
        describe(turn.account, turn.user(&name)?),
    )]))
}

/// Shows the users below a path.
pub fn list(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let prefix = members
        .optional("PathPrefix", &PATH_PREFIX)
        .unwrap_or(Cow::Borrowed("/"));
    let page = Page::read(&mut members);
    members.finish()?;
    turn.permit(
        "iam:ListUsers",
        &format!("arn:aws:iam::{}:user{prefix}", turn.account.id),
    )?;
    let account = &*turn.account;
    let below = account
        .users()
        .filter(|(_, user)| user.path.starts_with(&*prefix));
    let shown = below.map(|(key, user)| (key, Content::Nodes(describe(account, user))));
    Ok(Some(page.of("Users", shown)))
}

/// Forgets a user who has nothing left.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NAME);
    members.finish()?;
    turn.permit_user("iam:DeleteUser", &name)?;
    let user = turn.user(&name)?;
    for (has, first) in [
        (user.profile.is_some(), "delete login profile"),
        (!user.keys.is_empty(), "delete access keys"),
        (!user.inline.is_empty(), "delete policies"),
        (!user.attached.is_empty(), "detach all policies"),
    ] {
        if has {
            let message = format!("Cannot delete entity, must {first} first.");
            return Err(Refusal::new(DELETE_CONFLICT, message));
        }
    }
    (turn.seams.administer.user_deleted)(turn.account, &name);
    Ok(None)
}
