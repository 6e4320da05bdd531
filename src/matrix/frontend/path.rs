//! The service stands at `/`, and nowhere else.

use super::parts::{change, in_front};
use crate::case::{Case, Expect, Request};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "frontend/path";

/// Other paths, by both methods.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name: String, path: &str, finish: fn(Request) -> Request| {
        let case = in_front(SECTION, name);
        let mut request = finish(change(&case));
        request.path = path.to_owned();
        let clause = ClauseId::of("FrontEnd.path");
        let expect = Expect::refused(clause, &answers::NOT_SERVED);
        case.sends(request, expect).build()
    };
    [
        ("service", "/iam"),
        ("action", "/ChangePassword"),
        ("version", "/doc/2010-05-08/"),
        ("file", "/index.html"),
    ]
    .into_iter()
    .flat_map(|(word, path)| {
        [
            of(word.to_owned(), path, |request| request),
            of(format!("{word}-get"), path, Request::get),
        ]
    })
    .collect()
}
