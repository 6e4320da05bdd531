//! An Authorization that cannot be read is refused, though it names a key that exists.

use super::shapes::broken;
use crate::case::{Breach, Case, Malformation};
use crate::spec::{Model, answers};

const SECTION: &str = "auth/malformed";

/// Schemes that are another, or none.
const SCHEMES: [(&str, &str); 6] = [
    ("empty", ""),
    ("word", "signed"),
    ("basic", "Basic dXNlcjpwYXNzd29yZA=="),
    ("bearer", "Bearer AKIAPWSPECNOSUCHKEY0"),
    (
        "version-2",
        "AWS AKIAPWSPECNOSUCHKEY0:frJIUN8DYpKDtOLCwo//yllqDzg=",
    ),
    ("algorithm-alone", "AWS4-HMAC-SHA256"),
];

/// What is replaced in an Authorization that would be right.
const EDITS: [(&str, &str, &str); 9] = [
    ("other-algorithm", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"),
    ("no-algorithm", "AWS4-HMAC-SHA256 ", ""),
    ("no-commas", ", ", " "),
    ("semicolons", ", ", "; "),
    ("credential-misnamed", "Credential=", "Credentials="),
    ("signature-colon", "Signature=", "Signature:"),
    ("scope-of-3", "/aws4_request", ""),
    ("scope-of-5", "/iam/aws4_request", "/iam/iam/aws4_request"),
    ("scope-commas", "/", ","),
];

/// Each way to be malformed.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name: String, how, answers| {
        broken(
            SECTION,
            name,
            Breach::Malformed(how),
            "Auth.malformed",
            answers,
        )
    };
    let mut cases = Vec::new();
    for (name, text) in SCHEMES {
        cases.push(of(
            name.to_owned(),
            Malformation::Scheme(text),
            &answers::OTHER_SCHEME,
        ));
    }
    for (name, find, put) in EDITS {
        let edited = Malformation::Edited { find, put };
        cases.push(of(name.to_owned(), edited, &answers::INCOMPLETE));
    }
    for part in ["Credential", "SignedHeaders", "Signature"] {
        let name = format!("no-{}", part.to_ascii_lowercase());
        cases.push(of(name, Malformation::Without(part), &answers::INCOMPLETE));
    }
    cases
}
