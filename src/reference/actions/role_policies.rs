//! PutRolePolicy, GetRolePolicy, ListRolePolicies, DeleteRolePolicy.

use super::inline::{self, Named};
use super::page::Page;
use super::roles::{permit, role, role_mut};
use crate::reference::rules::NAME;
use crate::reference::turn::{Answered, Turn};

/// Puts an inline policy.
pub fn put(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let named = Named::read(&mut members, "RoleName");
    let document = inline::document(&mut members);
    members.finish()?;
    permit(turn, "iam:PutRolePolicy", &named.holder)?;
    inline::put(
        &mut role_mut(turn, &named.holder)?.inline,
        named.policy,
        &document,
    )?;
    Ok(None)
}

/// Shows an inline policy.
pub fn get(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let named = Named::read(&mut members, "RoleName");
    members.finish()?;
    permit(turn, "iam:GetRolePolicy", &named.holder)?;
    inline::get(&role(turn, &named.holder)?.inline, "RoleName", named).map(Some)
}

/// Shows the names of the inline policies.
pub fn list(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("RoleName", &NAME);
    let page = Page::read(&mut members);
    members.finish()?;
    permit(turn, "iam:ListRolePolicies", &name)?;
    Ok(Some(inline::list(&role(turn, &name)?.inline, &page)))
}

/// Forgets an inline policy.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let named = Named::read(&mut members, "RoleName");
    members.finish()?;
    permit(turn, "iam:DeleteRolePolicy", &named.holder)?;
    inline::delete(&mut role_mut(turn, &named.holder)?.inline, &named.policy)?;
    Ok(None)
}
