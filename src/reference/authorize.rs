//! Who may do what: identity policies, and the account's permission to change the own password.

use super::account::{Account, Caller};
use super::errors::{ACCESS_DENIED, Refusal};
use super::pattern::Variables;
use super::statement::{Decision, Policy};
use super::user::User;

/// The seams of authorization.
#[derive(Clone, Copy)]
pub struct AuthorizeSeams {
    /// Whether the caller may do the action on the resource.
    pub decide: fn(&Account, &Caller, &str, &str) -> Decision,
    /// What is answered where it may not.
    pub refuse: fn(&str, &str, &str, Decision) -> Refusal,
}

impl Default for AuthorizeSeams {
    fn default() -> Self {
        Self { decide, refuse }
    }
}

/// Root may do everything; a user what its policies say, and what the account permits to every user;
/// a session what the role's policies and its own both say.
pub fn decide(account: &Account, caller: &Caller, action: &str, resource: &str) -> Decision {
    match caller {
        Caller::Root => Decision::Allowed,
        Caller::User(name) => account.user(name).map_or(Decision::NotAllowed, |user| {
            by_policies(user, action, resource).with(by_account(account, user, action, resource))
        }),
        Caller::Session(session) => {
            let Some(role) = account
                .roles
                .get(&session.role)
                .filter(|r| r.id == session.role_id)
            else {
                return Decision::NotAllowed;
            };
            let userid = format!("{}:{}", role.id, session.name);
            let variables = Variables {
                username: None,
                userid: &userid,
            };
            let by_role = any(role.inline.values(), action, resource, variables);
            match session
                .policy
                .as_ref()
                .map(|p| p.decide(action, resource, variables))
            {
                None | Some(Decision::Allowed) => by_role,
                Some(limited) => limited,
            }
        }
    }
}

/// What a user's own policies say, inline and attached.
pub fn by_policies(user: &User, action: &str, resource: &str) -> Decision {
    let attached = user.attached.values().map(|managed| &managed.policy);
    let variables = Variables {
        username: Some(&user.name),
        userid: &user.id,
    };
    any(
        user.inline.values().chain(attached),
        action,
        resource,
        variables,
    )
}

/// `AllowUsersToChangePassword`.
pub fn by_account(account: &Account, user: &User, action: &str, resource: &str) -> Decision {
    let permitted = account
        .password_policy
        .is_some_and(|policy| policy.users_may_change);
    let own = action == "iam:ChangePassword" && resource == account.user_arn(&user.name);
    if permitted && own {
        Decision::Allowed
    } else {
        Decision::NotAllowed
    }
}

fn any<'a>(
    policies: impl Iterator<Item = &'a Policy>,
    action: &str,
    resource: &str,
    variables: Variables<'_>,
) -> Decision {
    policies
        .map(|policy| policy.decide(action, resource, variables))
        .fold(Decision::NotAllowed, Decision::with)
}

/// `AccessDenied`, in the words that IAM uses.
pub fn refuse(caller: &str, action: &str, resource: &str, decision: Decision) -> Refusal {
    let why = match decision {
        Decision::Denied => "with an explicit deny in an identity-based policy".to_owned(),
        _ => format!("because no identity-based policy allows the {action} action"),
    };
    Refusal::new(
        ACCESS_DENIED,
        format!(
            "User: {caller} is not authorized to perform: {action} on resource: {resource} {why}"
        ),
    )
}
