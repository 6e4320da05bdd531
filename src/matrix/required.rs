//! Required: "OldPassword … Required: Yes", "NewPassword … Required: Yes". An empty string is a value, not null.

use crate::case::{Case, CaseBuilder, Expect, Param, Request};
use crate::password::Recipe;
use crate::spec::{Model, Parameter, answers};

const OLD: &str = "old-password/required";
const NEW: &str = "new-password/required";

/// The new password missing, a bare name, a numbered name. The empty one stands under length.
pub(super) fn new_password(_model: &Model) -> Vec<Case> {
    of(NEW, Parameter::New)
}

/// The old password, likewise.
pub(super) fn old_password(_model: &Model) -> Vec<Case> {
    of(OLD, Parameter::Old)
}

fn of(section: &'static str, parameter: Parameter) -> Vec<Case> {
    let case = |name: &str| CaseBuilder::new(section, name);
    let full = |case: &CaseBuilder| Request::change(Recipe::current(), case.fresh("new"));
    let missing = || Expect::refused(parameter.clause("required"), &answers::MISSING);
    let empty = || Expect::refused(parameter.clause("length.min"), &answers::MISSING);
    let absent = case("absent");
    let absent = {
        let request = full(&absent).without(parameter.name());
        absent.sends(request, missing())
    };
    let absent_get = case("absent-get");
    let absent_get = {
        let request = full(&absent_get).without(parameter.name()).get();
        absent_get.sends(request, missing())
    };
    let bare = case("bare-name");
    let bare = {
        let request =
            full(&bare).replacing(parameter.name(), Param::Verbatim(parameter.name().into()));
        bare.sends(request, empty())
    };
    let numbered = case("numbered-member");
    let numbered = {
        // The query protocol numbers the members of a list; a string is none.
        let name = format!("{}.1", parameter.name());
        let value = if parameter == Parameter::Old {
            Recipe::current()
        } else {
            numbered.fresh("new")
        };
        let request = full(&numbered).replacing(parameter.name(), Param::password(&name, value));
        numbered.sends(request, missing().or(&answers::UNKNOWN_PARAMETER))
    };
    [absent, absent_get, bare, numbered]
        .map(CaseBuilder::build)
        .into()
}
