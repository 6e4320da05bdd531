//! A character that the pattern rejects, at any depth of a long value: no prefix of it decides.

use crate::case::{Case, CaseBuilder, Expect};
use crate::matrix::shapes::with_value;
use crate::password::Recipe;
use crate::spec::{Model, Parameter, answers};

const SECTION: &str = "content/depth";

/// The ends, and where buffers, blocks and hashes of passwords end.
const DEPTHS: [usize; 11] = [0, 1, 31, 32, 63, 64, 71, 72, 96, 126, 127];

/// What is rejected, by a word.
const REJECTED: [(&str, char); 2] = [("nul", '\0'), ("wide", '\u{100}')];

/// A value as long as can be, with one such character.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for parameter in Parameter::BOTH {
        let last = model.length(parameter).max - 1;
        for (word, character) in REJECTED {
            for depth in DEPTHS.into_iter().filter(|&depth| depth <= last) {
                let before = Recipe::ascii(depth);
                let after = Recipe::ascii(last - depth);
                // What is left of the value where it is cut, or the character dropped.
                let left = match character {
                    '\0' => before.clone(),
                    _ => before.clone().then(after.clone()),
                };
                let value = before.then(Recipe::scalar(character)).then(after);
                let name = format!("{}-{word}-at-{depth}", parameter.word());
                let case = CaseBuilder::new(SECTION, name);
                let request = with_value(&case, parameter, value);
                let case = match parameter {
                    Parameter::Old if depth >= 8 => case.starting_with(left),
                    _ => case,
                };
                let clause = parameter.clause("pattern.refuses");
                let expect = Expect::refused(clause, &answers::VALIDATION);
                cases.push(case.sends(request, expect).build());
            }
        }
    }
    cases
}
