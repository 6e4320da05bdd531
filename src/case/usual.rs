//! What any client has alike: where a request is written down, it is left out.

use super::FORM;
use crate::wire::Spelling;

pub(super) fn is_usual<T: Default + PartialEq>(part: &T) -> bool {
    *part == T::default()
}

pub(super) fn standard() -> Spelling {
    Spelling::STANDARD
}

pub(super) fn is_standard(spelling: &Spelling) -> bool {
    *spelling == Spelling::STANDARD
}

pub(super) fn is_post(method: &str) -> bool {
    method == "POST"
}

pub(super) fn is_root(path: &str) -> bool {
    path == "/"
}

#[expect(clippy::ref_option, reason = "what serde hands over")]
pub(super) fn is_form(kind: &Option<String>) -> bool {
    kind.as_deref() == Some(FORM)
}
