//! PasswordReusePrevention: with n the n-1 passwords before the current one are refused, and one that lies n+1 or more
//! changes back is not. The history is the user's own, compared exactly, and fed by successful changes.

use super::history::History;
use super::shapes::violates;
use crate::case::{Admin, Caller, Case, Expect, Request};
use crate::matrix::shapes::{accepted, wrong_password};
use crate::password::{Near, Recipe};
use crate::spec::{ClauseId, Model, answers};
use crate::wire::{Escape, Hex, Space, Spelling};

/// The window where its size is not the question.
const USUAL: usize = 5;

/// Windows and distances, what is compared and what counts.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let range = model.policy.reuse_prevention;
    let windows = [range.min, range.min + 1, USUAL, range.max];
    let mut cases: Vec<Case> = windows.into_iter().flat_map(distances).collect();
    cases.push(back(USUAL, 1, reused()));
    cases.extend(open_ends());
    cases.extend(exact());
    cases.extend(per_user());
    cases.extend(successful());
    cases
}

fn reused() -> Expect {
    violates("Policy.reuse")
}

fn edge() -> Expect {
    Expect::open(ClauseId::of("Policy.reuse.edges"), &answers::POLICY)
}

/// At one change less than the window, at the window, and at one more.
fn distances(window: usize) -> Vec<Case> {
    let mut cases = vec![back(window, window + 1, accepted("Policy.reuse.window"))];
    if window > 1 {
        cases.push(back(window, window - 1, reused()));
    }
    // What is open is not worth many calls.
    if window <= USUAL {
        cases.push(back(window, window, edge()));
    }
    cases
}

/// The password that lies so many changes back.
fn back(window: usize, distance: usize, expect: Expect) -> Case {
    let history = History::of(window, &format!("back-{distance}"));
    let first = history.password(1);
    history
        .changes(distance + 1)
        .changes_to(first, expect)
        .build()
}

/// The current password, the first one, an administrator's: open.
fn open_ends() -> Vec<Case> {
    let same = Expect::open(
        ClauseId::of("ChangePassword.same-password"),
        &answers::SAME_PASSWORD,
    );
    let current = History::of(USUAL, "current")
        .changes(1)
        .changes_to(Recipe::current(), same.or(&answers::POLICY));
    let first = History::of(USUAL, "first");
    let first_password = first.password(0);
    let first = first.changes(1).changes_to(first_password, edge());
    let reset = History::of(USUAL, "reset");
    let password = reset.password("reset");
    let reset = reset
        .then(|case| {
            case.admin(Admin::Reset {
                user: 0,
                password: password.clone(),
            })
        })
        .changes(1)
        .changes_to(password, edge());
    [current, first, reset].map(History::build).into()
}

/// Near misses of a password within the window are other passwords; another spelling of it is the same.
fn exact() -> Vec<Case> {
    let near = |near: Near| move |password: Recipe| password.near(near);
    let of = |name: &str, before: &dyn Fn(Recipe) -> Recipe, now: &dyn Fn(Recipe) -> Recipe| {
        let history = History::of(USUAL, name);
        let password = history.password("near");
        history
            .changes_to(before(password.clone()), accepted("ChangePassword.accepts"))
            .changes(1)
            .changes_to(now(password), accepted("Policy.reuse.exact"))
            .build()
    };
    let same = |password: Recipe| password;
    let and = |character: char| move |password: Recipe| password.then(Recipe::scalar(character));
    // What a digest that takes 72 bytes does not see.
    let long = |last: char| {
        move |password: Recipe| Recipe::ascii(72).then(password).then(Recipe::scalar(last))
    };
    let other_spelling = {
        let history = History::of(USUAL, "other-spelling");
        let password = history.password("near").then(Recipe::latin1(4));
        let spelling = Spelling {
            escape: Escape::All,
            hex: Hex::Lower,
            space: Space::Plus,
        };
        let again = Request::change(Recipe::current(), password.clone()).spelled(spelling);
        history
            .changes_to(password, accepted("ChangePassword.accepts"))
            .changes(1)
            .then(|case| case.sends(again, reused()))
            .build()
    };
    vec![
        of("other-case", &same, &near(Near::Case(0))),
        of("last-replaced", &same, &near(Near::Replace(23))),
        of("last-dropped", &same, &near(Near::Drop(23))),
        of("reversed", &same, &near(Near::Reverse)),
        of("space-after", &same, &and(' ')),
        of("accent-dropped", &and('\u{e9}'), &and('e')),
        of("beyond-byte-72", &long('a'), &long('b')),
        other_spelling,
    ]
}

/// What another user does, or did under the same name, is another history.
fn per_user() -> Vec<Case> {
    let own = "Policy.reuse.per-user";
    let by_other = |new: Recipe| Request::change(Recipe::current(), new).by(Caller::User(1));
    let password = History::of_two(USUAL, "another-s-password");
    let used = password.password(1);
    let password = password
        .changes(2)
        .then(|case| case.sends(by_other(used), accepted(own)));
    let changes = History::of_two(2, "another-s-changes");
    let used = changes.password(1);
    let theirs = ["a", "b", "c"].map(|word| changes.password(word));
    let changes = theirs
        .into_iter()
        .fold(changes.changes(2), |changes, new| {
            changes.then(|case| case.sends(by_other(new), accepted("ChangePassword.accepts")))
        })
        .changes_to(used, reused())
        .then(|case| case.touching(ClauseId::of(own)));
    let recreated = History::of(USUAL, "recreated");
    let (used, fresh) = (recreated.password(1), recreated.password("again"));
    let recreated = recreated
        .changes(2)
        .then(|case| {
            case.admin(Admin::RecreateUser {
                user: 0,
                password: fresh,
            })
        })
        .changes_to(used, accepted(own));
    [password, changes, recreated].map(History::build).into()
}

/// A change that was refused is none.
fn successful() -> Vec<Case> {
    let clause = "Policy.reuse.successful";
    let remembered = History::of(USUAL, "refused-is-not-remembered");
    let (wrong, new) = (remembered.password("wrong"), remembered.password("new"));
    let attempt = Request::change(wrong, new.clone());
    let remembered = remembered
        .changes(1)
        .then(|case| case.sends(attempt, wrong_password()))
        .changes_to(new, accepted(clause));
    let pushed = History::of(2, "refused-pushes-nothing-out");
    let used = pushed.password(1);
    let attempts = ["a", "b", "c"].map(|word| {
        let wrong = pushed.password("wrong");
        Request::change(wrong, pushed.password(word))
    });
    let pushed = attempts
        .into_iter()
        .fold(pushed.changes(2), |pushed, attempt| {
            pushed.then(|case| case.sends(attempt, wrong_password()))
        })
        .changes_to(used, reused())
        .then(|case| case.touching(ClauseId::of(clause)));
    [remembered, pushed].map(History::build).into()
}
