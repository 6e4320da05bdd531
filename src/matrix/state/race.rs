//! Changes at once: every answer is explained by some order of the calls. Of several with the same old password exactly
//! one is accepted.

use crate::case::{Admin, Caller, Case, CaseBuilder, Request, Sign, Subject};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter};

const SECTION: &str = "state/race";

/// Rounds of requests at once, many of them: a window that is open for a moment is met now and then.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let too_long = Recipe::ascii(model.length(Parameter::New).max + 1);
    vec![
        rounds("two-at-once", 16, |case, round| rivals(case, round, 2)),
        rounds("four-at-once", 10, |case, round| rivals(case, round, 4)),
        rounds("eight-at-once", 8, |case, round| rivals(case, round, 8)),
        rounds("eight-gets", 4, |case, round| {
            rivals(case, round, 8)
                .into_iter()
                .map(Request::get)
                .collect()
        }),
        rounds("same-new-password", 6, |case, round| {
            vec![to(case, round, "new"); 4]
        }),
        rounds("right-among-wrong", 6, |case, round| {
            let wrong = |at| change(case, round, &format!("wrong-{at}"), &format!("new-{at}"));
            let mut requests: Vec<Request> = (0..5).map(wrong).collect();
            requests.insert(2, to(case, round, "new"));
            requests
        }),
        rounds("right-among-refused", 6, move |case, round| {
            let invalid = Request::change(Recipe::current(), too_long.clone());
            let unsigned = to(case, round, "unsigned").signed(Sign::None);
            let incomplete = to(case, round, "incomplete").without("Version");
            vec![invalid, unsigned, to(case, round, "new"), incomplete]
        }),
        rounds("chain", 8, |case, round| {
            let links = [("b", "c"), ("c", "d"), ("d", "e")];
            let links = links.map(|(old, new)| change(case, round, old, new));
            [to(case, round, "b")].into_iter().chain(links).collect()
        }),
        rounds("there-and-back", 8, |case, round| {
            let back = |old: &str| Request::change(word(case, round, old), Recipe::current());
            let forth = |new: &str| to(case, round, new);
            vec![
                forth("b"),
                back("b"),
                forth("c"),
                back("c"),
                forth("d"),
                back("d"),
            ]
        }),
        two_keys(),
        two_users(),
    ]
}

fn rounds(
    name: &str,
    count: usize,
    requests: impl Fn(&CaseBuilder, usize) -> Vec<Request>,
) -> Case {
    let case = CaseBuilder::new(SECTION, name).touching(ClauseId::of("ChangePassword.atomic"));
    with_rounds(case, count, requests).build()
}

fn with_rounds(
    case: CaseBuilder,
    count: usize,
    requests: impl Fn(&CaseBuilder, usize) -> Vec<Request>,
) -> CaseBuilder {
    (0..count).fold(case, |case, round| {
        let requests = requests(&case, round);
        case.sends_together(requests)
    })
}

fn word(case: &CaseBuilder, round: usize, word: &str) -> Recipe {
    case.fresh(&format!("{word}-{round}"))
}

fn change(case: &CaseBuilder, round: usize, old: &str, new: &str) -> Request {
    Request::change(word(case, round, old), word(case, round, new))
}

/// From the password in force when the round begins.
fn to(case: &CaseBuilder, round: usize, new: &str) -> Request {
    Request::change(Recipe::current(), word(case, round, new))
}

/// So many changes from the password in force to different ones.
fn rivals(case: &CaseBuilder, round: usize, count: usize) -> Vec<Request> {
    (0..count)
        .map(|at| to(case, round, &format!("rival-{at}")))
        .collect()
}

/// A lock that belongs to a key, or to a connection, does not guard the password.
fn two_keys() -> Case {
    let case =
        CaseBuilder::new(SECTION, "two-keys").touching(ClauseId::of("ChangePassword.atomic"));
    let start = case.fresh("start");
    let case = case
        .about([Subject::made(start)])
        .admin(Admin::SecondKey { user: 0 });
    with_rounds(case, 8, |case, round| {
        let keys = [Caller::User(0), Caller::SecondKey(0)].into_iter().cycle();
        let rivals = rivals(case, round, 4).into_iter();
        rivals.zip(keys).map(|(rival, key)| rival.by(key)).collect()
    })
    .build()
}

/// What belongs to a request and is kept in one place for all of them mixes users up.
fn two_users() -> Case {
    let case = CaseBuilder::new(SECTION, "two-users").touching(ClauseId::of("Operation.caller"));
    let theirs = case.fresh("theirs");
    let case = case.about([Subject::Lane, Subject::made(theirs)]);
    with_rounds(case, 8, |case, round| {
        let of = |user: usize, at: usize| {
            to(case, round, &format!("user-{user}-{at}")).by(Caller::User(user))
        };
        vec![of(0, 0), of(1, 0), of(0, 1), of(1, 1)]
    })
    .build()
}
