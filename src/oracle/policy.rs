//! What the account policy says of a new password.

use super::reason::{Reason, Stage};
use crate::case::{Account, InForce, PolicyInForce};
use crate::spec::{AccountPolicy, Class, ClauseId, Model, answers};

/// The policy's objections to a valid new password.
pub(super) fn objections(
    model: &Model,
    policy: &PolicyInForce,
    account: &Account,
    new: &str,
) -> Vec<Reason> {
    match policy {
        PolicyInForce::Set(policy) => {
            let mut reasons = rules(model, policy, new);
            reasons.extend(
                policy
                    .reuse_prevention
                    .and_then(|window| reuse(account, window, new)),
            );
            reasons
        }
        PolicyInForce::Unset => unset(model, new),
        PolicyInForce::Unknown => vec![may("Policy.conformant")],
    }
}

fn must(clause: &'static str) -> Reason {
    Reason::must(Stage::State, ClauseId::of(clause), &answers::POLICY)
}

fn may(clause: &'static str) -> Reason {
    Reason::may(Stage::State, ClauseId::of(clause), &answers::POLICY)
}

fn rules(model: &Model, policy: &AccountPolicy, new: &str) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = too_short(new, policy.minimum_length, "Policy.minimum-length")
        .into_iter()
        .collect();
    for class in Class::ALL {
        if policy.requires(class)
            && !new
                .chars()
                .any(|character| class.has(character, &model.policy))
        {
            let rule = match class {
                Class::Upper => "Policy.upper",
                Class::Lower => "Policy.lower",
                Class::Number => "Policy.number",
                Class::Symbol => "Policy.symbol",
            };
            reasons.push(must(taken_for(class, new).unwrap_or(rule)));
        }
    }
    reasons
}

fn unset(model: &Model, new: &str) -> Vec<Reason> {
    let rules = model.policy.unset;
    let mut reasons: Vec<Reason> = too_short(new, rules.minimum_length, "Policy.unset.length")
        .into_iter()
        .collect();
    let there: Vec<Class> = Class::within(new, model).collect();
    if there.len() < rules.classes {
        let mut missing = Class::ALL
            .into_iter()
            .filter(|class| !there.contains(class));
        let narrower = missing.find_map(|class| taken_for(class, new));
        reasons.push(must(narrower.unwrap_or("Policy.unset.classes")));
    }
    reasons
}

/// Of a password without the class: whether it holds what may be taken for it, and which clause says that it is not.
fn taken_for(class: Class, new: &str) -> Option<&'static str> {
    let alike = |character: char| match class {
        Class::Upper => character.is_uppercase(),
        Class::Lower => character.is_lowercase(),
        Class::Number => character.is_numeric(),
        Class::Symbol => !character.is_ascii_alphanumeric(),
    };
    let mut alike = new.chars().filter(|&character| alike(character));
    alike.next().map(|first| match first.is_ascii() {
        true => "Policy.symbols",
        false => "Policy.ascii-classes",
    })
}

/// Whether the minimum counts characters or bytes is open: only what is short by both is surely refused.
fn too_short(new: &str, minimum: usize, clause: &'static str) -> Option<Reason> {
    if new.len() < minimum {
        Some(must(clause))
    } else if new.chars().count() < minimum {
        Some(may(clause))
    } else {
        None
    }
}

/// With a window of n the n-1 passwords before the current one are surely refused; the current one and the n-th are open.
fn reuse(account: &Account, window: usize, new: &str) -> Option<Reason> {
    let equal = |secret: &crate::password::Secret| secret.expose() == new.as_bytes();
    if account.in_force.candidates().iter().any(equal) {
        return Some(may("Policy.reuse.edges"));
    }
    // Entries that may not count make later ones lie nearer than they seem; entries that count make them lie as far as
    // they seem. So the surest distance is by all entries, the least by the certain ones alone.
    let mut certain_before = 0;
    for (place, (secret, counts)) in account.history.iter().enumerate() {
        if equal(secret) {
            let farthest = place + 1;
            let nearest = certain_before + 1;
            let known = matches!(account.in_force, InForce::One(_));
            return if *counts && known && farthest < window {
                Some(must("Policy.reuse"))
            } else if nearest <= window {
                Some(may("Policy.reuse.edges"))
            } else {
                None
            };
        }
        certain_before += usize::from(*counts);
    }
    None
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
