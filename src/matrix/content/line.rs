//! A character that the pattern rejects on one of several lines: a pattern that is tried line by line, or is not anchored at
//! both ends, overlooks it.

use crate::case::{Case, CaseBuilder, Expect};
use crate::matrix::shapes::with_value;
use crate::password::Recipe;
use crate::spec::{Model, Parameter, answers};

const SECTION: &str = "content/line";

/// Line end, the line it stands on, the character.
const PLACES: [(&str, &str, usize, char); 6] = [
    ("wide-on-first", "\n", 0, '\u{100}'),
    ("wide-on-second", "\n", 1, '\u{100}'),
    ("wide-on-last", "\n", 2, '\u{100}'),
    ("wide-on-last-cr", "\r", 2, '\u{100}'),
    ("wide-on-last-crlf", "\r\n", 2, '\u{100}'),
    ("nul-on-last", "\n", 2, '\0'),
];

/// Three lines, of which the others are good.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |parameter: Parameter, (word, end, bad, character): (&str, &str, usize, char)| {
        let case = CaseBuilder::new(SECTION, format!("{}-{word}", parameter.word()));
        let line = |number: usize| {
            let good = Recipe::seeded(&[SECTION, word, &number.to_string()], 8);
            match number {
                0 => good,
                _ => Recipe::bytes(end.as_bytes()).then(good),
            }
        };
        let value = (0..3).fold(Recipe::empty(), |value, number| {
            let value = value.then(line(number));
            if number == bad {
                value.then(Recipe::scalar(character))
            } else {
                value
            }
        });
        let request = with_value(&case, parameter, value);
        let clause = parameter.clause("pattern.refuses");
        let expect = Expect::refused(clause, &answers::VALIDATION);
        case.sends(request, expect).build()
    };
    Parameter::BOTH
        .into_iter()
        .flat_map(|parameter| PLACES.map(|place| of(parameter, place)))
        .collect()
}
