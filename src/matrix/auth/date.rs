//! A signature is good for minutes: "within 5 minutes" surely, "more than 15 minutes old" no longer.

use super::shapes::{broken, change};
use crate::case::{Breach, Case, CaseBuilder, Expect, Sign};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "auth/date";
const MINUTE: i64 = 60;

/// Dates near, far, and between.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let near = || Expect::accepted(ClauseId::of("Auth.date.near"));
    let between = || Expect::open(ClauseId::of("Auth.open"), &answers::ODD_SIGNATURE);
    let mut cases = vec![
        dated("4-minutes-ago", -4 * MINUTE, near()),
        dated("4-minutes-ahead", 4 * MINUTE, near()),
        dated("10-minutes-ago", -10 * MINUTE, between()),
        dated("10-minutes-ahead", 10 * MINUTE, between()),
    ];
    // An hour is what a clock in another time zone is off by, a day what a comparison of days alone overlooks.
    for (word, seconds) in [
        ("16-minutes", 16 * 60),
        ("1-hour", 3_600),
        ("1-day", 86_400),
    ] {
        cases.push(broken(
            SECTION,
            format!("{word}-ago"),
            Breach::Old { seconds },
            "Auth.date.past",
            &answers::EXPIRED,
        ));
        cases.push(broken(
            SECTION,
            format!("{word}-ahead"),
            Breach::Future { seconds },
            "Auth.date.future",
            &answers::OUT_OF_SCOPE,
        ));
    }
    cases
}

fn dated(name: &str, seconds: i64, expect: Expect) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let request = change(&case).signed(Sign::Dated { seconds });
    case.sends(request, expect).build()
}
