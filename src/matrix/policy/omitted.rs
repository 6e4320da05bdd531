//! UpdateAccountPasswordPolicy knows no partial update: what a call omits goes back to its default.

use super::shapes::{STRICT, change_to, of_classes, others, violates};
use crate::case::{Admin, Case, CaseBuilder, Expect, Permission, PolicyNeed, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{AccountPolicy, Class, ClauseId, Model, answers};

const SECTION: &str = "policy/omitted";
const CLAUSE: &str = "Policy.no-partial-update";

/// Each knob set, and then omitted.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = vec![
        change_to(
            omitting("minimum-length", STRICT, AccountPolicy::RELAXED),
            Recipe::ascii(AccountPolicy::RELAXED.minimum_length),
            accepted(CLAUSE),
        ),
        // Something is named, and the length is not: six is its default, and not the eight of an account without a policy.
        change_to(
            omitting("minimum-length-of-others", STRICT, numbers()),
            Recipe::scalars('1', AccountPolicy::RELAXED.minimum_length),
            accepted(CLAUSE),
        ),
        change_to(
            omitting("minimum-length-too-short", STRICT, numbers()),
            Recipe::scalars('1', AccountPolicy::RELAXED.minimum_length - 1),
            violates("Policy.minimum-length"),
        ),
        reuse_prevention(),
        users_may_change(),
    ];
    cases.extend(Class::ALL.into_iter().map(|class| {
        let case = omitting(
            class.word(),
            AccountPolicy::RELAXED.requiring(class),
            AccountPolicy::RELAXED,
        );
        change_to(case, of_classes(others(class), 4), accepted(CLAUSE))
    }));
    cases
}

fn numbers() -> AccountPolicy {
    AccountPolicy::RELAXED.requiring(Class::Number)
}

fn case(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name)
        .under(AccountPolicy::RELAXED)
        .touching(ClauseId::of(CLAUSE))
}

/// First this policy, and then that one, by a call that omits what has its default in it.
fn omitting(name: &str, first: AccountPolicy, then: AccountPolicy) -> CaseBuilder {
    case(name)
        .admin(Admin::Policy(PolicyNeed::Exactly(first)))
        .admin(Admin::TersePolicy(then))
}

fn reuse_prevention() -> Case {
    let case = case("reuse-prevention");
    let [first, used, other] = ["first", "used", "other"].map(|word| case.fresh(word));
    let change_to = |new: &Recipe| Request::change(Recipe::current(), new.clone());
    let changed = || accepted("ChangePassword.accepts");
    case.about([Subject::made(first)])
        .admin(Admin::Policy(PolicyNeed::Exactly(AccountPolicy {
            reuse_prevention: Some(5),
            ..AccountPolicy::RELAXED
        })))
        .sends(change_to(&used), changed())
        .sends(change_to(&other), changed())
        .admin(Admin::TersePolicy(AccountPolicy::RELAXED))
        .sends(change_to(&used), accepted(CLAUSE))
        .build()
}

fn users_may_change() -> Case {
    let users_may = AccountPolicy {
        allow_users: true,
        ..AccountPolicy::RELAXED
    };
    let case = omitting("allow-users", users_may, AccountPolicy::RELAXED);
    let first = case.fresh("first");
    let case = case.about([Subject::permitted(first, Permission::AccountPolicyOnly)]);
    let new = case.fresh("new");
    change_to(
        case,
        new,
        Expect::refused(ClauseId::of("Permission.none"), &answers::ACCESS_DENIED),
    )
}
