//! PutUserPolicy, GetUserPolicy, ListUserPolicies, DeleteUserPolicy.

use super::inline::{self, Named};
use super::page::Page;
use crate::reference::rules::NAME;
use crate::reference::turn::{Answered, Turn};

/// Puts an inline policy.
pub fn put(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let named = Named::read(&mut members, "UserName");
    let document = inline::document(&mut members);
    members.finish()?;
    turn.permit_user("iam:PutUserPolicy", &named.holder)?;
    inline::put(
        &mut turn.user_mut(&named.holder)?.inline,
        named.policy,
        &document,
    )?;
    Ok(None)
}

/// Shows an inline policy.
pub fn get(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let named = Named::read(&mut members, "UserName");
    members.finish()?;
    turn.permit_user("iam:GetUserPolicy", &named.holder)?;
    inline::get(&turn.user(&named.holder)?.inline, "UserName", named).map(Some)
}

/// Shows the names of the inline policies.
pub fn list(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NAME);
    let page = Page::read(&mut members);
    members.finish()?;
    turn.permit_user("iam:ListUserPolicies", &name)?;
    Ok(Some(inline::list(&turn.user(&name)?.inline, &page)))
}

/// Forgets an inline policy.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let named = Named::read(&mut members, "UserName");
    members.finish()?;
    turn.permit_user("iam:DeleteUserPolicy", &named.holder)?;
    inline::delete(&mut turn.user_mut(&named.holder)?.inline, &named.policy)?;
    Ok(None)
}
