//! The account password policy overlooked, misread, or applied to what it does not speak of (FACTS §5).

use std::collections::HashSet;

use super::table::table;
use crate::reference::account::Account;
use crate::reference::administer;
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::errors::Refusal;
use crate::reference::password_policy::{PasswordPolicy, PolicySeams, check, obeys};
use crate::reference::turn::Turn;

table! {
    "policy-ignored", "asks nothing of a new password though a policy is set",
        breaks "Policy.minimum-length",
        caught by ["policy/length/*:status", "policy/classes/*:status", "policy/symbols/*:status"],
        also ["envelope/policy-violation:status", "new-password/length/*:status", "pairwise/*:status", "policy/epoch/*:status", "policy/omitted/minimum-length-too-short:status", "policy/reuse/*:status", "state/refused/policy:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| *policy = NOTHING);
        };
    "policy-minimum-ignored", "overlooks MinimumPasswordLength",
        breaks "Policy.minimum-length",
        caught by ["policy/length/*:status"],
        also ["envelope/policy-violation:status", "new-password/length/*:status", "policy/classes/all-too-short:status", "policy/epoch/tightened:status", "policy/omitted/minimum-length-too-short:status", "state/refused/policy:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.minimum_length = 0);
        };
    "policy-minimum-one-less", "takes a password that is one character short of the policy's minimum",
        breaks "Policy.minimum-length",
        caught by ["policy/length/min-*:status"],
        also ["envelope/policy-violation:status", "new-password/length/5-ascii:status", "policy/classes/all-too-short:status", "policy/epoch/tightened:status", "policy/omitted/minimum-length-too-short:status", "state/refused/policy:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.minimum_length -= 1);
        };
    "policy-minimum-one-more", "asks for one character more than the policy's minimum",
        breaks "Policy.conformant",
        caught by ["policy/length/min-*:status"],
        also ["policy/length/min-128-*:state", "new-password/length/*:status", "pairwise/*:status", "policy/classes/*:status", "policy/epoch/*:status", "policy/omitted/*:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.minimum_length += 1);
        };
    "policy-minimum-capped", "asks for no more than 64 characters, whatever the policy's minimum",
        breaks "Policy.minimum-length",
        caught by ["policy/length/min-12*:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.minimum_length = policy.minimum_length.min(64));
        };
    "policy-counts-each-once", "counts for the policy's minimum how many different characters there are",
        breaks "Policy.conformant",
        caught by ["policy/length/min-14-one-character:status"],
        also ["policy/length/*:state", "content/literal/*:status", "new-password/charset/blanks-alone:status", "new-password/length/*:status", "pairwise/*:status", "policy/classes/*:status", "policy/epoch/*:status", "policy/length/*:status", "policy/omitted/minimum-length-of-others:status"],
        |seams| {
            seams.policy.size = |password| password.chars().collect::<HashSet<char>>().len();
        };
    "policy-counts-no-blanks", "does not count blanks at the ends for the policy's minimum",
        breaks "Policy.conformant",
        caught by ["policy/length/min-14-space-*:status"],
        also ["content/literal/*:status", "new-password/charset/blanks-alone:status", "pairwise/*:status", "policy/classes/*:status", "policy/length/*:status"],
        |seams| {
            seams.policy.size = |password| password.trim().chars().count();
        };
    "policy-upper-ignored", "overlooks RequireUppercaseCharacters",
        breaks "Policy.upper",
        caught by ["policy/classes/upper-*:status", "policy/classes/all-but-upper:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.require_uppercase = false);
        };
    "policy-lower-ignored", "overlooks RequireLowercaseCharacters",
        breaks "Policy.lower",
        caught by ["policy/classes/lower-*:status", "policy/classes/all-but-lower:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.require_lowercase = false);
        };
    "policy-number-ignored", "overlooks RequireNumbers",
        breaks "Policy.number",
        caught by ["policy/classes/number-*:status", "policy/classes/all-but-number:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.require_numbers = false);
        };
    "policy-symbol-ignored", "overlooks RequireSymbols",
        breaks "Policy.symbol",
        caught by ["policy/classes/symbol-*:status", "policy/classes/all-but-symbol:status", "policy/symbols/*:status"],
        |seams| {
            seams.policy.in_force = |account| edited(account, |policy| policy.require_symbols = false);
        };
    "policy-one-class-enough", "takes a password that has one of the classes asked for",
        breaks "Policy.upper",
        caught by ["policy/classes/all-but-*:status"],
        also ["pairwise/new-password_128_u+0025_throughout_all-lower_presigned_reversed_strict:status"],
        |seams| {
            seams.policy.check = one_class_will_do;
        };
    "policy-on-old", "asks of the old password too that it conforms",
        breaks "Policy.new-only",
        caught by ["policy/epoch/old-*:status"],
        also ["policy/epoch/old-*:state", "policy/length/*:state", "policy/length/*:status"],
        |seams| {
            seams.compare.steps = &[permitted, old_conforms, knows_the_old, conforms, is_not_reused];
        };
    "policy-default-always", "asks what the default policy asks though another is set",
        breaks "Policy.conformant",
        caught by ["policy/length/min-6-*:status"],
        also ["content/literal/*:status", "content/punctuation/*:status", "new-password/charset/*:status", "new-password/length/*:status", "pairwise/*:status", "policy/classes/*:status", "policy/epoch/*:status", "policy/length/*:status", "policy/omitted/*:status"],
        |seams| {
            seams.policy.check = |seams, account, password| {
                check(seams, account, password)?;
                let mut seams = *seams;
                seams.in_force = |_| None;
                check(&seams, account, password)
            };
        };
    "policy-outlives-deletion", "goes on applying a policy that was deleted until another is set",
        breaks "Policy.unset.length",
        caught by ["policy/unset/length-7:status", "policy/epoch/deleted-*:status"],
        also ["pairwise/*:status", "policy/unset/*:status"],
        |seams| {
            seams.administer.policy_set = |account, policy| {
                if policy.is_some() {
                    account.scratch.policies = vec![policy];
                }
                administer::policy_set(account, policy);
            };
            seams.policy.in_force = |account| account.password_policy.or(account.scratch.policies.last().copied().flatten());
        };
    "policy-partial-update", "keeps of a policy what an update leaves out",
        breaks "Policy.no-partial-update",
        caught by ["policy/omitted/*:status"],
        |seams| {
            seams.administer.omitted = |account| account.password_policy.unwrap_or_default();
        };
    "policy-one-change-late", "applies a new policy from the change after next on",
        breaks "Policy.next-change",
        caught by ["policy/epoch/*:status"],
        also ["policy/omitted/reuse-prevention:status"],
        |seams| {
            seams.store.arrives = |turn| {
                let account = &mut *turn.account;
                let policies = &mut account.scratch.policies;
                policies.push(account.password_policy);
                policies.drain(..policies.len().saturating_sub(2));
            };
            seams.policy.in_force = |account| account.scratch.policies.first().copied().unwrap_or(account.password_policy);
        };
    "policy-default-ignored", "asks nothing of a new password where no policy is set",
        breaks "Policy.unset.length",
        caught by ["policy/unset/*:status"],
        also ["pairwise/*:status", "policy/epoch/*:status"],
        |seams| {
            seams.policy.default_minimum = 0;
            seams.policy.default_classes = 0;
        };
    "policy-default-minimum-six", "takes six characters where no policy is set",
        breaks "Policy.unset.length",
        caught by ["policy/unset/length-7:status"],
        also ["pairwise/*:status", "policy/epoch/deleted-too-short:status"],
        |seams| {
            seams.policy.default_minimum = 6;
        };
    "policy-default-minimum-nine", "asks for nine characters where no policy is set",
        breaks "Policy.conformant",
        caught by ["policy/unset/*:status"],
        also ["pairwise/*:status", "policy/epoch/deleted-length:status"],
        |seams| {
            seams.policy.default_minimum = 9;
        };
    "policy-default-two-classes", "takes two classes of characters where no policy is set",
        breaks "Policy.unset.classes",
        caught by ["policy/unset/classes-*:status", "policy/unset/two-classes-long:status"],
        also ["policy/epoch/deleted-too-few-classes:status", "policy/unset/*:status"],
        |seams| {
            seams.policy.default_classes = 2;
        };
    "policy-default-four-classes", "asks for all four classes of characters where no policy is set",
        breaks "Policy.conformant",
        caught by ["policy/unset/classes-*:status"],
        |seams| {
            seams.policy.default_classes = 4;
        };
}

/// What asks for nothing.
const NOTHING: PasswordPolicy = PasswordPolicy {
    minimum_length: 0,
    require_symbols: false,
    require_numbers: false,
    require_uppercase: false,
    require_lowercase: false,
    users_may_change: false,
    max_age: None,
    reuse_prevention: None,
    hard_expiry: false,
};

/// The policy that is set, read so.
fn edited(account: &Account, edit: fn(&mut PasswordPolicy)) -> Option<PasswordPolicy> {
    account.password_policy.map(|mut policy| {
        edit(&mut policy);
        policy
    })
}

fn one_class_will_do(
    seams: &PolicySeams,
    account: &Account,
    password: &str,
) -> Result<(), Refusal> {
    let Some(set) = account.password_policy else {
        return check(seams, account, password);
    };
    let without = PasswordPolicy {
        minimum_length: set.minimum_length,
        ..NOTHING
    };
    let each = [
        PasswordPolicy {
            require_uppercase: true,
            ..without
        },
        PasswordPolicy {
            require_lowercase: true,
            ..without
        },
        PasswordPolicy {
            require_numbers: true,
            ..without
        },
        PasswordPolicy {
            require_symbols: true,
            ..without
        },
    ];
    let asked = [
        set.require_uppercase,
        set.require_lowercase,
        set.require_numbers,
        set.require_symbols,
    ];
    let demands = asked
        .into_iter()
        .zip(each)
        .filter(|(asked, _)| *asked)
        .map(|(_, one)| one);
    let mut last = obeys(seams, &without, password);
    for demand in demands {
        last = obeys(seams, &demand, password);
        if last.is_ok() {
            return Ok(());
        }
    }
    last
}

fn old_conforms(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    (turn.seams.policy.check)(&turn.seams.policy, turn.account, attempt.old)
}
