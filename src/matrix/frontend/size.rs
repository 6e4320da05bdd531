//! Much of everything: what is within reason is served or refused, and the endpoint serves on.

use super::parts::{change, in_front};
use crate::case::{Case, CaseBuilder, Connection, Expect, Param, Request};
use crate::matrix::shapes::accepted;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "frontend/size";
const MEGABYTE: usize = 1_000_000;

/// Many parameters, long ones, a body over the limit, long queries.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    vec![
        many("parameters-1000", 1_000),
        many("parameters-10000", 10_000),
        {
            let case = CaseBuilder::new(SECTION, "value-of-a-megabyte");
            let request = padded(change(&case), MEGABYTE);
            case.sends(request, accepted("FrontEnd.unknown-parameter"))
                .build()
        },
        {
            let case = in_front(SECTION, "body-over-the-limit");
            let mut request = padded(change(&case), model.front_end.body_limit);
            request.connection = Connection::Fresh;
            let clause = ClauseId::of("FrontEnd.body-too-large");
            let expect = Expect::refused(clause, &answers::TOO_LARGE);
            case.sends(request, expect.or_silence()).build()
        },
        {
            let case = CaseBuilder::new(SECTION, "query-of-10000-bytes");
            let request = long_query(&case, 10_000);
            let clause = ClauseId::of("FrontEnd.head-too-large");
            let expect = Expect::open(clause, &answers::HEAD_TOO_LARGE);
            case.sends(request, expect.or_silence()).build()
        },
        {
            let case = in_front(SECTION, "query-of-a-megabyte");
            let request = long_query(&case, MEGABYTE);
            let clause = ClauseId::of("FrontEnd.head-too-large");
            let expect = Expect::refused(clause, &answers::HEAD_TOO_LARGE);
            case.sends(request, expect.or_silence()).build()
        },
    ]
}

/// The parameters of the operation behind so many others: parsers that stop counting do not see them.
fn many(name: &str, count: usize) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let others: Vec<String> = (0..count).map(|at| format!("P{at}={at}")).collect();
    let mut request = change(&case);
    let others = Param::Verbatim(others.join("&").into_bytes());
    request.params.insert(0, others);
    case.sends(request, accepted("FrontEnd.unknown-parameter"))
        .build()
}

fn padded(request: Request, bytes: usize) -> Request {
    let mut request = request.and(Param::pair("Padding", ""));
    request.padding = bytes;
    request
}

fn long_query(case: &CaseBuilder, bytes: usize) -> Request {
    let mut request = change(case).get();
    let filler = Param::pair("Padding", &"x".repeat(bytes));
    request.params.insert(0, filler);
    request
}
