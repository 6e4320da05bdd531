//! Users whose names are alike: one the beginning of the other, or one a pattern that the other matches. All have the
//! same password, so that only the name tells them apart. Names that differ in case only do not exist side by side in IAM.

use crate::case::{Caller, Case, CaseBuilder, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::spec::Model;

const SECTION: &str = "identity/names";

/// What the other users' names have more than the lane user's, and who changes the password.
const KIN: [(&str, &[&str], usize); 5] = [
    ("beginning-of-another", &["0"], 0),
    ("beginning-with-another", &["0"], 1),
    // In SQL's LIKE an underscore is any character, in a regular expression a dot is.
    ("underscore", &["-a", "_a"], 2),
    ("dot", &["-a", ".a"], 2),
    // What a form, a URL or a list would divide.
    ("every-sign", &["+=,.@_-"], 1),
];

/// Each pair of names.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    KIN.into_iter()
        .map(|(name, suffixes, who)| {
            let case = CaseBuilder::new(SECTION, name);
            let [shared, new] = ["shared", "new"].map(|word| case.fresh(word));
            let kin = suffixes.iter().map(|&suffix| Subject::Kin {
                of: 0,
                suffix,
                password: shared.clone(),
            });
            let users: Vec<Subject> = std::iter::once(Subject::Lane).chain(kin).collect();
            let request = Request::change(shared.clone(), new).by(Caller::User(who));
            case.starting_with(shared)
                .about(users)
                .sends(request, accepted("Operation.caller"))
                .build()
        })
        .collect()
}
