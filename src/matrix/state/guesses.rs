//! Wrong guesses lock nobody out and teach the endpoint nothing.

use crate::case::{Caller, Case, CaseBuilder, Request, Subject};
use crate::matrix::shapes::{accepted, wrong_password};
use crate::spec::Model;

const SECTION: &str = "state/guesses";
/// Wrong guesses in a row.
const GUESSES: usize = 20;

/// Many wrong old passwords, and then the right one.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    vec![
        in_a_row("different", |at| format!("wrong-{at}")),
        in_a_row("repeated", |_| "wrong".to_owned()),
        between_right_ones(),
        at_another(),
    ]
}

fn change(case: &CaseBuilder, old: &str, new: &str) -> Request {
    Request::change(case.fresh(old), case.fresh(new))
}

fn guesses(case: CaseBuilder, by: Caller, wrong: impl Fn(usize) -> String) -> CaseBuilder {
    (0..GUESSES).fold(case, |case, at| {
        let guess = change(&case, &wrong(at), "b").by(by);
        case.sends(guess, wrong_password())
    })
}

fn in_a_row(name: &str, wrong: fn(usize) -> String) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let start = case.fresh("a");
    let case = guesses(case.starting_with(start), Caller::User(0), wrong);
    let right = change(&case, "a", "b");
    case.sends(right, accepted("ChangePassword.accepts"))
        .build()
}

fn between_right_ones() -> Case {
    let case = CaseBuilder::new(SECTION, "between-right-ones");
    let start = case.fresh("right-0");
    (0..8)
        .fold(case.starting_with(start), |case, at| {
            let (old, new) = (format!("right-{at}"), format!("right-{}", at + 1));
            let (wrong, right) = (change(&case, &new, "b"), change(&case, &old, &new));
            case.sends(wrong, wrong_password())
                .sends(right, accepted("ChangePassword.accepts"))
        })
        .build()
}

/// Guesses at one user's password are no business of another's.
fn at_another() -> Case {
    let case = CaseBuilder::new(SECTION, "at-another");
    let [start, theirs] = ["a", "theirs"].map(|word| case.fresh(word));
    let case = case
        .about([Subject::Lane, Subject::made(theirs)])
        .starting_with(start);
    let case = guesses(case, Caller::User(1), |at| format!("wrong-{at}"));
    let right = change(&case, "a", "b");
    case.sends(right, accepted("ChangePassword.accepts"))
        .build()
}
