//! The login profile: none, deleted, made again, in need of a reset.

use crate::case::{Admin, Case, CaseBuilder, Expect, Permission, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "identity/profile";

/// A user's profile through its life.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = vec![
        none(),
        none_and_invalid(model),
        late(),
        deleted(),
        reset_required(),
    ];
    cases.extend(made_again());
    cases
}

fn case(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name)
}

fn without_profile(permission: Permission) -> Subject {
    Subject::Made {
        path: "/",
        password: None,
        reset_required: false,
        permission,
    }
}

fn no_such_entity() -> Expect {
    Expect::refused(
        ClauseId::of("User.no-login-profile"),
        &answers::NO_SUCH_ENTITY,
    )
}

fn changed() -> Expect {
    accepted("ChangePassword.accepts")
}

/// Without a password none is the old one, and the call does not give one.
fn none() -> Case {
    let case = case("none");
    let request = Request::change(case.fresh("old"), case.fresh("new"));
    case.about([without_profile(Permission::Inline)])
        .sends(request, no_such_entity())
        .build()
}

/// A value that breaks a constraint is looked at before the profile is.
fn none_and_invalid(model: &Model) -> Case {
    let case = case("none-and-too-long");
    let over = model.length(Parameter::New).max + 1;
    let request = Request::change(case.fresh("old"), Recipe::ascii(over));
    let expect = Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION);
    case.about([without_profile(Permission::Inline)])
        .touching(ClauseId::of("Validation.order"))
        .sends(request, expect)
        .build()
}

/// Made after a call was refused for want of it.
fn late() -> Case {
    let case = case("late");
    let [first, new] = ["first", "new"].map(|word| case.fresh(word));
    let change = Request::change(first.clone(), new);
    case.about([without_profile(Permission::Inline)])
        .sends(change.clone(), no_such_entity())
        .admin(Admin::CreateProfile {
            user: 0,
            password: first,
        })
        .sends(change, changed())
        .build()
}

/// Deleted after it was seen working.
fn deleted() -> Case {
    let case = case("deleted");
    let [first, second, third] = ["first", "second", "third"].map(|word| case.fresh(word));
    case.about([Subject::made(first.clone())])
        .sends(Request::change(first, second.clone()), changed())
        .admin(Admin::DeleteProfile { user: 0 })
        .sends(Request::change(second, third), no_such_entity())
        .build()
}

/// A user who has to choose another password may.
fn reset_required() -> Case {
    let case = case("reset-required");
    let [first, new] = ["first", "new"].map(|word| case.fresh(word));
    case.about([Subject::Made {
        path: "/",
        password: Some(first.clone()),
        reset_required: true,
        permission: Permission::Inline,
    }])
    .sends(Request::change(first, new), accepted("User.reset-required"))
    .build()
}

/// A profile made after another was deleted has nothing of it.
fn made_again() -> Vec<Case> {
    let dead = || Expect::refused(ClauseId::of("User.new-profile"), &answers::WRONG_PASSWORD);
    let of = |name: &str, changes: bool, again: &str, old: &str, expect: Expect| {
        let case = case(name);
        let password = |word: &str| case.fresh(word);
        let (first, changed_to) = (password("first"), password("changed"));
        let again = Admin::CreateProfile {
            user: 0,
            password: password(again),
        };
        let request = Request::change(password(old), password("new"));
        let case = case.about([Subject::made(first.clone())]);
        let case = if changes {
            case.sends(Request::change(first, changed_to), changed())
        } else {
            case
        };
        case.admin(Admin::DeleteProfile { user: 0 })
            .admin(again)
            .sends(request, expect)
            .build()
    };
    vec![
        of("made-again", false, "again", "first", dead()),
        of(
            "made-again-after-a-change",
            true,
            "again",
            "changed",
            dead(),
        ),
        of("made-again-alike", true, "first", "first", changed()),
    ]
}
