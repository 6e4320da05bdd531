//! A parameter given twice: one of the two counts, the first on the wire most likely, and never a mix of both.

use super::parts::change;
use crate::case::{Case, CaseBuilder, Expect, Param, Request};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{Answers, ClauseId, Model, Parameter, answers};

const SECTION: &str = "frontend/duplicate";
const OLD: &str = "OldPassword";
const NEW: &str = "NewPassword";

/// Each parameter twice: the same, a right and a wrong one, two right ones, two wrong ones.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases: Vec<Case> = ["Action", "Version", OLD, NEW].map(the_same).into();
    let action = |text: &str| Param::pair("Action", text);
    let version = |text: &str| Param::pair("Version", text);
    let old = |value| Param::password(OLD, value);
    let new = |value| Param::password(NEW, value);
    let ours = || Recipe::seeded(&[SECTION, "ours"], 16);
    let other = || Recipe::seeded(&[SECTION, "other"], 16);
    let control = || other().then(Recipe::scalar('\u{1}'));
    cases.extend(either(
        "action",
        action("ChangePassword"),
        action("ChangePasswordNow"),
        &[&answers::INVALID_ACTION, &answers::ACCESS_DENIED],
    ));
    cases.extend(either(
        "version",
        version("2010-05-08"),
        version("2010-05-09"),
        &[&answers::WRONG_VERSION],
    ));
    cases.extend(either(
        "old-password",
        old(Recipe::current()),
        old(other()),
        &[&answers::WRONG_PASSWORD],
    ));
    cases.extend(either(
        "new-password",
        new(ours()),
        new(control()),
        &[&answers::VALIDATION],
    ));
    cases.extend(either(
        "new-password-empty",
        new(ours()),
        new(Recipe::empty()),
        &[&answers::MISSING],
    ));
    let two_new = |name: &str| {
        let case = CaseBuilder::new(SECTION, name);
        let first = case.fresh("first");
        let request = change(&case).replacing(NEW, new(first)).and(new(other()));
        (case, request)
    };
    let (case, request) = two_new("new-password-two");
    cases.push(case.sends(request, one_of_them()).build());
    let (case, request) = two_new("new-password-two-get");
    cases.push(case.sends(request.get(), one_of_them()).build());
    let bad = Expect::refused(
        Parameter::New.clause("pattern.refuses"),
        &answers::VALIDATION,
    );
    let case = CaseBuilder::new(SECTION, "new-password-two-bad");
    let nul = || ours().then(Recipe::scalar('\0'));
    let request = change(&case).replacing(NEW, new(nul())).and(new(control()));
    cases.push(case.sends(request, bad).build());
    // What a mix of both would be is in force.
    for (word, between) in [("joined", ""), ("joined-by-comma", ",")] {
        let case = CaseBuilder::new(SECTION, format!("old-password-{word}"));
        let mix = ours().then(Recipe::bytes(between.as_bytes())).then(other());
        let request = change(&case).replacing(OLD, old(ours())).and(old(other()));
        let expect = Expect::refused(
            ClauseId::of("FrontEnd.duplicate.one"),
            &answers::WRONG_PASSWORD,
        );
        cases.push(case.starting_with(mix).sends(request, expect).build());
    }
    cases
}

fn one_of_them() -> Expect {
    accepted("FrontEnd.duplicate.one")
}

/// Twice the same.
fn the_same(name: &str) -> Case {
    let word = match name {
        OLD => Parameter::Old.word().to_owned(),
        NEW => Parameter::New.word().to_owned(),
        other => other.to_ascii_lowercase(),
    };
    let case = CaseBuilder::new(SECTION, format!("{word}-same"));
    let request = change(&case);
    let again = request.params.iter().find(|param| param.is_named(name));
    let request = match again.cloned() {
        Some(again) => request.and(again),
        None => request,
    };
    case.sends(request, one_of_them()).build()
}

/// One that is right and one that is wrong, in both orders.
fn either(word: &str, right: Param, wrong: Param, answers: &[&'static Answers]) -> [Case; 2] {
    let clause = ClauseId::of("FrontEnd.duplicate");
    let with = |name: String, first: Param, last: Param, expect: Expect| {
        let case = CaseBuilder::new(SECTION, name);
        let expect = answers.iter().copied().fold(expect, Expect::or);
        let request = twice(change(&case), first, last);
        case.sends(request, expect).build()
    };
    let accepted = Expect::accepted(clause.clone());
    let refused = answers
        .first()
        .map_or_else(one_of_them, |answers| Expect::refused(clause, answers));
    [
        with(
            format!("{word}-right-first"),
            right.clone(),
            wrong.clone(),
            accepted,
        ),
        with(format!("{word}-wrong-first"), wrong, right, refused),
    ]
}

/// The first in its place, the last at the end.
fn twice(request: Request, first: Param, last: Param) -> Request {
    let named = [OLD, NEW, "Action", "Version"]
        .into_iter()
        .find(|name| first.is_named(name));
    match named {
        Some(name) => request.replacing(name, first).and(last),
        None => request,
    }
}
