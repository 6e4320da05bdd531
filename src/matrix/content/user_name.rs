//! The user's own name is a password like any other, and opens nothing unless it is the one in force.

use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::{accepted, legal, wrong_password};
use crate::password::Recipe;
use crate::spec::{Model, Parameter};

const SECTION: &str = "content/user-name";

/// The name set, in force, as a part, and offered for another password.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let name = Recipe::user_name;
    let case = |name: &str| CaseBuilder::new(SECTION, name);
    let of = |word: &str, parameter, value| {
        legal(case(word), parameter, value, accepted("Password.exact")).build()
    };
    let offered = case("offered");
    let request = Request::change(name(), offered.fresh("new"));
    vec![
        of("as-new-password", Parameter::New, name()),
        of("as-old-password", Parameter::Old, name()),
        of(
            "within",
            Parameter::New,
            name().then(Recipe::seeded(&[SECTION], 8)),
        ),
        offered.sends(request, wrong_password()).build(),
    ]
}
