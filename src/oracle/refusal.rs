//! Why the state of things refuses a valid request.

use super::policy::objections;
use super::question::{Caller, Question};
use super::reason::{Reason, Stage};
use crate::case::{Account, InForce, Permission, PolicyInForce};
use crate::spec::{ClauseId, answers};

/// The objections of permission, password and policy. `old` and `new` meet the constraints.
pub(super) fn reasons(question: &Question<'_>, old: &[u8], new: &[u8]) -> Vec<Reason> {
    let must = |clause, answers| Reason::must(Stage::State, ClauseId::of(clause), answers);
    match question.caller {
        Caller::Root => vec![must("Operation.root", &answers::INVALID_USER_TYPE)],
        Caller::Role => vec![must("Permission.session", &answers::SESSION)],
        // A user that is no more has no state: its key is what refuses.
        Caller::User(account) if !account.exists => Vec::new(),
        Caller::User(account) => {
            let mut reasons: Vec<Reason> =
                permission(account, question.policy).into_iter().collect();
            reasons.extend(password(account, old, new));
            if let Ok(new) = std::str::from_utf8(new) {
                reasons.extend(objections(question.model, question.policy, account, new));
            }
            reasons
        }
    }
}

fn permission(account: &Account, policy: &PolicyInForce) -> Option<Reason> {
    let reason = |of: fn(_, _, _) -> Reason, clause| {
        Some(of(
            Stage::State,
            ClauseId::of(clause),
            &answers::ACCESS_DENIED,
        ))
    };
    let must = |clause| reason(Reason::must, clause);
    let users_may = matches!(policy, PolicyInForce::Set(policy) if policy.allow_users);
    match account.permission {
        Permission::Inline
        | Permission::OwnArn
        | Permission::InlineVariable
        | Permission::Broad => None,
        // The managed policy speaks of `user/${aws:username}`, and the variable holds the name alone.
        Permission::Managed if account.has_path && !users_may => {
            reason(Reason::may, "Permission.none")
        }
        Permission::Managed => None,
        Permission::Denied => must("Permission.deny"),
        Permission::None | Permission::AccountPolicyOnly | Permission::Elsewhere => match policy {
            PolicyInForce::Set(_) if users_may => None,
            PolicyInForce::Set(_) => must("Permission.none"),
            // What holds for permission without an account policy, the sources do not say.
            PolicyInForce::Unset | PolicyInForce::Unknown => reason(Reason::may, "Permission.none"),
        },
    }
}

fn password(account: &Account, old: &[u8], new: &[u8]) -> Option<Reason> {
    let wrong = ClauseId::of("OldPassword.match");
    let right = account
        .in_force
        .candidates()
        .iter()
        .any(|secret| secret.expose() == old);
    match &account.in_force {
        InForce::NoProfile => Some(Reason::must(
            Stage::State,
            ClauseId::of("User.no-login-profile"),
            &answers::NO_SUCH_ENTITY,
        )),
        InForce::One(_) | InForce::OneOf(_) if !right => {
            Some(Reason::must(Stage::State, wrong, &answers::WRONG_PASSWORD))
        }
        InForce::OneOf(_) => Some(Reason::may(Stage::State, wrong, &answers::WRONG_PASSWORD)),
        InForce::One(_) if old == new => {
            let clause = ClauseId::of("ChangePassword.same-password");
            Some(Reason::may(Stage::State, clause, &answers::SAME_PASSWORD))
        }
        InForce::One(_) => None,
    }
}

#[cfg(test)]
#[path = "refusal_tests.rs"]
mod tests;
