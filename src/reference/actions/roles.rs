//! CreateRole, GetRole, ListRoles, DeleteRole.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::inline::{malformed, size};
use super::page::Page;
use crate::reference::account::Account;
use crate::reference::clock::timestamp;
use crate::reference::document::{Content, Node, branch, leaf};
use crate::reference::errors::{
    DELETE_CONFLICT, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, NO_SUCH_ENTITY, Refusal,
};
use crate::reference::identifiers;
use crate::reference::limits::{POLICY_SIZE, USERS_PER_ACCOUNT};
use crate::reference::role::Role;
use crate::reference::rules::{DOCUMENT, NAME, NEW_NAME, PATH, PATH_PREFIX};
use crate::reference::statement::Policy;
use crate::reference::turn::{Answered, Turn};
use crate::wire::{Spelling, encode};

fn describe(account: &Account, role: &Role) -> Vec<Node> {
    vec![
        leaf("Path", role.path.clone()),
        leaf("RoleName", role.name.clone()),
        leaf("RoleId", role.id.clone()),
        leaf("Arn", account.role_arn(&role.name)),
        leaf("CreateDate", timestamp(role.created)),
        leaf(
            "AssumeRolePolicyDocument",
            encode(role.trust.document.as_bytes(), Spelling::STANDARD),
        ),
    ]
}

/// Refuses unless the caller may do the action on the role.
pub fn permit(turn: &Turn<'_>, action: &str, role: &str) -> Result<(), Refusal> {
    turn.permit(action, &turn.account.role_arn(role))
}

/// The role of the name.
pub fn role<'a>(turn: &'a Turn<'_>, name: &str) -> Result<&'a Role, Refusal> {
    turn.account.roles.get(name).ok_or_else(|| no_role(name))
}

/// The role of the name, to change.
pub fn role_mut<'a>(turn: &'a mut Turn<'_>, name: &str) -> Result<&'a mut Role, Refusal> {
    turn.account
        .roles
        .get_mut(name)
        .ok_or_else(|| no_role(name))
}

fn no_role(name: &str) -> Refusal {
    Refusal::new(
        NO_SUCH_ENTITY,
        format!("The role with name {name} cannot be found."),
    )
}

/// Makes a role.
pub fn create(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("RoleName", &NEW_NAME).into_owned();
    let path = members
        .optional("Path", &PATH)
        .unwrap_or(Cow::Borrowed("/"))
        .into_owned();
    let trust = members.required("AssumeRolePolicyDocument", &DOCUMENT);
    members.finish()?;
    turn.permit(
        "iam:CreateRole",
        &format!("arn:aws:iam::{}:role{path}{name}", turn.account.id),
    )?;
    let trust = Policy::trust(&trust).map_err(malformed)?;
    if size(&trust.document) > POLICY_SIZE {
        let message = format!("Cannot exceed quota for ACLSizePerRole: {POLICY_SIZE}");
        return Err(Refusal::new(LIMIT_EXCEEDED, message));
    }
    if turn.account.roles.contains_key(&name) {
        let message = format!("Role with name {name} already exists.");
        return Err(Refusal::new(ENTITY_ALREADY_EXISTS, message));
    }
    if turn.account.roles.len() >= USERS_PER_ACCOUNT {
        let message = format!("Cannot exceed quota for RolesPerAccount: {USERS_PER_ACCOUNT}");
        return Err(Refusal::new(LIMIT_EXCEEDED, message));
    }
    let (id, created, inline) = (identifiers::role_id(), turn.now, BTreeMap::new());
    let role = Role {
        name: name.clone(),
        path,
        id,
        created,
        trust,
        inline,
    };
    turn.account.roles.insert(name.clone(), role);
    Ok(Some(vec![branch(
        "Role",
        describe(turn.account, self::role(turn, &name)?),
    )]))
}

/// Shows a role.
pub fn get(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("RoleName", &NAME);
    members.finish()?;
    permit(turn, "iam:GetRole", &name)?;
    Ok(Some(vec![branch(
        "Role",
        describe(turn.account, role(turn, &name)?),
    )]))
}

/// Shows the roles below a path.
pub fn list(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let prefix = members
        .optional("PathPrefix", &PATH_PREFIX)
        .unwrap_or(Cow::Borrowed("/"));
    let page = Page::read(&mut members);
    members.finish()?;
    turn.permit(
        "iam:ListRoles",
        &format!("arn:aws:iam::{}:role{prefix}", turn.account.id),
    )?;
    let account = &*turn.account;
    let below = account
        .roles
        .values()
        .filter(|role| role.path.starts_with(&*prefix));
    let shown = below.map(|role| (role.name.as_str(), Content::Nodes(describe(account, role))));
    Ok(Some(page.of("Roles", shown)))
}

/// Forgets a role that has no policies left. Its sessions may do nothing from then on.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("RoleName", &NAME);
    members.finish()?;
    permit(turn, "iam:DeleteRole", &name)?;
    if !role(turn, &name)?.inline.is_empty() {
        let message = "Cannot delete entity, must delete policies first.";
        return Err(Refusal::new(DELETE_CONFLICT, message));
    }
    turn.account.roles.remove(&*name);
    Ok(None)
}
