//! Shapes that the sections on signatures share.

use crate::case::{Breach, Case, CaseBuilder, Expect, Request, Sign};
use crate::password::Recipe;
use crate::spec::{Answers, ClauseId};

/// A change that must be accepted, but for what is done to it.
pub(super) fn change(case: &CaseBuilder) -> Request {
    Request::change(Recipe::current(), case.fresh("new"))
}

/// The request must be refused for its signature.
pub(super) fn refused(
    case: CaseBuilder,
    request: Request,
    clause: &'static str,
    answers: &'static Answers,
) -> Case {
    case.needing(|needs| needs.signatures = true)
        .sends(request, Expect::refused(ClauseId::of(clause), answers))
        .build()
}

/// A plain change whose Authorization header is broken so.
pub(super) fn broken(
    section: &'static str,
    name: impl Into<String>,
    breach: Breach,
    clause: &'static str,
    answers: &'static Answers,
) -> Case {
    let case = CaseBuilder::new(section, name);
    let request = change(&case).signed(Sign::Broken(breach));
    refused(case, request, clause, answers)
}

/// A plain change by a presigned URL that is broken so.
pub(super) fn broken_url(
    section: &'static str,
    name: impl Into<String>,
    breach: Breach,
    clause: &'static str,
    answers: &'static Answers,
) -> Case {
    let case = CaseBuilder::new(section, name);
    let request = change(&case).get().signed(Sign::BrokenUrl(breach));
    refused(case, request, clause, answers)
}
