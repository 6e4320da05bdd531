//! One character more than there may be, where some layer counts one less: a line end of two characters as one, blanks at the
//! ends not at all.

use crate::case::{Case, CaseBuilder, Expect};
use crate::matrix::shapes::with_value;
use crate::password::Recipe;
use crate::spec::{Model, Parameter, answers};

const SECTION: &str = "content/limit";

/// Each as the new password and as the old one.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let of = |parameter: Parameter, word: &str, value: Recipe| {
        let case = CaseBuilder::new(SECTION, format!("{}-{word}", parameter.word()));
        let request = with_value(&case, parameter, value);
        let clause = parameter.clause("length.max");
        case.sends(request, Expect::refused(clause, &answers::VALIDATION))
            .build()
    };
    let cases = |parameter: Parameter| {
        let max = model.length(parameter).max;
        let blank = || Recipe::scalar(' ');
        let line_end = Recipe::bytes(b"\r\n").then(Recipe::ascii(8));
        [
            ("line-end", Recipe::ascii(max - 9).then(line_end)),
            ("blank-first", blank().then(Recipe::ascii(max))),
            ("blank-last", Recipe::ascii(max).then(blank())),
        ]
        .map(|(word, value)| of(parameter, word, value))
    };
    Parameter::BOTH.into_iter().flat_map(cases).collect()
}
