//! The envelopes: success and every error that a plain request can provoke.

use crate::case::{Case, CaseBuilder, Expect, Param, Request};
use crate::matrix::shapes::{accepted, wrong_password};
use crate::password::Recipe;
use crate::spec::{AccountPolicy, ClauseId, Model, Parameter, answers};

const SECTION: &str = "envelope";

/// One case an envelope; the checks ask the same of every other case too.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let change = |case: &CaseBuilder, old| Request::change(old, case.fresh("new"));
    let mut cases = Vec::new();
    let mut add =
        |name: &str, touching: &[&'static str], make: &dyn Fn(CaseBuilder) -> CaseBuilder| {
            let case = touching
                .iter()
                .fold(CaseBuilder::new(SECTION, name), |case, id| {
                    case.touching(ClauseId::of(id))
                });
            cases.push(make(case).build());
        };
    add(
        "success",
        &[
            "Envelope.success",
            "Envelope.content-type",
            "Envelope.request-id",
            "Operation.output",
        ],
        &|case| {
            let request = change(&case, Recipe::current());
            case.sends(request, accepted("Envelope.success"))
        },
    );
    add("success-get", &["Envelope.success"], &|case| {
        let request = change(&case, Recipe::current()).get();
        case.sends(request, accepted("Operation.get"))
    });
    add(
        "validation-error",
        &["Envelope.error", "Envelope.status", "Error.message-frame"],
        &|case| {
            let too_long = Recipe::letters(model.length(Parameter::New).max + 1);
            let expect = Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION);
            case.sends(Request::change(Recipe::current(), too_long), expect)
        },
    );
    add(
        "wrong-old-password",
        &["Envelope.error", "Error.no-5xx", "Error.user-exists"],
        &|case| {
            let wrong = case.fresh("wrong");
            let request = change(&case, wrong);
            case.sends(request, wrong_password())
        },
    );
    add(
        "policy-violation",
        &["Envelope.error", "Error.modelled"],
        &|case| {
            let short = Recipe::letters(AccountPolicy::RELAXED.minimum_length - 1);
            let expect = Expect::refused(ClauseId::of("Policy.minimum-length"), &answers::POLICY);
            case.sends(Request::change(Recipe::current(), short), expect)
        },
    );
    add("unknown-action", &["Envelope.error"], &|case| {
        let request = change(&case, Recipe::current())
            .replacing("Action", Param::pair("Action", "ChangePasswordNow"));
        let expect = Expect::refused(
            ClauseId::of("FrontEnd.unknown-action"),
            &answers::INVALID_ACTION,
        );
        case.needing(|needs| needs.operation = false)
            .sends(request, expect.or(&answers::ACCESS_DENIED))
    });
    add(
        "same-bytes-twice",
        &["Envelope.request-id.unique"],
        &|case| {
            let request = change(&case, case.fresh("wrong"));
            case.sends(request.clone(), wrong_password())
                .sends(request, wrong_password())
        },
    );
    cases
}
