//! Users, permissions and policies in words.

use crate::case::{Admin, Case, Permission, PolicyNeed, Subject};
use crate::spec::AccountPolicy;

/// A user of the case as it begins.
pub(super) fn user(case: &Case, subject: &Subject) -> String {
    match subject {
        Subject::Lane => match &case.start {
            Some(start) => format!("one with the password {start}"),
            None => "one with a password".to_owned(),
        },
        Subject::Made {
            path,
            password,
            reset_required,
            permission,
        } => {
            let mut said = match password {
                Some(password) => format!("one made for this, with the password {password}"),
                None => "one made for this, without a login profile".to_owned(),
            };
            if *path != "/" {
                said.push_str(&format!(", with the path {path}"));
            }
            if *reset_required {
                said.push_str(", who has to reset it");
            }
            if *permission != Permission::Inline {
                said.push_str(&format!("; {}", permitted(*permission)));
            }
            said
        }
        Subject::Kin {
            of,
            suffix,
            password,
        } => {
            format!("one with the name of user {of} and {suffix} more, and the password {password}")
        }
    }
}

fn permitted(permission: Permission) -> &'static str {
    match permission {
        Permission::Inline => "permitted to change the own password",
        Permission::OwnArn => "permitted on the own ARN",
        Permission::InlineVariable => "permitted on user/${aws:username}",
        Permission::Managed => "permitted by the policy IAMUserChangePassword",
        Permission::Broad => "permitted everything",
        Permission::AccountPolicyOnly => "permitted by the account policy at most",
        Permission::None => "not permitted",
        Permission::Elsewhere => "permitted on another user only",
        Permission::Denied => "permitted, and denied explicitly",
    }
}

/// The account policy that is asked for.
pub(super) fn policy(need: &PolicyNeed) -> String {
    match need {
        PolicyNeed::Any => "the most permissive account policy that can be had".to_owned(),
        PolicyNeed::Unset => "no account policy: the default one".to_owned(),
        PolicyNeed::Exactly(policy) => knobs(policy),
    }
}

fn knobs(policy: &AccountPolicy) -> String {
    let mut said = vec![format!("at least {} characters", policy.minimum_length)];
    let classes = [
        (policy.upper, "an upper-case letter"),
        (policy.lower, "a lower-case letter"),
        (policy.number, "a digit"),
        (policy.symbol, "a symbol"),
        (policy.allow_users, "users may change their own password"),
        (policy.hard_expiry, "hard expiry"),
    ];
    said.extend(
        classes
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| (*word).to_owned()),
    );
    said.extend(
        policy
            .reuse_prevention
            .map(|n| format!("none of the last {n} passwords")),
    );
    said.extend(
        policy
            .max_age
            .map(|days| format!("expires after {days} days")),
    );
    said.join(", ")
}

/// An administrator's call.
pub(super) fn administers(admin: &Admin) -> String {
    match admin {
        Admin::Reset { user, password } => {
            format!("sets the password of user {user} to {password} (UpdateLoginProfile)")
        }
        Admin::CreateProfile { user, password } => {
            format!("gives user {user} the password {password} (CreateLoginProfile)")
        }
        Admin::DeleteProfile { user } => {
            format!("takes the password of user {user} away (DeleteLoginProfile)")
        }
        Admin::SecondKey { user } => format!("gives user {user} a second key (CreateAccessKey)"),
        Admin::DeactivateKey { user } => {
            format!("switches the key of user {user} off (UpdateAccessKey)")
        }
        Admin::DeleteKey { user } => format!("deletes the key of user {user} (DeleteAccessKey)"),
        Admin::DeleteUser { user } => format!("deletes user {user}"),
        Admin::RecreateUser { user, password } => {
            format!("makes user {user} again, with the password {password}")
        }
        Admin::Permit { user, permission } => {
            format!("sees to it that user {user} is {}", permitted(*permission))
        }
        Admin::Policy(need) => format!("sets the account policy: {}", policy(need)),
        Admin::TersePolicy(policy) => format!(
            "sets the account policy, omitting what has its default: {}",
            knobs(policy)
        ),
    }
}
