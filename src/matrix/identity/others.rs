//! Callers that are no IAM users: root, a role. The old password that they give is the lane user's: who takes the caller
//! for that user, or a session's name for a user's, changes its password.

use crate::case::{Caller, Case, CaseBuilder, Expect, Param, Request, Spelled, Text};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, answers};
use crate::wire::Spelling;

const ROOT: &str = "identity/root";
const ROLE: &str = "identity/role";

/// The root user is not served.
pub(in crate::matrix) fn root(_model: &Model) -> Vec<Case> {
    let refused = || Expect::refused(ClauseId::of("Operation.root"), &answers::INVALID_USER_TYPE);
    of(ROOT, Caller::Root, refused)
        .into_iter()
        .map(|case| case.needing(|needs| needs.root = true).build())
        .collect()
}

/// Nor is a role's session.
pub(in crate::matrix) fn role(_model: &Model) -> Vec<Case> {
    let refused = || Expect::refused(ClauseId::of("Permission.session"), &answers::SESSION);
    of(ROLE, Caller::Role, refused)
        .into_iter()
        .map(|case| case.needing(|needs| needs.role = true).build())
        .collect()
}

/// Plain, by GET, and with the name of a user.
fn of(section: &'static str, caller: Caller, refused: fn() -> Expect) -> Vec<CaseBuilder> {
    let named = |request: Request| {
        request.and(Param::Pair {
            name: Spelled::public("UserName"),
            value: Spelled {
                text: Text::UserName(0),
                spelling: Spelling::STANDARD,
            },
        })
    };
    let ways: [(&str, &dyn Fn(Request) -> Request); 3] = [
        ("plain", &|request| request),
        ("get", &|request| request.get()),
        ("user-name", &named),
    ];
    ways.into_iter()
        .map(|(name, way)| {
            let case = CaseBuilder::new(section, name).touching(ClauseId::of("Operation.caller"));
            let request = Request::change(Recipe::current(), case.fresh("new")).by(caller);
            let expect = match name {
                "user-name" => refused().or(&answers::UNKNOWN_PARAMETER),
                _ => refused(),
            };
            case.sends(way(request), expect)
        })
        .collect()
}
