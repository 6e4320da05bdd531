//! A refused call of every kind changes nothing and leaves no trace: what it asked for is not in force, and the next call
//! may ask for it.

use crate::case::{Breach, Case, CaseBuilder, Expect, Malformation, Param, Request, Sign};
use crate::matrix::shapes::{accepted, wrong_password};
use crate::password::Recipe;
use crate::spec::{AccountPolicy, ClauseId, Model, Parameter, answers};

const SECTION: &str = "state/refused";

/// One kind of refusal a case.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = of_values(model);
    cases.extend(of_the_front_end());
    cases.extend(of_the_signature());
    cases
}

/// The refused request, then what it might have brought in force, and then a plain change to what it asked for.
fn case(
    name: &str,
    make: impl Fn(&CaseBuilder) -> (Request, Recipe),
    expect: Expect,
) -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, name);
    let start = case.fresh("old");
    let (refused, trace) = make(&case);
    let offered = Request::change(trace.clone(), case.fresh("other"));
    let again = Request::change(start.clone(), trace);
    let nothing = "ChangePassword.refused-changes-nothing";
    case.starting_with(start)
        .sends(refused, expect)
        .sends(
            offered,
            Expect::refused(ClauseId::of(nothing), &answers::WRONG_PASSWORD),
        )
        .sends(again, accepted(nothing))
}

/// A change to what may be asked for, but for what is done to the request.
fn spoiled(spoil: impl Fn(Request) -> Request) -> impl Fn(&CaseBuilder) -> (Request, Recipe) {
    move |case| {
        let new = case.fresh("new");
        (spoil(Request::change(case.fresh("old"), new.clone())), new)
    }
}

/// A change to a password that may not be asked for, and to which a careless endpoint might bring it.
fn to(new: Recipe, trace: Recipe) -> impl Fn(&CaseBuilder) -> (Request, Recipe) {
    move |case| {
        (
            Request::change(case.fresh("old"), new.clone()),
            trace.clone(),
        )
    }
}

fn of_values(model: &Model) -> Vec<Case> {
    let longest = model.length(Parameter::New).max;
    let whole = Recipe::seeded(&[SECTION, "whole"], longest);
    let plain = || Recipe::seeded(&[SECTION, "plain"], 24);
    let new = |tail, answers| Expect::refused(Parameter::New.clause(tail), answers);
    let old = |tail, answers| Expect::refused(Parameter::Old.clause(tail), answers);
    let with_old = |value: Recipe| {
        spoiled(move |request| {
            request.replacing("OldPassword", Param::password("OldPassword", value.clone()))
        })
    };
    vec![
        // Cut to the limit.
        case(
            "new-too-long",
            to(whole.clone().then(Recipe::scalar('x')), whole),
            new("length.max", &answers::VALIDATION),
        ),
        // The character dropped, or everything from it on.
        case(
            "new-control",
            to(plain().then(Recipe::scalar('\u{1}')), plain()),
            new("pattern.refuses", &answers::VALIDATION),
        ),
        case(
            "new-wide",
            to(plain().then(Recipe::scalar('\u{100}')), plain()),
            new("pattern.refuses", &answers::VALIDATION),
        ),
        case(
            "new-not-utf8",
            to(plain().then(Recipe::bytes(&[0xff])), plain()),
            new("text", &answers::NOT_UTF8),
        ),
        case(
            "old-missing",
            spoiled(|request| request.without("OldPassword")),
            old("required", &answers::MISSING),
        ),
        case(
            "old-empty",
            with_old(Recipe::empty()),
            old("length.min", &answers::MISSING),
        ),
        case(
            "old-too-long",
            with_old(Recipe::ascii(longest + 1)),
            old("length.max", &answers::VALIDATION),
        ),
        case(
            "wrong-old",
            with_old(Recipe::seeded(&[SECTION, "wrong"], 24)),
            wrong_password(),
        ),
        new_missing(),
        policy(),
    ]
    .into_iter()
    .map(CaseBuilder::build)
    .collect()
}

/// There is nothing that it could have brought in force but nothing.
fn new_missing() -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, "new-missing");
    let (start, new) = (case.fresh("old"), case.fresh("new"));
    let refused = Request::change(start.clone(), new.clone()).without("NewPassword");
    case.starting_with(start.clone())
        .sends(
            refused,
            Expect::refused(Parameter::New.clause("required"), &answers::MISSING),
        )
        .sends(
            Request::change(start, new),
            accepted("ChangePassword.refused-changes-nothing"),
        )
}

/// What the policy refuses is not in force, and the next call may ask for something better.
fn policy() -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, "policy");
    let (start, new) = (case.fresh("old"), case.fresh("new"));
    let short = Recipe::seeded(
        &[SECTION, "short"],
        AccountPolicy::RELAXED.minimum_length - 1,
    );
    case.starting_with(start.clone())
        .sends(
            Request::change(start.clone(), short.clone()),
            Expect::refused(ClauseId::of("Policy.minimum-length"), &answers::POLICY),
        )
        .sends(
            Request::change(short, new.clone()),
            Expect::refused(
                ClauseId::of("ChangePassword.refused-changes-nothing"),
                &answers::WRONG_PASSWORD,
            ),
        )
        .sends(
            Request::change(start, new),
            accepted("ChangePassword.refused-changes-nothing"),
        )
}

fn of_the_front_end() -> Vec<Case> {
    let refused =
        |tail: &str, answers| Expect::refused(ClauseId::named(format!("FrontEnd.{tail}")), answers);
    let replaced = |name: &'static str, value: &'static str| {
        spoiled(move |request| request.replacing(name, Param::pair(name, value)))
    };
    vec![
        case(
            "unknown-action",
            replaced("Action", "ChangePasswords"),
            refused("unknown-action", &answers::INVALID_ACTION).or(&answers::ACCESS_DENIED),
        ),
        case(
            "missing-action",
            spoiled(|request| request.without("Action")),
            refused("missing-action", &answers::MISSING_ACTION),
        ),
        case(
            "wrong-version",
            replaced("Version", "2010-05-09"),
            refused("wrong-version", &answers::WRONG_VERSION),
        ),
        case(
            "missing-version",
            spoiled(|request| request.without("Version")),
            refused("missing-version", &answers::MISSING_VERSION),
        ),
        case(
            "put",
            spoiled(|request| Request {
                method: "PUT",
                ..request
            }),
            refused("method", &answers::NOT_SERVED),
        ),
        case(
            "other-path",
            spoiled(|request| Request {
                path: "/iam".to_owned(),
                ..request
            }),
            refused("path", &answers::NOT_SERVED),
        ),
        case(
            "no-form",
            spoiled(|request| Request {
                content_type: Some("application/json".to_owned()),
                ..request
            }),
            // The parameters of what is no form are none.
            refused("content-type", &answers::NOT_A_FORM)
                .or(&answers::MISSING_ACTION)
                .or(&answers::MISSING_VERSION),
        ),
    ]
    .into_iter()
    .map(CaseBuilder::build)
    .collect()
}

fn of_the_signature() -> Vec<Case> {
    let refused =
        |tail: &str, answers| Expect::refused(ClauseId::named(format!("Auth.{tail}")), answers);
    let broken =
        |breach: Breach| spoiled(move |request| request.signed(Sign::Broken(breach.clone())));
    vec![
        case(
            "unsigned",
            spoiled(|request| request.signed(Sign::None)),
            refused("unsigned", &answers::UNSIGNED),
        ),
        case(
            "unknown-key",
            broken(Breach::UnknownKey),
            refused("unknown-key", &answers::BAD_KEY),
        ),
        case(
            "wrong-secret",
            broken(Breach::WrongSecret),
            refused("secret", &answers::BAD_SIGNATURE),
        ),
        case(
            "too-old",
            broken(Breach::Old { seconds: 1200 }),
            refused("date.past", &answers::EXPIRED),
        ),
        case(
            "malformed-authorization",
            broken(Breach::Malformed(Malformation::Without("Signature"))),
            refused("malformed", &answers::INCOMPLETE),
        ),
    ]
    .into_iter()
    .map(|case| case.needing(|needs| needs.signatures = true).build())
    .collect()
}
