//! Pattern: `[\u0009\u000A\u000D\u0020-\u00FF]+`, each of its characters anywhere, and nothing else anywhere.

use super::shapes::{legal, with_value};
use crate::case::{Case, CaseBuilder, Expect};
use crate::password::{Class, Recipe};
use crate::spec::{Model, Parameter, answers};

const OLD: &str = "old-password/charset";
const NEW: &str = "new-password/charset";

/// Characters above U+00FF: what lies next to it, what folds or looks like a legal one, marks, spaces, non-characters.
pub(super) const ABOVE: [char; 22] = [
    '\u{101}', '\u{131}', '\u{152}', '\u{178}', '\u{17f}', '\u{1c5}', '\u{2b9}', '\u{301}',
    '\u{3b1}', '\u{430}', '\u{5d0}', '\u{7ff}', '\u{800}', '\u{200b}', '\u{2028}', '\u{2126}',
    '\u{3000}', '\u{d7ff}', '\u{e000}', '\u{feff}', '\u{fffd}', '\u{ffff}',
];

/// The characters of a new password.
pub(super) fn new_password(model: &Model) -> Vec<Case> {
    of(model, NEW, Parameter::New)
}

/// The characters of an old password; the legal ones are in force first.
pub(super) fn old_password(model: &Model) -> Vec<Case> {
    of(model, OLD, Parameter::Old)
}

fn of(model: &Model, section: &'static str, parameter: Parameter) -> Vec<Case> {
    let mut cases: Vec<Case> = model
        .admitted()
        .map(|character| admitted(section, parameter, character))
        .collect();
    // Nothing else beside them, which some forms and scripts take for nothing, or for a number.
    for (word, value) in [
        ("blanks", Recipe::scalars(' ', 8)),
        ("digits", Recipe::class(Class::Digit, 8)),
    ] {
        let case = CaseBuilder::new(section, format!("{word}-alone"));
        let expect = Expect::accepted(parameter.clause("pattern.allows"));
        cases.push(legal(case, parameter, value, expect).build());
    }
    let planes = (1..=0x10_u32)
        .flat_map(|plane| [plane << 16, (plane << 16) + 0xfffd])
        .filter_map(char::from_u32);
    for character in model.neighbours().into_iter().chain(ABOVE).chain(planes) {
        for place in Place::ALL {
            cases.push(rejected(section, parameter, character, place));
        }
    }
    cases
}

/// First, in the middle and last in one value: three places, one clear fault.
fn admitted(section: &'static str, parameter: Parameter, character: char) -> Case {
    let case = CaseBuilder::new(section, name(character));
    let [first, second] =
        ["a", "b"].map(|word| Recipe::seeded(&[section, &name(character), word], 8));
    let one = || Recipe::scalar(character);
    let value = one().then(first).then(one()).then(second).then(one());
    legal(
        case,
        parameter,
        value,
        Expect::accepted(parameter.clause("pattern.allows")),
    )
    .build()
}

#[derive(Clone, Copy)]
enum Place {
    Alone,
    First,
    Middle,
    Last,
}

impl Place {
    const ALL: [Self; 4] = [Self::Alone, Self::First, Self::Middle, Self::Last];

    fn word(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::First => "first",
            Self::Middle => "middle",
            Self::Last => "last",
        }
    }
}

fn rejected(section: &'static str, parameter: Parameter, character: char, place: Place) -> Case {
    let case = CaseBuilder::new(section, format!("{}-{}", name(character), place.word()));
    let one = Recipe::scalar(character);
    let rest = |word| Recipe::seeded(&[section, &name(character), place.word(), word], 8);
    let value = match place {
        Place::Alone => Recipe::scalars(character, 8),
        Place::First => one.then(rest("a")),
        Place::Middle => rest("a").then(one).then(rest("b")),
        Place::Last => rest("a").then(one),
    };
    let request = with_value(&case, parameter, value);
    case.sends(
        request,
        Expect::refused(parameter.clause("pattern.refuses"), &answers::VALIDATION),
    )
    .build()
}

/// `u+00e9`
fn name(character: char) -> String {
    format!("u+{:04x}", character as u32)
}
