//! The scope of a signature names a day, a region and a service.

use super::shapes::{broken, change};
use crate::case::{Breach, Case, CaseBuilder, Expect, Sign};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "auth/scope";

/// Another service, another day, another region.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let service = |name| {
        let name_of_case = format!("service-{name}");
        let breach = Breach::Service(name);
        broken(
            SECTION,
            name_of_case,
            breach,
            "Auth.scope.service",
            &answers::OUT_OF_SCOPE,
        )
    };
    let region = |name| {
        let case = CaseBuilder::new(SECTION, format!("region-{name}"));
        let request = change(&case).signed(Sign::Region(name));
        let open = Expect::open(ClauseId::of("Auth.scope.region"), &answers::ODD_SIGNATURE);
        case.sends(request, open).build()
    };
    vec![
        // Behind the same front end, and not.
        service("sts"),
        service("s3"),
        broken(
            SECTION,
            "day-changed",
            Breach::ScopeDate,
            "Auth.signature",
            &answers::BAD_SIGNATURE,
        ),
        region("eu-west-1"),
        region("aws-global"),
    ]
}
