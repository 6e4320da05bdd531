//! A presigned URL is served within its time, and as it was signed.

use std::time::Duration;

use super::shapes::{broken_url, change};
use crate::case::{Breach, Case, CaseBuilder, Expect, Sign};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "auth/presigned";

/// What a presigned URL cannot do without.
const PARAMETERS: [(&str, &str); 6] = [
    ("no-algorithm", "X-Amz-Algorithm"),
    ("no-credential", "X-Amz-Credential"),
    ("no-date", "X-Amz-Date"),
    ("no-expires", "X-Amz-Expires"),
    ("no-signed-headers", "X-Amz-SignedHeaders"),
    ("no-signature", "X-Amz-Signature"),
];

/// Fresh, expired, changed.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let fresh = |name, expires| {
        let case = CaseBuilder::new(SECTION, name);
        let request = change(&case).get().signed(Sign::Query { expires });
        case.sends(request, Expect::accepted(ClauseId::of("Auth.presigned")))
            .build()
    };
    let expired = |name, seconds| {
        let breach = Breach::Expired { seconds };
        broken_url(
            SECTION,
            name,
            breach,
            "Auth.presigned.expired",
            &answers::EXPIRED,
        )
    };
    let changed =
        |name, breach, clause| broken_url(SECTION, name, breach, clause, &answers::BAD_SIGNATURE);
    let mut cases = vec![
        fresh("for-a-minute", Duration::from_secs(60)),
        fresh("for-a-quarter", Duration::from_secs(900)),
        // Past its own time, and well within the fifteen minutes that a header's date has.
        expired("expired-a-minute-ago", 120),
        expired("expired-an-hour-ago", 3_660),
        changed("digit-0", Breach::Digit(0), "Auth.signature"),
        changed("digit-63", Breach::Digit(63), "Auth.signature"),
        changed("query", Breach::Query, "Auth.query"),
        broken_url(
            SECTION,
            "empty-signature",
            Breach::Empty,
            "Auth.signature",
            &answers::UNREADABLE_SIGNATURE,
        ),
    ];
    // Signed for a minute, and stretched to an hour; or to what is no time at all.
    for (name, text) in [
        ("stretched", "3600"),
        ("for-a-word", "long"),
        ("for-less-than-nothing", "-1"),
    ] {
        let breach = Breach::Expires(text);
        cases.push(broken_url(
            SECTION,
            name,
            breach,
            "Auth.query",
            &answers::UNREADABLE_URL,
        ));
    }
    for (name, parameter) in PARAMETERS {
        let breach = Breach::Without(parameter);
        cases.push(broken_url(
            SECTION,
            name,
            breach,
            "Auth.query",
            &answers::UNREADABLE_URL,
        ));
    }
    cases
}
