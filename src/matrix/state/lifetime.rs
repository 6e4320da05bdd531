//! The new password is in force from an accepted change on until the next one, and the old one never again by itself.

use crate::case::{Caller, Case, CaseBuilder, Expect, Request, Sign, Subject, Transport};
use crate::matrix::shapes::{accepted, wrong_password};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "state/lifetime";
/// Changes in a row: more than the longest window of reuse prevention remembers.
const MANY: usize = 26;
/// For how long a change is seen to hold, in milliseconds.
const WHILE: u64 = 1200;

/// Retired passwords stay dead, others stay in force.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    vec![
        old_dies_at_once(),
        old_ones_stay_dead(),
        there_and_back(),
        many_changes_and_back(),
        holds_for_a_while(model),
        holds_through_many_calls(model),
        holds_beside_another(),
        same_password("same-right", Recipe::current(), true),
        same_password("same-wrong", Recipe::seeded(&[SECTION, "wrong"], 24), false),
    ]
}

fn retired() -> Expect {
    Expect::refused(
        ClauseId::of("ChangePassword.retires-old"),
        &answers::WRONG_PASSWORD,
    )
}

fn change(case: &CaseBuilder, old: &str, new: &str) -> Request {
    Request::change(case.fresh(old), case.fresh(new))
}

/// A case that begins with the password `a` and goes through these changes.
fn through(name: &str, changes: &[(&str, &str)]) -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, name);
    let start = case.fresh("a");
    changes
        .iter()
        .fold(case.starting_with(start), |case, (old, new)| {
            let request = change(&case, old, new);
            case.sends(request, accepted("ChangePassword.takes-effect"))
        })
}

fn old_dies_at_once() -> Case {
    let case = through("old-dies-at-once", &[("a", "b")]);
    let request = change(&case, "a", "c");
    case.sends(request, retired()).build()
}

fn old_ones_stay_dead() -> Case {
    let case = through("old-ones-stay-dead", &[("a", "b"), ("b", "c"), ("c", "d")]);
    ["a", "b", "c"]
        .into_iter()
        .fold(case, |case, old| {
            let request = change(&case, old, "e");
            case.sends(request, retired())
        })
        .build()
}

/// A password that was in force before may be chosen again where nothing prevents reuse; the one between is dead then.
fn there_and_back() -> Case {
    let case = through("there-and-back", &[("a", "b"), ("b", "a")]);
    let (dead, again) = (change(&case, "b", "c"), change(&case, "a", "b"));
    case.sends(dead, retired())
        .sends(again, accepted("ChangePassword.takes-effect"))
        .build()
}

fn many_changes_and_back() -> Case {
    let names: Vec<String> = (0..MANY).map(|at| format!("number-{at}")).collect();
    let case = CaseBuilder::new(SECTION, "many-changes-and-back");
    let start = case.fresh(&names[0]);
    let pairs = names.iter().zip(names.iter().skip(1).chain(&names[..1]));
    pairs
        .fold(case.starting_with(start), |case, (old, new)| {
            let request = change(&case, old, new);
            case.sends(request, accepted("ChangePassword.takes-effect"))
        })
        .build()
}

/// Refused calls of several kinds lie between, one of them slow: what is written late or expires early shows.
fn holds_for_a_while(model: &Model) -> Case {
    let case = through("holds-for-a-while", &[("a", "b")]);
    let too_long = Recipe::ascii(model.length(Parameter::New).max + 1);
    let invalid = Request::change(case.fresh("b"), too_long);
    let wrong = change(&case, "c", "d");
    let mut slow = change(&case, "a", "e");
    slow.transport = Transport::Slow {
        slice: 32,
        total: WHILE,
    };
    let unsigned = change(&case, "b", "f").signed(Sign::None);
    let still = change(&case, "b", "g");
    case.needing(|needs| needs.signatures = true)
        .sends(
            invalid,
            Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION),
        )
        .sends(wrong, wrong_password())
        .sends(slow, retired().or(&answers::FRAMING))
        .sends(
            unsigned,
            Expect::refused(ClauseId::of("Auth.unsigned"), &answers::UNSIGNED),
        )
        .sends(still, accepted("ChangePassword.stays"))
        .build()
}

/// Refused calls of the user's own, more than a record of the last ten holds.
fn holds_through_many_calls(model: &Model) -> Case {
    let case = through("holds-through-many-calls", &[("a", "b")]);
    let too_long = Recipe::ascii(model.length(Parameter::New).max + 1);
    let case = (0..8).fold(case, |case, at| {
        let invalid = Request::change(case.fresh("b"), too_long.clone());
        let wrong = change(&case, &format!("wrong-{at}"), "c");
        case.sends(
            invalid,
            Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION),
        )
        .sends(wrong, wrong_password())
    });
    let still = change(&case, "b", "d");
    case.sends(still, accepted("ChangePassword.stays")).build()
}

/// Another user's changes and failures do not touch it.
fn holds_beside_another() -> Case {
    let case = CaseBuilder::new(SECTION, "holds-beside-another");
    let (start, other) = (case.fresh("a"), case.fresh("other-0"));
    let case = case
        .about([Subject::Lane, Subject::made(other)])
        .starting_with(start);
    let first = change(&case, "a", "b");
    let case = case.sends(first, accepted("ChangePassword.takes-effect"));
    let case = (0..4).fold(case, |case, at| {
        let (old, new) = (format!("other-{at}"), format!("other-{}", at + 1));
        let theirs = change(&case, &old, &new).by(Caller::User(1));
        let wrong = change(&case, &old, "b").by(Caller::User(1));
        case.sends(theirs, accepted("Operation.caller"))
            .sends(wrong, retired())
    });
    let (dead, still) = (change(&case, "a", "c"), change(&case, "b", "c"));
    case.sends(dead, retired())
        .sends(still, accepted("ChangePassword.stays"))
        .build()
}

/// A new password equal to the old one: open where the old one is right, refused where it is wrong.
fn same_password(name: &str, same: Recipe, right: bool) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let expect = if right {
        Expect::open(
            ClauseId::of("ChangePassword.same-password"),
            &answers::SAME_PASSWORD,
        )
    } else {
        wrong_password()
    };
    let start = case.fresh("a");
    let still = change(&case, "a", "b");
    case.starting_with(start)
        .sends(Request::change(same.clone(), same), expect)
        .sends(still, accepted("ChangePassword.stays"))
        .build()
}
