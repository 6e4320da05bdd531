//! The service's published model of the operation, as far as it bears on ChangePassword.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;

use super::Parameter;

static COMPILED_IN: &str = include_str!("../../fixtures/model.json");

/// The model could not be read.
#[derive(Debug, thiserror::Error)]
#[error("read the operation's model: {0}")]
pub struct ModelError(#[from] serde_json::Error);

/// Constraints, errors and policy ranges, read from `fixtures/model.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The action.
    pub operation: String,
    /// The API version.
    pub version: String,
    /// The XML namespace of the service.
    pub namespace: String,
    /// The name in the scope of a signature.
    pub service: String,
    members: BTreeMap<String, Member>,
    pattern: Pattern,
    /// The errors the operation models.
    pub errors: Vec<ModelledError>,
    /// The ranges of the account password policy.
    pub policy: PolicyModel,
    /// Limits of the front end that all operations share.
    pub front_end: FrontEnd,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    required: bool,
    min: usize,
    max: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    text: String,
    ranges: Vec<(u32, u32)>,
}

/// An error of the model: its wire code, and the status and type that always come with it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelledError {
    /// The code on the wire.
    pub code: String,
    /// The HTTP status.
    pub status: u16,
    /// `Sender` or `Receiver`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// The account password policy's ranges and defaults.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyModel {
    /// `MinimumPasswordLength`
    pub minimum_length: Bounded,
    /// `MaxPasswordAge`, days
    pub max_age: Bounded,
    /// `PasswordReusePrevention`, passwords
    pub reuse_prevention: Bounded,
    /// The characters that count as symbols.
    pub symbols: String,
    /// What holds when no policy is set.
    pub unset: UnsetPolicy,
}

/// A range, and what holds when the value is omitted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounded {
    /// The least legal value.
    pub min: usize,
    /// The greatest legal value.
    pub max: usize,
    /// The value when omitted.
    #[serde(default)]
    pub default: Option<usize>,
}

/// The policy of an account that has set none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnsetPolicy {
    /// Characters at least.
    pub minimum_length: usize,
    /// Of the four classes, how many at least.
    pub classes: usize,
}

/// Limits of the front end.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontEnd {
    /// Bytes of a request body at most.
    pub body_limit: usize,
}

/// How many characters a password may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// At least.
    pub min: usize,
    /// At most.
    pub max: usize,
}

impl Length {
    /// Whether a value of so many Unicode scalar values is within the limits.
    pub fn contains(self, characters: usize) -> bool {
        (self.min..=self.max).contains(&characters)
    }
}

impl Model {
    /// The model compiled into this binary.
    pub fn compiled_in() -> Result<Self, ModelError> {
        Self::parse(COMPILED_IN)
    }

    /// Reads a model.
    pub fn parse(json: &str) -> Result<Self, ModelError> {
        Ok(serde_json::from_str(json)?)
    }

    /// The limits of a parameter, in Unicode scalar values.
    pub fn length(&self, parameter: Parameter) -> Length {
        self.members.get(parameter.name()).map_or(
            Length {
                min: 0,
                max: usize::MAX,
            },
            |member| Length {
                min: member.min,
                max: member.max,
            },
        )
    }

    /// Whether the parameter must be given.
    pub fn requires(&self, parameter: Parameter) -> bool {
        self.members
            .get(parameter.name())
            .is_some_and(|member| member.required)
    }

    /// The pattern as the page spells it.
    pub fn pattern(&self) -> &str {
        &self.pattern.text
    }

    /// The ranges of scalar values that the pattern admits, ascending.
    pub fn ranges(&self) -> impl Iterator<Item = RangeInclusive<u32>> + '_ {
        self.pattern.ranges.iter().map(|&(from, to)| from..=to)
    }

    /// Whether the pattern admits the character.
    pub fn admits(&self, character: char) -> bool {
        self.ranges()
            .any(|range| range.contains(&(character as u32)))
    }

    /// Every character that the pattern admits, ascending.
    pub fn admitted(&self) -> impl Iterator<Item = char> + '_ {
        self.ranges().flatten().filter_map(char::from_u32)
    }

    /// Characters that the pattern rejects: both neighbours of every range, and every other control character.
    pub fn neighbours(&self) -> Vec<char> {
        let mut outside: Vec<char> = self
            .ranges()
            .flat_map(|range| [range.start().checked_sub(1), range.end().checked_add(1)])
            .flatten()
            .chain(0..0x20)
            .filter_map(char::from_u32)
            .filter(|&character| !self.admits(character))
            .collect();
        outside.sort_unstable();
        outside.dedup();
        outside
    }

    /// The modelled error of that wire code.
    pub fn error(&self, code: &str) -> Option<&ModelledError> {
        self.errors.iter().find(|error| error.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        Model::compiled_in().unwrap()
    }

    #[test]
    fn the_pattern_admits_three_controls_and_224_characters_more() {
        // TAB, LF, CR and U+0020–U+00FF.
        assert_eq!(model().admitted().count(), 3 + 0xFF - 0x20 + 1);
    }

    #[test]
    fn the_neighbours_are_every_other_control_character_and_the_first_above_the_range() {
        let outside = model().neighbours();
        assert_eq!(outside.len(), 0x20 - 3 + 1);
        assert_eq!(outside.last(), Some(&'\u{100}'));
    }

    #[test]
    fn a_model_with_a_word_too_many_is_refused() {
        assert!(Model::parse(r#"{"operation":"x","surprise":1}"#).is_err());
    }
}
