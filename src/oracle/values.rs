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
    fn an_empty_value_breaks_the_minimum_and_may_be_called_missing() {
        let model = Model::compiled_in().unwrap();
        let reasons = of_value(&model, Parameter::New, b"");
        assert_eq!(reasons[0].clause.as_str(), "NewPassword.length.min");
        assert!(reasons[0].answers.accepts(400, Some("MissingParameter")));
        assert_eq!(reasons.len(), 1);
        assert!(clauses(b"a").is_empty());
    }

    #[test]
    fn a_value_that_is_too_long_may_not_be_called_missing() {
        let model = Model::compiled_in().unwrap();
        let reasons = of_value(&model, Parameter::Old, &[b'a'; 129]);
        assert_eq!(reasons[0].clause.as_str(), "OldPassword.length.max");
        assert!(!reasons[0].answers.accepts(400, Some("MissingParameter")));
        assert!(clauses(&[b'a'; 128]).is_empty());
    }

    #[test]
    fn a_value_may_break_two_constraints_at_once() {
        let long = "\u{100}".repeat(129);
        assert_eq!(
            clauses(long.as_bytes()),
            ["NewPassword.length.max", "NewPassword.pattern.refuses"]
        );
    }

    #[test]
    fn a_valid_value_is_a_witness_of_the_narrowest_thing_it_shows() {
        let model = Model::compiled_in().unwrap();
        let told =
            |text: &str| told_by(&model, Parameter::New, text).map(|clause| clause.to_string());
        let of = |tail: &str| Some(format!("NewPassword.{tail}"));
        assert_eq!(told(&"a".repeat(127)), None);
        assert_eq!(told(&"a".repeat(128)), of("length.max"));
        assert_eq!(told(&format!("é{}", "a".repeat(126))), of("pattern.allows"));
        assert_eq!(told(&format!("é{}", "a".repeat(127))), of("length.unit"));
        assert_eq!(told(&"é".repeat(65)), of("length.unit"));
        for (text, expected) in [
            (" ~", None),
            ("a\tb", of("pattern.allows")),
            ("a\u{7f}", of("pattern.allows")),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }
}
