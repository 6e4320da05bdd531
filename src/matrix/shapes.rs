//! Shapes of expectation and case that several sections share.

use crate::case::{CaseBuilder, Expect, Request};
use crate::password::Recipe;
use crate::spec::{ClauseId, Parameter, answers};

/// It must be accepted.
pub(super) fn accepted(clause: &'static str) -> Expect {
    Expect::accepted(ClauseId::of(clause))
}

/// A wrong old password, by the general clause.
pub(super) fn wrong_password() -> Expect {
    Expect::refused(ClauseId::of("OldPassword.match"), &answers::WRONG_PASSWORD)
}

/// A wrong old password that differs in something that must not be overlooked.
pub(super) fn not_the_same() -> Expect {
    Expect::refused(ClauseId::of("Password.exact"), &answers::WRONG_PASSWORD)
}

/// The value stands for the parameter; the other parameter is right.
pub(super) fn with_value(case: &CaseBuilder, parameter: Parameter, value: Recipe) -> Request {
    match parameter {
        Parameter::Old => Request::change(value, case.fresh("new")),
        Parameter::New => Request::change(Recipe::current(), value),
    }
}

/// A case in which this legal value stands for the parameter and must be accepted: as a new password it is set (and the
/// witness then uses it), as an old password it is in force first.
pub(super) fn legal(
    case: CaseBuilder,
    parameter: Parameter,
    value: Recipe,
    expect: Expect,
) -> CaseBuilder {
    match parameter {
        Parameter::New => case.sends(Request::change(Recipe::current(), value), expect),
        Parameter::Old => {
            let request = Request::change(Recipe::current(), case.fresh("new"));
            case.starting_with(value).sends(request, expect)
        }
    }
}
