//! An answer tells nothing of a password, though a message may quote what it refuses. Every case of every section asks the
//! same; these hold what is likeliest to be quoted.

use crate::case::{Case, CaseBuilder, Expect, Param, Request, Spelled};
use crate::matrix::shapes::{with_value, wrong_password};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "envelope/echo";

/// Telling values that are refused, in every place that an answer may quote.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for parameter in Parameter::BOTH {
        cases.extend(refused(model, parameter));
        cases.push(no_utf8(parameter));
        cases.push(malformed_escape(parameter));
    }
    cases.push(elsewhere());
    cases
}

fn telling(name: impl Into<String>) -> CaseBuilder {
    CaseBuilder::new(SECTION, name).touching(ClauseId::of("Password.secret"))
}

fn of(parameter: Parameter, word: &str) -> CaseBuilder {
    telling(format!("{}-{word}", parameter.word())).touching(parameter.clause("sensitive"))
}

/// Values that break a constraint: what the message of a validation error would quote.
fn refused(model: &Model, parameter: Parameter) -> Vec<Case> {
    let too_long = model.length(parameter).max + 1;
    let wide = || Recipe::scalar('\u{100}');
    let with = |word, tail: &str, value: &dyn Fn(&CaseBuilder) -> Recipe| {
        let case = of(parameter, word);
        let request = with_value(&case, parameter, value(&case));
        let expect = Expect::refused(parameter.clause(tail), &answers::VALIDATION);
        case.sends(request, expect).build()
    };
    vec![
        with("with-a-control", "pattern.refuses", &|case| {
            case.fresh("bad").then(Recipe::scalar('\u{1}'))
        }),
        // Quoted, it is written with entities.
        with("with-markup", "pattern.refuses", &|case| {
            let markup = Recipe::text("html-tag").then(Recipe::text("html-comment"));
            markup.then(case.fresh("bad")).then(wide())
        }),
        with("too-long", "length.max", &|case| {
            Recipe::seeded(&[SECTION, parameter.name(), "too-long"], too_long)
                .then(case.fresh("bad"))
        }),
    ]
}

fn no_utf8(parameter: Parameter) -> Case {
    let case = of(parameter, "with-a-lone-byte");
    let value = case.fresh("bad").then(Recipe::bytes(&[0xff]));
    let request = with_value(&case, parameter, value);
    let expect = Expect::refused(parameter.clause("text"), &answers::NOT_UTF8);
    case.sends(request, expect).build()
}

/// What the front end may quote as a syntax error; or it takes it literally, for another password.
fn malformed_escape(parameter: Parameter) -> Case {
    let case = of(parameter, "with-a-malformed-escape");
    let value = case.fresh("bad");
    let around = Param::Around {
        name: Spelled::public(parameter.name()),
        before: Vec::new(),
        password: value.clone(),
        after: b"%zz".to_vec(),
    };
    let request = with_value(&case, parameter, value).replacing(parameter.name(), around);
    let expect = match parameter {
        Parameter::Old => wrong_password().or(&answers::MALFORMED_ESCAPE),
        Parameter::New => Expect::open(
            ClauseId::of("FrontEnd.malformed-escape"),
            &answers::MALFORMED_ESCAPE,
        ),
    };
    case.sends(request, expect).build()
}

/// The new password once more where no password belongs but the name says one, in a request that is refused for its old one.
/// Where nothing says that a value is secret, as in a user's name, to quote it is no fault.
fn elsewhere() -> Case {
    let case = telling("unknown-parameter");
    let new = case.fresh("new");
    let request =
        Request::change(case.fresh("wrong"), new.clone()).and(Param::password("Password", new));
    case.sends(request, wrong_password().or(&answers::UNKNOWN_PARAMETER))
        .build()
}
