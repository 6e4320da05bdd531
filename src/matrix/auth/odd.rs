//! What the sources do not speak of: either answer will do, if it is a sane one and the state agrees with it.

use super::shapes::change;
use crate::case::{Case, CaseBuilder, Expect, Oddity, Sign};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "auth/odd";

/// Each oddity.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    [
        ("garbage-token", Oddity::GarbageToken),
        ("two-authorizations", Oddity::TwoAuthorizations),
        ("header-and-url", Oddity::HeaderAndUrl),
        ("unsigned-payload", Oddity::UnsignedPayload),
        ("upper-case-signature", Oddity::UpperCase),
        ("lower-case-algorithm", Oddity::SchemeCase),
    ]
    .into_iter()
    .map(|(name, oddity)| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request = change(&case).signed(Sign::Odd(oddity));
        if oddity == Oddity::HeaderAndUrl {
            request = request.get();
        }
        let open = Expect::open(ClauseId::of("Auth.open"), &answers::ODD_SIGNATURE);
        case.sends(request, open).build()
    })
    .collect()
}
