//! The Action: whatever is not exactly the operation's name is unknown; without one nothing is done.

use super::parts::{change, in_front, unknown_action};
use crate::case::{Case, Expect, Param, Request};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "frontend/action";

/// Other spellings of the name, and names that dispatchers of some language know.
const UNKNOWN: [(&str, &str); 27] = [
    ("camel-case", "changePassword"),
    ("class", "__class__"),
    ("constructor", "constructor"),
    ("cyrillic", "Ch\u{430}ngePassword"),
    ("fullwidth", "\u{ff23}hangePassword"),
    ("has-own-property", "hasOwnProperty"),
    ("init", "__init__"),
    ("kebab-case", "change-password"),
    ("line-feed-after", "ChangePassword\n"),
    ("long-s", "ChangePa\u{17f}\u{17f}word"),
    ("lower-case", "changepassword"),
    ("nul-after", "ChangePassword\0"),
    ("number", "0"),
    ("path", "../ChangePassword"),
    ("plural", "ChangePasswords"),
    ("prefix", "ChangePasswor"),
    ("proto", "__proto__"),
    ("request", "ChangePasswordRequest"),
    ("service", "iam:ChangePassword"),
    ("slash", "/ChangePassword"),
    ("snake-case", "change_password"),
    ("space-after", "ChangePassword "),
    ("space-before", " ChangePassword"),
    ("space-within", "Change Password"),
    ("to-string", "toString"),
    ("upper-case", "CHANGEPASSWORD"),
    ("wildcard", "*"),
];

/// Unknown ones, and none.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let missing = |also: &[&'static crate::spec::Answers]| {
        let clause = ClauseId::of("FrontEnd.missing-action");
        let expect = Expect::refused(clause, &answers::MISSING_ACTION);
        also.iter().copied().fold(expect, Expect::or)
    };
    let empty = || missing(&[&answers::INVALID_ACTION, &answers::ACCESS_DENIED]);
    let with = |name: &str, edit: &dyn Fn(Request) -> Request, expect: Expect| {
        let case = in_front(SECTION, name);
        let request = edit(change(&case));
        case.sends(request, expect).build()
    };
    let mut cases: Vec<Case> = UNKNOWN
        .into_iter()
        .map(|(name, action)| {
            let edit =
                |request: Request| request.replacing("Action", Param::pair("Action", action));
            with(name, &edit, unknown_action())
        })
        .collect();
    cases.extend([
        with("absent", &|it| it.without("Action"), missing(&[])),
        with("absent-get", &|it| it.without("Action").get(), missing(&[])),
        with(
            "empty",
            &|it| it.replacing("Action", Param::pair("Action", "")),
            empty(),
        ),
        with(
            "bare",
            &|it| it.replacing("Action", Param::Verbatim(b"Action".to_vec())),
            empty(),
        ),
        with(
            "empty-body",
            &|_| Request::with(Vec::new()),
            missing(&[&answers::MISSING_VERSION]),
        ),
        with(
            "empty-query",
            &|_| Request::with(Vec::new()).get(),
            missing(&[&answers::MISSING_VERSION]),
        ),
    ]);
    cases
}
