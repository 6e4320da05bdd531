//! GET and POST, and no other method.

use super::parts::{change, in_front};
use crate::case::{Case, CaseBuilder, Connection, Expect, Request};
use crate::matrix::shapes::accepted;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "frontend/method";

/// With the parameters where the method would have them.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |method: &'static str, word: &str, finish: fn(Request) -> Request| {
        let case = in_front(SECTION, word);
        let mut request = finish(change(&case));
        request.method = method;
        case.sends(request, refused()).build()
    };
    let body = |request| request;
    vec![
        of("PUT", "put", body),
        of("PATCH", "patch", body),
        of("DELETE", "delete", body),
        of("DELETE", "delete-query", Request::get),
        of("HEAD", "head", Request::get),
        of("OPTIONS", "options", Request::get),
        of("BREW", "unheard-of", body),
        of("post", "lower-case-post", body),
        of("get", "lower-case-get", Request::get),
        head_then_change(),
    ]
}

fn refused() -> Expect {
    Expect::refused(ClauseId::of("FrontEnd.method"), &answers::NOT_SERVED)
}

/// Whatever comes behind the head of a HEAD's answer would be read as the answer to the next request.
fn head_then_change() -> Case {
    let case = CaseBuilder::new(SECTION, "head-then-change");
    let kept = |mut request: Request| {
        request.connection = Connection::Kept;
        request
    };
    let mut head = kept(change(&case).get());
    head.method = "HEAD";
    let next = kept(change(&case));
    case.touching(ClauseId::of("FrontEnd.head"))
        .sends(head, refused())
        .sends(next, accepted("ChangePassword.accepts"))
        .build()
}
