//! What a signature's truth means.

use super::reason::{Reason, Stage};
use crate::case::{Breach, Sign};
use crate::spec::{Answers, ClauseId, answers};

/// Seconds around now within which a date is surely accepted, and beyond which it is surely refused.
const NEAR: u64 = 5 * 60;

/// The reasons that the signature gives.
pub(super) fn reasons(sign: &Sign) -> Option<Reason> {
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
        Sign::Header | Sign::Query { .. } => None,
        Sign::None => must("Auth.unsigned", &answers::UNSIGNED),
        Sign::Dated { seconds } if seconds.unsigned_abs() <= NEAR => None,
        Sign::Dated { .. } => may("Auth.open", &answers::EXPIRED),
        Sign::Region(_) => may("Auth.scope.region", &answers::ODD_SIGNATURE),
        Sign::Odd(_) => may("Auth.open", &answers::ODD_SIGNATURE),
        Sign::Broken(breach) => {
            let (clause, answers) = broken(breach);
            must(clause, answers)
        }
    }
}

fn broken(breach: &Breach) -> (&'static str, &'static Answers) {
    match breach {
        Breach::UnknownKey => ("Auth.unknown-key", &answers::BAD_KEY),
        Breach::InactiveKey => ("Auth.inactive-key", &answers::BAD_KEY),
        Breach::DeletedKey => ("Auth.deleted-key", &answers::BAD_KEY),
        Breach::WrongSecret | Breach::SecretCase | Breach::ForeignSecret => {
            ("Auth.secret", &answers::BAD_SIGNATURE)
        }
        Breach::Digit(_) | Breach::Cut(_) => ("Auth.signature", &answers::BAD_SIGNATURE),
        // An empty signature is as well one that cannot be read.
        Breach::Empty => ("Auth.signature", &answers::UNREADABLE_SIGNATURE),
        Breach::Body { .. } => ("Auth.body", &answers::BAD_SIGNATURE),
        Breach::Header => ("Auth.header", &answers::BAD_SIGNATURE),
        Breach::Query => ("Auth.query", &answers::BAD_SIGNATURE),
        Breach::Method => ("Auth.header", &answers::BAD_SIGNATURE),
        Breach::Old { .. } => ("Auth.date.past", &answers::EXPIRED),
        Breach::Expired => ("Auth.presigned.expired", &answers::EXPIRED),
        Breach::Future { .. } => ("Auth.date.future", &answers::OUT_OF_SCOPE),
        Breach::Service(_) => ("Auth.scope.service", &answers::OUT_OF_SCOPE),
        Breach::ScopeDate => ("Auth.signature", &answers::BAD_SIGNATURE),
        Breach::Malformed(_) => ("Auth.malformed", &answers::INCOMPLETE),
    }
}
