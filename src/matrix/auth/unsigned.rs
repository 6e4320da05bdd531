//! An unsigned request is nobody's.

use super::shapes::{change, refused};
use crate::case::{Case, CaseBuilder, Request, Sign};
use crate::spec::{Model, answers};

const SECTION: &str = "auth/unsigned";

/// By POST, by GET, and with what else a signature brings along.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name: &str, arrange: fn(Request) -> Request| {
        let case = CaseBuilder::new(SECTION, name);
        let request = arrange(change(&case)).signed(Sign::None);
        refused(case, request, "Auth.unsigned", &answers::UNSIGNED)
    };
    vec![
        of("post", |request| request),
        of("get", Request::get),
        of("dated", |mut request| {
            let date = ("X-Amz-Date".to_owned(), "20260101T000000Z".to_owned());
            request.headers = vec![date];
            request
        }),
    ]
}
