//! The account password policy, as the docs describe it.

use serde::{Deserialize, Serialize};

use super::{Model, PolicyModel};

/// A class of characters that a policy can ask for. All are ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A–Z
    Upper,
    /// a–z
    Lower,
    /// 0–9
    Number,
    /// The documented symbols and no others.
    Symbol,
}

impl Class {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Upper, Self::Lower, Self::Number, Self::Symbol];

    /// As it stands in a case id.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Number => "number",
            Self::Symbol => "symbol",
        }
    }

    /// Whether the character is of the class.
    pub fn has(self, character: char, model: &PolicyModel) -> bool {
        match self {
            Self::Upper => character.is_ascii_uppercase(),
            Self::Lower => character.is_ascii_lowercase(),
            Self::Number => character.is_ascii_digit(),
            Self::Symbol => model.symbols.contains(character),
        }
    }

    /// The classes that a text has at least one character of.
    pub fn within<'a>(text: &'a str, model: &'a Model) -> impl Iterator<Item = Self> + 'a {
        Self::ALL.into_iter().filter(|class| {
            text.chars()
                .any(|character| class.has(character, &model.policy))
        })
    }
}

/// An account's own policy: what `UpdateAccountPasswordPolicy` sets.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountPolicy {
    /// `MinimumPasswordLength`
    pub minimum_length: usize,
    /// `RequireUppercaseCharacters`
    pub upper: bool,
    /// `RequireLowercaseCharacters`
    pub lower: bool,
    /// `RequireNumbers`
    pub number: bool,
    /// `RequireSymbols`
    pub symbol: bool,
    /// `AllowUsersToChangePassword`
    pub allow_users: bool,
    /// `MaxPasswordAge`, days
    pub max_age: Option<usize>,
    /// `PasswordReusePrevention`, passwords
    pub reuse_prevention: Option<usize>,
    /// `HardExpiry`
    pub hard_expiry: bool,
}

impl AccountPolicy {
    /// What the service takes for a call that gives no parameter: the most permissive policy there is.
    pub const RELAXED: Self = Self {
        minimum_length: 6,
        upper: false,
        lower: false,
        number: false,
        symbol: false,
        allow_users: false,
        max_age: None,
        reuse_prevention: None,
        hard_expiry: false,
    };

    /// Whether a character of the class is asked for.
    pub fn requires(&self, class: Class) -> bool {
        match class {
            Class::Upper => self.upper,
            Class::Lower => self.lower,
            Class::Number => self.number,
            Class::Symbol => self.symbol,
        }
    }

    /// The same policy that also asks for a character of the class.
    pub fn requiring(mut self, class: Class) -> Self {
        match class {
            Class::Upper => self.upper = true,
            Class::Lower => self.lower = true,
            Class::Number => self.number = true,
            Class::Symbol => self.symbol = true,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_symbols_beyond_the_documented_ones_are_of_no_class() {
        let model = Model::compiled_in().unwrap();
        for text in [
            "É", "ß", "²", "~", "\"", "<", ">", "?", ",", ".", "/", "\\", ";", ":", "`", " ",
        ] {
            assert_eq!(Class::within(text, &model).count(), 0, "{text}");
        }
    }

    #[test]
    fn the_relaxed_policy_is_the_model_s_default() {
        let model = Model::compiled_in().unwrap();
        assert_eq!(
            model.policy.minimum_length.default,
            Some(AccountPolicy::RELAXED.minimum_length)
        );
    }
}
