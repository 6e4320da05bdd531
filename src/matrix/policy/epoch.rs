//! A change of the policy holds from the next change of a password on, and never for the password in force.

use super::shapes::{STRICT, violates};
use crate::case::{Admin, Case, CaseBuilder, Expect, Permission, PolicyNeed, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{AccountPolicy, ClauseId, Model, answers};

const SECTION: &str = "policy/epoch";

/// Tightened, loosened, set, deleted, in the midst of a case.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = rules();
    cases.extend(old_passwords());
    cases.extend([
        reuse_off(),
        reuse_outlives_other_rules(),
        permission_on(),
        permission_off(),
    ]);
    cases
}

fn set(policy: AccountPolicy) -> Admin {
    Admin::Policy(PolicyNeed::Exactly(policy))
}

fn unset() -> Admin {
    Admin::Policy(PolicyNeed::Unset)
}

fn relaxed(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name)
        .under(AccountPolicy::RELAXED)
        .touching(ClauseId::of("Policy.next-change"))
}

fn change_to(new: Recipe) -> Request {
    Request::change(Recipe::current(), new)
}

/// Each way a policy can change, seen by what it refuses or no longer refuses.
fn rules() -> Vec<Case> {
    // Conformant to the most permissive policy and to no other.
    let weak = || Recipe::scalars('a', AccountPolicy::RELAXED.minimum_length);
    let of = |name: &str, changes: &[Admin], new: Recipe, expect: Expect| {
        // A change before the policy's: what was read for it must not be kept.
        let case = relaxed(name);
        let before = change_to(case.fresh("before"));
        let case = case.sends(before, accepted("ChangePassword.accepts"));
        let case = changes
            .iter()
            .fold(case, |case, change| case.admin(change.clone()));
        case.sends(change_to(new), expect)
    };
    let deleted = |case: CaseBuilder| case.touching(ClauseId::of("Policy.deleted")).build();
    vec![
        of(
            "tightened",
            &[set(STRICT)],
            Recipe::ascii(STRICT.minimum_length - 1),
            violates("Policy.next-change"),
        )
        .build(),
        of(
            "loosened",
            &[set(STRICT), set(AccountPolicy::RELAXED)],
            weak(),
            accepted("Policy.next-change"),
        )
        .build(),
        deleted(of(
            "deleted-length",
            &[set(STRICT), unset()],
            Recipe::ascii(8),
            accepted("Policy.deleted"),
        )),
        deleted(of(
            "deleted-too-short",
            &[set(STRICT), unset()],
            Recipe::ascii(7),
            violates("Policy.deleted"),
        )),
        deleted(of(
            "deleted-too-few-classes",
            &[set(STRICT), unset()],
            Recipe::letters(12),
            violates("Policy.deleted"),
        )),
        of(
            "set-after-none",
            &[unset(), set(AccountPolicy::RELAXED)],
            weak(),
            accepted("Policy.next-change"),
        )
        .build(),
    ]
}

/// The policy does not judge the old password, which may be older than it is.
fn old_passwords() -> Vec<Case> {
    [
        ("old-too-short", set(STRICT), Recipe::ascii(6)),
        ("old-without-classes", set(STRICT), Recipe::scalars('a', 20)),
        ("old-under-the-default", unset(), Recipe::scalars('a', 6)),
    ]
    .into_iter()
    .map(|(name, change, old)| {
        let case = relaxed(name).starting_with(old);
        let new = case.fresh("new");
        case.admin(change)
            .sends(change_to(new), accepted("Policy.new-only"))
            .build()
    })
    .collect()
}

/// Without reuse prevention nothing is refused for having been used.
fn reuse_off() -> Case {
    let prevention = AccountPolicy {
        reuse_prevention: Some(5),
        ..AccountPolicy::RELAXED
    };
    let case = relaxed("reuse-off");
    let [first, used, other] = ["first", "used", "other"].map(|word| case.fresh(word));
    let changed = || accepted("ChangePassword.accepts");
    case.about([Subject::made(first)])
        .admin(set(prevention))
        .sends(change_to(used.clone()), changed())
        .sends(change_to(other), changed())
        .sends(change_to(used.clone()), violates("Policy.reuse"))
        .admin(set(AccountPolicy::RELAXED))
        .sends(change_to(used), accepted("Policy.next-change"))
        .build()
}

/// Another rule of the policy is no reason to forget what was used.
fn reuse_outlives_other_rules() -> Case {
    let prevention = AccountPolicy {
        reuse_prevention: Some(5),
        ..AccountPolicy::RELAXED
    };
    let longer = AccountPolicy {
        minimum_length: 8,
        ..prevention.clone()
    };
    let case = relaxed("reuse-outlives-other-rules");
    let [first, used, other] = ["first", "used", "other"].map(|word| case.fresh(word));
    let changed = || accepted("ChangePassword.accepts");
    case.about([Subject::made(first)])
        .admin(set(prevention))
        .sends(change_to(used.clone()), changed())
        .sends(change_to(other), changed())
        .admin(set(longer))
        .sends(change_to(used), violates("Policy.reuse"))
        .build()
}

fn users_may() -> AccountPolicy {
    AccountPolicy {
        allow_users: true,
        ..AccountPolicy::RELAXED
    }
}

fn refused() -> Expect {
    Expect::refused(ClauseId::of("Permission.none"), &answers::ACCESS_DENIED)
}

fn permitted_by_the_account(name: &str) -> CaseBuilder {
    let case = relaxed(name);
    let first = case.fresh("first");
    case.about([Subject::permitted(first, Permission::AccountPolicyOnly)])
}

/// AllowUsersToChangePassword switched on.
fn permission_on() -> Case {
    let case = permitted_by_the_account("permission-on");
    let [before, after] = ["before", "after"].map(|word| case.fresh(word));
    case.sends(change_to(before), refused())
        .admin(set(users_may()))
        .sends(change_to(after), accepted("Permission.account-policy"))
        .build()
}

/// And off.
fn permission_off() -> Case {
    let case = permitted_by_the_account("permission-off");
    let [before, after] = ["before", "after"].map(|word| case.fresh(word));
    case.admin(set(users_may()))
        .sends(change_to(before), accepted("Permission.account-policy"))
        .admin(set(AccountPolicy::RELAXED))
        .sends(change_to(after), refused())
        .build()
}
