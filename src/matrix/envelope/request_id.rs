//! Request ids: the same bytes twice are two requests, whichever layer answers them.

use crate::case::{Case, CaseBuilder, Expect, Param, Request, Sign};
use crate::matrix::shapes::wrong_password;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "envelope/request-id";

/// What is refused changes nothing, and can be sent again.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let wrong = Recipe::seeded(&[SECTION, "wrong"], 24);
    let twice = |name: &str, old, arrange: &dyn Fn(Request) -> Request, expect: Expect| {
        let case = CaseBuilder::new(SECTION, name)
            .touching(ClauseId::of("Envelope.request-id.unique"))
            .needing(|needs| needs.signatures = expect.clause == ClauseId::of("Auth.unsigned"));
        let request = arrange(Request::change(old, case.fresh("new")));
        case.sends(request.clone(), expect.clone())
            .sends(request, expect)
            .build()
    };
    let too_long = Recipe::ascii(model.length(Parameter::New).max + 1);
    let validation = Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION);
    let unknown = Expect::refused(
        ClauseId::of("FrontEnd.unknown-action"),
        &answers::INVALID_ACTION,
    );
    let unsigned = Expect::refused(ClauseId::of("Auth.unsigned"), &answers::UNSIGNED);
    vec![
        // The answer to a GET is what a cache would keep.
        twice("wrong-old-get", wrong, &Request::get, wrong_password()),
        twice(
            "validation",
            Recipe::current(),
            &|request| {
                let param = Param::password("NewPassword", too_long.clone());
                request.replacing("NewPassword", param)
            },
            validation,
        ),
        twice(
            "unknown-action",
            Recipe::current(),
            &|request| request.replacing("Action", Param::pair("Action", "ChangePasswordNow")),
            unknown.or(&answers::ACCESS_DENIED),
        ),
        twice(
            "unsigned",
            Recipe::current(),
            &|request| request.signed(Sign::None),
            unsigned,
        ),
    ]
}
