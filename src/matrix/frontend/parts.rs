//! What the sections of the front end share.

use crate::case::{CaseBuilder, Expect, Param, Request, Spelled};
use crate::password::Recipe;
use crate::spec::{ClauseId, Parameter, answers};

/// A case that never reaches the operation where the front end is right.
pub(super) fn in_front(section: &'static str, name: impl Into<String>) -> CaseBuilder {
    CaseBuilder::new(section, name).needing(|needs| needs.operation = false)
}

/// A change with nothing wrong.
pub(super) fn change(case: &CaseBuilder) -> Request {
    Request::change(Recipe::current(), case.fresh("new"))
}

/// An action that nobody has.
pub(super) fn unknown_action() -> Expect {
    let clause = ClauseId::of("FrontEnd.unknown-action");
    Expect::refused(clause, &answers::INVALID_ACTION).or(&answers::ACCESS_DENIED)
}

/// A version that the action does not have.
pub(super) fn wrong_version() -> Expect {
    let clause = ClauseId::of("FrontEnd.wrong-version");
    Expect::refused(clause, &answers::WRONG_VERSION)
}

/// A parameter that is missing, beside one that nobody knows.
pub(super) fn missing(parameter: Parameter) -> Expect {
    Expect::refused(parameter.clause("required"), &answers::MISSING).or(&answers::UNKNOWN_PARAMETER)
}

/// What stands in the right request for the parameter.
pub(super) fn right(case: &CaseBuilder, parameter: Parameter) -> Recipe {
    match parameter {
        Parameter::Old => Recipe::current(),
        Parameter::New => case.fresh("new"),
    }
}

/// A change that gives this value for the parameter, rightly: the old one is in force first.
pub(super) fn giving(
    case: CaseBuilder,
    parameter: Parameter,
    value: Recipe,
) -> (CaseBuilder, Request) {
    match parameter {
        Parameter::Old => {
            let request = change(&case);
            (case.starting_with(value), request)
        }
        Parameter::New => (case, Request::change(Recipe::current(), value)),
    }
}

/// A parameter with bytes that are sent as they are around its value.
pub(super) fn around(parameter: Parameter, before: &[u8], password: Recipe, after: &[u8]) -> Param {
    Param::Around {
        name: Spelled::public(parameter.name()),
        before: before.to_vec(),
        password,
        after: after.to_vec(),
    }
}
