//! Texts that some layer takes for "any password" are wrong old passwords.

use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::wrong_password;
use crate::password::Recipe;
use crate::spec::Model;

const SECTION: &str = "content/match-all";

/// By the layer that would take it so.
const TEXTS: [(&str, &str); 16] = [
    ("array", "[]"),
    ("false", "false"),
    ("ldap-any", "*"),
    ("masked", "********"),
    ("nan", "NaN"),
    ("null", "null"),
    ("object", "[object Object]"),
    ("operator-greater", "{\"$gt\":\"\"}"),
    ("operator-unequal", "{\"$ne\":\"Ab1\"}"),
    ("regex-any", ".*"),
    ("sql-comment", "x' OR 1=1 -- "),
    ("sql-like-any", "%"),
    ("sql-or", "' OR '1'='1"),
    ("true", "true"),
    ("undefined", "undefined"),
    ("zero", "0"),
];

/// Each offered for an ordinary password.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    TEXTS
        .into_iter()
        .map(|(name, text)| {
            let case = CaseBuilder::new(SECTION, name);
            let request = Request::change(Recipe::bytes(text.as_bytes()), case.fresh("new"));
            case.sends(request, wrong_password()).build()
        })
        .collect()
}
