//! The constraints of `passwordType`, on the exact bytes.

use super::asked::Asked;
use super::reason::{Reason, Stage};
use crate::spec::{ClauseId, Model, Parameter, answers};

/// What is wrong with one value of a parameter, or with its absence.
pub(super) fn violations(
    model: &Model,
    asked: &Asked,
    parameter: Parameter,
    value: Option<&[u8]>,
) -> Vec<Reason> {
    let Some(value) = value else {
        return missing(model, asked, parameter).into_iter().collect();
    };
    of_value(model, parameter, value)
}

fn missing(model: &Model, asked: &Asked, parameter: Parameter) -> Option<Reason> {
    let clause = if asked.is_respelled(parameter.name()) {
        ClauseId::of("Form.name-case")
    } else {
        parameter.clause("required")
    };
    let reason = Reason::must(Stage::Validation, clause, &answers::MISSING);
    model.requires(parameter).then_some(reason)
}

fn of_value(model: &Model, parameter: Parameter, value: &[u8]) -> Vec<Reason> {
    let must =
        |tail: &str, answers| Reason::must(Stage::Validation, parameter.clause(tail), answers);
    let Ok(text) = std::str::from_utf8(value) else {
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

/// The clause that a valid value is a witness of, if it is more than plain.
pub(super) fn told_by(model: &Model, parameter: Parameter, text: &str) -> Option<ClauseId> {
    let length = model.length(parameter);
    let tail = if text.len() > length.max {
        "length.unit"
    } else if text.chars().count() == length.max {
        "length.max"
    } else if text
        .chars()
        .any(|character| !matches!(character, ' '..='~'))
    {
        "pattern.allows"
    } else {
        return None;
    };
    Some(parameter.clause(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(bytes: &[u8]) -> Vec<String> {
        let model = Model::compiled_in().unwrap();
        of_value(&model, Parameter::New, bytes)
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
