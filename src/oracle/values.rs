//! The constraints of `passwordType`, on the exact bytes.

use super::asked::{Asked, Value};
use super::reason::{Reason, Stage};
use crate::spec::{Model, Parameter, answers};

/// What is wrong with one value of a parameter, or with its absence.
pub(super) fn violations(
    model: &Model,
    parameter: Parameter,
    value: Option<&Value>,
) -> Vec<Reason> {
    let must =
        |tail: &str, answers| Reason::must(Stage::Validation, parameter.clause(tail), answers);
    let Some(value) = value else {
        return if model.requires(parameter) {
            vec![must("required", &answers::MISSING)]
        } else {
            Vec::new()
        };
    };
    let Ok(text) = std::str::from_utf8(&value.bytes) else {
        return vec![must("text", &answers::NOT_UTF8)];
    };
    let mut reasons = Vec::new();
    let length = model.length(parameter);
    let characters = text.chars().count();
    if characters < length.min {
        let answers = if characters == 0 {
            &answers::MISSING
        } else {
            &answers::VALIDATION
        };
        reasons.push(must("length.min", answers));
    }
    if characters > length.max {
        reasons.push(must("length.max", &answers::VALIDATION));
    }
    if text.chars().any(|character| !model.admits(character)) {
        reasons.push(must("pattern.refuses", &answers::VALIDATION));
    }
    reasons
}

/// Every way to read the two parameters: given twice, one of the two counts.
pub(super) fn readings(asked: &Asked) -> Vec<(Option<&Value>, Option<&Value>)> {
    let olds = ends(asked.values(Parameter::Old));
    let news = ends(asked.values(Parameter::New));
    olds.iter()
        .flat_map(|&old| news.iter().map(move |&new| (old, new)))
        .collect()
}

/// The first and the last of the values given.
fn ends(values: &[Value]) -> Vec<Option<&Value>> {
    match values {
        [] => vec![None],
        [only] => vec![Some(only)],
        [first, .., last] => vec![Some(first), Some(last)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(bytes: &[u8]) -> Vec<String> {
        let model = Model::compiled_in().unwrap();
        let value = Value {
            bytes: bytes.to_vec(),
            broken_escape: false,
        };
        violations(&model, Parameter::New, Some(&value))
            .iter()
            .map(|reason| reason.clause.to_string())
            .collect()
    }

    #[test]
    fn a_password_of_128_two_byte_characters_is_valid() {
        assert!(clauses("\u{ff}".repeat(128).as_bytes()).is_empty());
        assert_eq!(
            clauses("\u{ff}".repeat(129).as_bytes()),
            ["NewPassword.length.max"]
        );
    }

    #[test]
    fn nul_is_well_formed_and_breaks_the_pattern() {
        assert_eq!(clauses(b"abc\0def"), ["NewPassword.pattern.refuses"]);
    }

    #[test]
    fn a_lone_latin_1_byte_is_no_text() {
        assert_eq!(clauses(b"abc\xff"), ["NewPassword.text"]);
    }

    #[test]
    fn an_empty_value_breaks_the_minimum() {
        assert_eq!(clauses(b""), ["NewPassword.length.min"]);
    }
}
