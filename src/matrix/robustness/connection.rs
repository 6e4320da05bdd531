//! One connection, several requests; one request, half a connection.

use super::shapes::{change, coming, left_to_the_server};
use crate::case::{Case, CaseBuilder, Connection, Expect, Param, Request, Sign, Transport};
use crate::spec::{Answers, ClauseId, Model, answers};

const SECTION: &str = "robustness/connection";

/// Pipelines, halves, and what a refusal may leave behind.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let accepted = || Expect::accepted(ClauseId::of("Answer.http"));
    let mut cases: Vec<Case> = [2, 10]
        .into_iter()
        .map(|times| {
            let name = format!("pipelined-{times}");
            coming(SECTION, name, Transport::Pipelined(times), accepted())
        })
        .collect();
    cases.extend([
        half_closed("half-closed", false),
        half_closed("half-closed-get", true),
    ]);
    cases.extend([
        after(
            "after-an-unknown-action",
            |request| request.replacing("Action", Param::pair("Action", "ChangePasswordNow")),
            "FrontEnd.unknown-action",
            &answers::INVALID_ACTION,
        ),
        after(
            "after-no-form",
            |mut request| {
                request.content_type = Some("text/plain".to_owned());
                request
            },
            "FrontEnd.content-type",
            &answers::NOT_A_FORM,
        ),
        after(
            "after-another-path",
            |mut request| {
                request.path = "/no/such/path".to_owned();
                request
            },
            "FrontEnd.path",
            &answers::NOT_SERVED,
        ),
        after(
            "after-an-unsigned-one",
            |request| request.signed(Sign::None),
            "Auth.unsigned",
            &answers::UNSIGNED,
        ),
    ]);
    cases
}

fn half_closed(name: &str, get: bool) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let mut request = change(&case);
    request.transport = Transport::HalfClosed;
    let request = if get { request.get() } else { request };
    let expect = left_to_the_server(&answers::FRAMING).or_silence();
    case.sends(request, expect).build()
}

/// A request that is refused before its body is of interest, and a right one behind it on the same connection: a body left
/// unread would be taken for the next request.
fn after(
    name: &str,
    spoil: impl Fn(Request) -> Request,
    clause: &'static str,
    answers: &'static Answers,
) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let kept = |mut request: Request| {
        request.connection = Connection::Kept;
        request
    };
    let refused = Expect::refused(ClauseId::of(clause), answers);
    let accepted = Expect::accepted(ClauseId::of("Answer.http"));
    let (first, second) = (kept(spoil(change(&case))), kept(change(&case)));
    case.needing(|needs| needs.signatures = clause == "Auth.unsigned")
        .sends(first, refused)
        .sends(second, accepted)
        .build()
}
