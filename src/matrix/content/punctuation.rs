//! Each ASCII punctuation first, last and alone among letters: where options, comments, quotes and separators bite.

use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::Model;

const SECTION: &str = "content/punctuation";

/// Set as the new password; the witness uses it as the old one.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    ('!'..='~')
        .filter(char::is_ascii_punctuation)
        .flat_map(|character| {
            let one = || Recipe::scalar(character);
            let letters = Recipe::letters;
            [
                ("first", one().then(letters(9))),
                ("last", letters(9).then(one())),
                ("among", letters(5).then(one()).then(letters(5))),
            ]
            .map(|(place, value)| {
                let name = format!("u+{:04x}-{place}", u32::from(character));
                CaseBuilder::new(SECTION, name)
                    .sends(
                        Request::change(Recipe::current(), value),
                        accepted("Password.exact"),
                    )
                    .build()
            })
        })
        .collect()
}
