//! The keys of a user: each of two is as good, and one that was switched off or deleted is not.

use crate::case::{Admin, Breach, Caller, Case, CaseBuilder, Expect, Request, Sign, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "identity/keys";

/// Two keys, and one less.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = vec![second()];
    for (word, switched, breach, clause) in [
        (
            "inactive",
            Admin::DeactivateKey { user: 0 },
            Breach::InactiveKey,
            "Auth.inactive-key",
        ),
        (
            "deleted",
            Admin::DeleteKey { user: 0 },
            Breach::DeletedKey,
            "Auth.deleted-key",
        ),
    ] {
        cases.push(switched_off(word, switched.clone(), breach, clause));
        cases.push(other_key_works(word, switched));
    }
    cases
}

fn case(name: &str) -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, name);
    let first = case.fresh("first");
    case.about([Subject::made(first)])
}

fn change_to(case: &CaseBuilder, word: &str) -> Request {
    Request::change(Recipe::current(), case.fresh(word))
}

/// Both keys change the same password.
fn second() -> Case {
    let case = case("second");
    let [by_second, by_first] = ["by-second", "by-first"].map(|word| change_to(&case, word));
    case.admin(Admin::SecondKey { user: 0 })
        .sends(by_second.by(Caller::SecondKey(0)), accepted("User.any-key"))
        .sends(by_first, accepted("User.any-key"))
        .build()
}

/// The key is seen working before it is switched off.
fn switched_off(word: &str, switched: Admin, breach: Breach, clause: &'static str) -> Case {
    let case = case(word).needing(|needs| needs.signatures = true);
    let [before, after] = ["before", "after"].map(|word| change_to(&case, word));
    case.sends(before, accepted("User.any-key"))
        .admin(switched)
        .sends(
            after.signed(Sign::Broken(breach)),
            Expect::refused(ClauseId::of(clause), &answers::BAD_KEY),
        )
        .build()
}

fn other_key_works(word: &str, switched: Admin) -> Case {
    let case = case(&format!("{word}-and-another"));
    let request = change_to(&case, "new").by(Caller::SecondKey(0));
    case.admin(Admin::SecondKey { user: 0 })
        .admin(switched)
        .sends(request, accepted("User.any-key"))
        .build()
}
