//! The page's own sample request and answer.

use super::shapes::accepted;
use crate::case::{Case, CaseBuilder, Request};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model};
use crate::wire::{Escape, Hex, Space, Spelling};

const SECTION: &str = "sample";

/// A GET whose query carries both passwords unescaped as far as HTTP allows; and the same by POST.
pub(super) fn cases(_model: &Model) -> Vec<Case> {
    let unescaped = Spelling {
        escape: Escape::Query,
        hex: Hex::Upper,
        space: Space::Percent,
    };
    let of = |name: &str, as_get: bool| {
        let request =
            Request::change(Recipe::current(), Recipe::text("sample-new")).spelled(unescaped);
        let request = if as_get { request.get() } else { request };
        CaseBuilder::new(SECTION, name)
            .starting_with(Recipe::text("sample-old"))
            .touching(ClauseId::of("Operation.protocol"))
            .touching(ClauseId::of("Operation.version"))
            .sends(request, accepted("Operation.sample"))
            .build()
    };
    vec![of("get", true), of("post", false)]
}
