//! RequireSymbols: `! @ # $ % ^ & * ( ) _ + - = [ ] { } | '` and no others.

use super::shapes::{change_to, members, violates};
use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{AccountPolicy, Class, ClauseId, Model};
use crate::wire::{Escape, Hex, Space, Spelling};

const SECTION: &str = "policy/symbols";

/// What is no letter and no digit, and no symbol either, beyond ASCII: one of each category of Unicode. A letter and a
/// digit, for who takes all that is no ASCII letter or digit for a symbol.
const BEYOND_ASCII: [char; 16] = [
    '\u{80}', '\u{85}', '\u{a0}', '\u{a1}', '\u{a2}', '\u{a7}', '\u{a8}', '\u{a9}', '\u{aa}',
    '\u{ab}', '\u{ad}', '\u{b1}', '\u{b2}', '\u{bb}', '\u{c9}', '\u{df}',
];

/// Each character as the only one that could be the symbol.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases: Vec<Case> = members(Class::Symbol)
        .map(|symbol| only(symbol, true))
        .collect();
    let ascii = (0..0x80_u8)
        .map(char::from)
        .filter(|&character| model.admits(character) && !character.is_ascii_alphanumeric());
    let none = ascii.filter(|&character| !Class::Symbol.has(character, &model.policy));
    cases.extend(none.chain(BEYOND_ASCII).map(|other| only(other, false)));
    cases.extend(spelled());
    cases
}

fn case(name: String) -> CaseBuilder {
    CaseBuilder::new(SECTION, name).under(AccountPolicy::RELAXED.requiring(Class::Symbol))
}

/// Among letters.
fn only(character: char, is_symbol: bool) -> Case {
    let new = Recipe::letters(6)
        .then(Recipe::scalar(character))
        .then(Recipe::letters(6));
    let case = case(format!("u+{:04x}", u32::from(character)));
    if is_symbol {
        change_to(case, new, accepted("Policy.symbols"))
    } else if character.is_ascii() {
        change_to(case, new, violates("Policy.symbols"))
    } else {
        change_to(case, new, violates("Policy.ascii-classes"))
    }
}

/// A symbol of the spelling is none of the password: `+` and `%20` are a space.
fn spelled() -> Vec<Case> {
    [
        ("space-as-plus", Escape::Needed, Space::Plus),
        ("space-as-escape", Escape::Needed, Space::Percent),
        ("letters-as-escapes", Escape::All, Space::Percent),
    ]
    .into_iter()
    .map(|(name, escape, space)| {
        let new = Recipe::letters(6)
            .then(Recipe::scalar(' '))
            .then(Recipe::letters(6));
        let spelling = Spelling {
            escape,
            hex: Hex::Upper,
            space,
        };
        case(name.to_owned())
            .touching(ClauseId::of("Form.decode-once"))
            .sends(
                Request::change(Recipe::current(), new).spelled(spelling),
                violates("Policy.symbols"),
            )
            .build()
    })
    .collect()
}
