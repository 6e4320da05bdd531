//! The Version: required, and the service's own.

use super::parts::{change, in_front, wrong_version};
use crate::case::{Case, Expect, Param};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "frontend/version";

/// Other services' versions, other days, other spellings of the right one.
const WRONG: [(&str, &str); 11] = [
    ("digits", "20100508"),
    ("ec2", "2016-11-15"),
    ("earlier", "2010-05-07"),
    ("later", "2010-05-09"),
    ("latest", "latest"),
    ("longer", "2010-05-081"),
    ("prefix", "2010-05-0"),
    ("slashes", "2010/05/08"),
    ("space-after", "2010-05-08 "),
    ("sts", "2011-06-15"),
    ("unpadded", "2010-5-8"),
];

/// Wrong ones, an empty one, and none.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let missing = || {
        let clause = ClauseId::of("FrontEnd.missing-version");
        Expect::refused(clause, &answers::MISSING_VERSION)
    };
    let with = |name: &str, param: Option<Param>, expect: Expect| {
        let case = in_front(SECTION, name);
        let request = match param {
            Some(param) => change(&case).replacing("Version", param),
            None => change(&case).without("Version"),
        };
        case.sends(request, expect).build()
    };
    let mut cases: Vec<Case> = WRONG
        .into_iter()
        .map(|(name, version)| with(name, Some(Param::pair("Version", version)), wrong_version()))
        .collect();
    let bare = Param::Verbatim(b"Version".to_vec());
    cases.extend([
        with("absent", None, missing()),
        with("empty", Some(Param::pair("Version", "")), missing()),
        with("bare", Some(bare), missing()),
    ]);
    cases
}
