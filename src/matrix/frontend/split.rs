//! Parameters in the query and in the body of one request: open, but never a mix that nobody sent.

use super::parts::change;
use crate::case::{Case, CaseBuilder, Expect, Param, Place, Request};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "frontend/split";

/// Split at each place, all of them in the query of a POST, and one in both.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let open = || Expect::open(ClauseId::of("FrontEnd.split"), &answers::SPLIT);
    let of = |name: &str, place: Place| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request: Request = change(&case);
        request.place = place;
        case.sends(request, open()).build()
    };
    let mut cases = vec![
        of("after-action", Place::Split(1)),
        of("after-version", Place::Split(2)),
        of("after-old-password", Place::Split(3)),
        of("all-in-the-query", Place::Query),
    ];
    for parameter in Parameter::BOTH {
        let case = CaseBuilder::new(SECTION, format!("{}-in-both", parameter.word()));
        let other = Param::password(parameter.name(), case.fresh("other"));
        let mut request = change(&case);
        request.params.insert(0, other);
        request.place = Place::Split(1);
        let expect = match parameter {
            Parameter::Old => open().or(&answers::WRONG_PASSWORD),
            Parameter::New => open(),
        };
        cases.push(case.sends(request, expect).build());
    }
    // The action in the query, as some clients of other services send it, beside the whole form.
    let case = CaseBuilder::new(SECTION, "action-in-both");
    let mut request = Request::change(Recipe::current(), case.fresh("new"));
    request
        .params
        .insert(0, Param::pair("Action", "ChangePassword"));
    request.place = Place::Split(1);
    cases.push(case.sends(request, open()).build());
    cases
}
