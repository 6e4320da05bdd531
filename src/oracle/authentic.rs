//! What a signature's truth means.

use super::reason::{Reason, Stage};
use crate::case::{Breach, Change, Malformation, Sign};
use crate::spec::{Answers, ClauseId, answers};
use crate::wire::HttpRequest;

/// Seconds around now within which a date is surely accepted.
const NEAR: u64 = 5 * 60;

/// The reasons that the signature gives.
pub(super) fn reasons(sign: &Sign, http: &HttpRequest) -> Option<Reason> {
    let must = |clause, answers| {
        Some(Reason::must(
            Stage::Authentication,
            ClauseId::of(clause),
            answers,
        ))
    };
    let may = |clause, answers| {
        Some(Reason::may(
            Stage::Authentication,
            ClauseId::of(clause),
            answers,
        ))
    };
    match sign {
        // Whether a plus in a query is signed as the space it means or as the plus it is, the guide does not say.
        Sign::Header | Sign::Query { .. } if has_plus(http) => {
            may("Auth.open", &answers::ODD_SIGNATURE)
        }
        Sign::Header | Sign::Query { .. } => None,
        Sign::None => must("Auth.unsigned", &answers::UNSIGNED),
        Sign::Dated { seconds } if seconds.unsigned_abs() <= NEAR => None,
        Sign::Dated { .. } | Sign::Odd(_) => may("Auth.open", &answers::ODD_SIGNATURE),
        Sign::Region(_) => may("Auth.scope.region", &answers::ODD_SIGNATURE),
        Sign::Broken(breach) | Sign::BrokenUrl(breach) => {
            let (clause, answers) = broken(breach);
            must(clause, answers)
        }
    }
}

fn has_plus(http: &HttpRequest) -> bool {
    let query = http.target.split_once('?').map(|(_, query)| query);
    query.is_some_and(|query| query.contains('+'))
}

fn broken(breach: &Breach) -> (&'static str, &'static Answers) {
    match breach {
        Breach::UnknownKey | Breach::KeyCut | Breach::KeyLonger => {
            ("Auth.unknown-key", &answers::BAD_KEY)
        }
        Breach::InactiveKey => ("Auth.inactive-key", &answers::BAD_KEY),
        Breach::DeletedKey => ("Auth.deleted-key", &answers::BAD_KEY),
        Breach::WrongSecret | Breach::SecretCase | Breach::EmptySecret | Breach::ForeignSecret => {
            ("Auth.secret", &answers::BAD_SIGNATURE)
        }
        Breach::Digit(_) => ("Auth.signature", &answers::BAD_SIGNATURE),
        // A signature of another length is as well one that cannot be read.
        Breach::Cut(_) | Breach::Longer | Breach::Empty => {
            ("Auth.signature", &answers::UNREADABLE_SIGNATURE)
        }
        Breach::Body { .. } => ("Auth.body", &answers::BAD_SIGNATURE),
        Breach::Header { name, change } => ("Auth.header", header(name, *change)),
        Breach::Unlisted(_) => ("Auth.header", &answers::UNREADABLE_SIGNATURE),
        Breach::Query => ("Auth.query", &answers::BAD_SIGNATURE),
        Breach::Method => ("Auth.method", &answers::BAD_SIGNATURE),
        Breach::Old { .. } => ("Auth.date.past", &answers::EXPIRED),
        Breach::Expired { .. } => ("Auth.presigned.expired", &answers::EXPIRED),
        Breach::Expires(_) | Breach::Without(_) => ("Auth.query", &answers::UNREADABLE_URL),
        Breach::Future { .. } => ("Auth.date.future", &answers::OUT_OF_SCOPE),
        Breach::Service(_) => ("Auth.scope.service", &answers::OUT_OF_SCOPE),
        Breach::ScopeDate => ("Auth.signature", &answers::BAD_SIGNATURE),
        // What is no SigV4 at all is as well no signature.
        Breach::Malformed(Malformation::Scheme(_)) => ("Auth.malformed", &answers::OTHER_SCHEME),
        Breach::Malformed(_) => ("Auth.malformed", &answers::INCOMPLETE),
    }
}

/// A request that lost a header, or its date, is as well one that cannot be read.
fn header(name: &str, change: Change) -> &'static Answers {
    if change == Change::Removed || name.eq_ignore_ascii_case("x-amz-date") {
        &answers::UNREADABLE_SIGNATURE
    } else {
        &answers::BAD_SIGNATURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(target: &str) -> HttpRequest {
        HttpRequest {
            method: "GET".to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    fn plain() -> HttpRequest {
        to("/")
    }

    #[test]
    fn how_a_plus_in_a_query_is_signed_is_open() {
        let open = |target| reasons(&Sign::Header, &to(target)).map(|reason| reason.firm);
        assert_eq!(open("/?NewPassword=a+b"), Some(false));
        assert_eq!(open("/?NewPassword=a%2Bb"), None);
    }

    fn firm(sign: Sign) -> Option<bool> {
        reasons(&sign, &plain()).map(|reason| reason.firm)
    }

    #[test]
    fn a_date_is_surely_good_within_five_minutes_and_open_beyond() {
        for (seconds, expected) in [
            (300, None),
            (-300, None),
            (301, Some(false)),
            (-600, Some(false)),
        ] {
            assert_eq!(firm(Sign::Dated { seconds }), expected, "{seconds}");
        }
        assert_eq!(firm(Sign::Broken(Breach::Old { seconds: 901 })), Some(true));
    }

    #[test]
    fn a_request_that_lost_a_header_or_its_date_may_as_well_be_unreadable() {
        for (name, change, unreadable) in [
            ("host", Change::Value("other"), false),
            ("host", Change::Again("other"), false),
            ("host", Change::Removed, true),
            ("X-Amz-Date", Change::Value("20260101T000000Z"), true),
            ("x-amz-date", Change::Removed, true),
        ] {
            let breach = Sign::Broken(Breach::Header { name, change });
            let reason = reasons(&breach, &plain()).unwrap();
            assert_eq!((reason.clause.as_str(), reason.firm), ("Auth.header", true));
            assert!(reason.answers.accepts(403, Some("SignatureDoesNotMatch")));
            let read = reason.answers.accepts(400, Some("IncompleteSignature"));
            assert_eq!(read, unreadable, "{name} {change:?}");
        }
    }

    #[test]
    fn what_is_no_sigv4_may_be_taken_for_unsigned_and_what_is_malformed_may_not() {
        let accepts = |how, code| {
            let reason = reasons(&Sign::Broken(Breach::Malformed(how)), &plain()).unwrap();
            reason.answers.accepts(403, Some(code))
        };
        let missing = "MissingAuthenticationToken";
        assert!(accepts(Malformation::Scheme("Basic eA=="), missing));
        assert!(!accepts(Malformation::Without("Signature"), missing));
    }
}
