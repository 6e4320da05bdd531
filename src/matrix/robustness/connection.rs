//! One connection, several requests; one request, half a connection.

use super::shapes::{change, coming, left_to_the_server};
use crate::case::{Case, CaseBuilder, Connection, Expect, Param, Request, Sign, Transport};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "robustness/connection";

/// Pipelines, halves, and what a refusal may leave behind.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
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
        after("after-an-unknown-action", |request| {
            request.replacing("Action", Param::pair("Action", "ChangePasswordNow"))
        }),
        after("after-no-form", |mut request| {
            request.content_type = Some("text/plain".to_owned());
            request
        }),
        after("after-another-path", |mut request| {
            request.path = "/no/such/path".to_owned();
            request
        }),
        after("after-an-unsigned-one", |request| {
            request.signed(Sign::None)
        }),
    ]);
    cases
}

fn accepted() -> Expect {
    Expect::accepted(ClauseId::of("Answer.http"))
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
fn after(name: &str, spoil: impl Fn(Request) -> Request) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let kept = |mut request: Request| {
        request.connection = Connection::Kept;
        request
    };
    let (first, second) = (kept(spoil(change(&case))), kept(change(&case)));
    let is_unsigned = first.sign == Sign::None;
    case.needing(|needs| needs.signatures = is_unsigned)
        .sends_derived(first)
        .sends(second, accepted())
        .build()
}
