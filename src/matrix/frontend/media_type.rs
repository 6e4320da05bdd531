//! A POST is a form, and says so.

use super::parts::{change, in_front};
use crate::case::{BOUNDARY, Body, Case, Expect};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "frontend/media-type";

/// A form under another media type.
const OTHER: [(&str, &str); 7] = [
    ("form-as-json", "application/json"),
    ("form-as-longer", "application/x-www-form-urlencoded-2"),
    ("form-as-nothing", ""),
    ("form-as-octets", "application/octet-stream"),
    ("form-as-text", "text/plain"),
    ("form-as-wildcard", "*/*"),
    ("form-as-xml", "text/xml"),
];

/// No media type, another one, and bodies in other formats under their own.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name: &str, kind: Option<&str>, body: Body, target: bool| {
        let case = in_front(SECTION, name);
        let mut request = change(&case);
        request.content_type = kind.map(str::to_owned);
        request.body = body;
        if target {
            let operation = "AWSIdentityManagementV20100508.ChangePassword";
            request
                .headers
                .push(("X-Amz-Target".to_owned(), operation.to_owned()));
        }
        let clause = ClauseId::of("FrontEnd.content-type");
        let expect = Expect::refused(clause, &answers::NOT_A_FORM);
        let expect = match kind {
            None => expect,
            // Read as it says, the body holds no parameter.
            Some(_) => expect
                .or(&answers::MISSING_ACTION)
                .or(&answers::MISSING_VERSION),
        };
        case.sends(request, expect).build()
    };
    let multipart = format!("multipart/form-data; boundary={BOUNDARY}");
    let mut cases: Vec<Case> = OTHER
        .into_iter()
        .map(|(name, kind)| of(name, Some(kind), Body::Form, false))
        .collect();
    cases.extend([
        of("form-without", None, Body::Form, false),
        of("json", Some("application/json"), Body::Json, false),
        of(
            "json-with-target",
            Some("application/x-amz-json-1.1"),
            Body::Json,
            true,
        ),
        of("multipart", Some(&multipart), Body::Multipart, false),
    ]);
    cases
}
