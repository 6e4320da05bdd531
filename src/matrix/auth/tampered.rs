//! What was signed is not what comes: every digit of the signature counts, and every byte that it covers.

use super::shapes::{broken, change, refused};
use crate::case::{Breach, Case, CaseBuilder, Change, Expect, FORM, Sign};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "auth/tampered";
/// Places of digits: the ends, and what lies on both sides of the lengths at which a comparison may stop.
const DIGITS: [usize; 10] = [0, 7, 8, 15, 16, 31, 32, 47, 62, 63];
/// A header of no meaning, signed with the rest.
const SIGNED: &str = "X-Pwspec-Signed";

/// The signature, the body, a header, the query, the method.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases: Vec<Case> = DIGITS
        .into_iter()
        .map(|at| {
            let name = format!("digit-{at}");
            let breach = Breach::Digit(at);
            broken(
                SECTION,
                name,
                breach,
                "Auth.signature",
                &answers::BAD_SIGNATURE,
            )
        })
        .collect();
    let unreadable = &answers::UNREADABLE_SIGNATURE;
    for kept in [1, 8, 32, 63] {
        let (name, breach) = (format!("first-{kept}-digits"), Breach::Cut(kept));
        cases.push(broken(SECTION, name, breach, "Auth.signature", unreadable));
    }
    cases.extend([
        broken(
            SECTION,
            "a-digit-more",
            Breach::Longer,
            "Auth.signature",
            unreadable,
        ),
        broken(
            SECTION,
            "empty",
            Breach::Empty,
            "Auth.signature",
            unreadable,
        ),
    ]);
    cases.extend(
        [("body", false), ("body-with-old-hash", true)].map(|(name, hash)| {
            let breach = Breach::Body { hash };
            broken(SECTION, name, breach, "Auth.body", &answers::BAD_SIGNATURE)
        }),
    );
    cases.extend(headers());
    cases.extend([query(false), query(true), method()]);
    cases
}

fn headers() -> Vec<Case> {
    let of = |name: &str, header, change_to, answers| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request = change(&case);
        request.headers = vec![(SIGNED.to_owned(), "before".to_owned())];
        let breach = Breach::Header {
            name: header,
            change: change_to,
        };
        refused(
            case,
            request.signed(Sign::Broken(breach)),
            "Auth.header",
            answers,
        )
    };
    let mismatch = &answers::BAD_SIGNATURE;
    let unreadable = &answers::UNREADABLE_SIGNATURE;
    let after = Change::Value("after");
    let charset = Change::Value("application/x-www-form-urlencoded; charset=utf-8");
    vec![
        of("header", SIGNED, after, mismatch),
        of("header-removed", SIGNED, Change::Removed, unreadable),
        of("header-again", SIGNED, Change::Again("after"), mismatch),
        of("content-type", "Content-Type", charset, mismatch),
        of("date-removed", "X-Amz-Date", Change::Removed, unreadable),
        of(
            "date-unreadable",
            "X-Amz-Date",
            Change::Value("yesterday"),
            unreadable,
        ),
        broken(
            SECTION,
            "header-unlisted",
            Breach::Unlisted("content-type"),
            "Auth.header",
            unreadable,
        ),
    ]
}

/// A parameter more in the query. In that of a POST it is one that the body has no part in, which is open in itself.
fn query(get: bool) -> Case {
    let case = CaseBuilder::new(SECTION, if get { "query" } else { "query-of-a-post" });
    let request = change(&case).signed(Sign::Broken(Breach::Query));
    if get {
        return refused(case, request.get(), "Auth.query", &answers::BAD_SIGNATURE);
    }
    let expect = Expect::refused(ClauseId::of("Auth.query"), &answers::BAD_SIGNATURE);
    case.needing(|needs| needs.signatures = true)
        .sends(request, expect.or(&answers::SPLIT))
        .build()
}

/// A GET that comes as a POST of an empty form: the parameters stand in the query either way.
fn method() -> Case {
    let case = CaseBuilder::new(SECTION, "method");
    let mut request = change(&case).get().signed(Sign::Broken(Breach::Method));
    request.content_type = Some(FORM.to_owned());
    let expect = Expect::refused(ClauseId::of("Auth.method"), &answers::BAD_SIGNATURE);
    case.needing(|needs| needs.signatures = true)
        .sends(request, expect.or(&answers::SPLIT))
        .build()
}
