//! Shapes that the sections on robustness share.

use crate::case::{Case, CaseBuilder, Expect, Request, Transport};
use crate::password::Recipe;
use crate::spec::{Answers, ClauseId};

/// A change that must be accepted, but for the way it comes.
pub(super) fn change(case: &CaseBuilder) -> Request {
    Request::change(Recipe::current(), case.fresh("new"))
}

/// HTTP leaves it to the server whether a request that comes so is served.
pub(super) fn left_to_the_server(answers: &'static Answers) -> Expect {
    Expect::open(ClauseId::of("FrontEnd.framing"), answers)
}

/// A plain change that comes so.
pub(super) fn coming(
    section: &'static str,
    name: impl Into<String>,
    transport: Transport,
    expect: Expect,
) -> Case {
    let case = CaseBuilder::new(section, name);
    let mut request = change(&case);
    request.transport = transport;
    case.touching(ClauseId::of("Answer.liveness"))
        .sends(request, expect)
        .build()
}
