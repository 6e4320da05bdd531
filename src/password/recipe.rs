//! A password's name.

use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::alphabet::Class;
use super::catalogue;
use super::cycle::Cycle;
use super::draw;
use super::error::RecipeError;
use super::near::Near;
use super::parse;
use super::unit::{Part, Unit};

/// A password's name: from it the bytes are rebuilt. Printed and read back without loss.
///
/// ```text
/// recipe := 'empty' | part ('+' part)*
/// part   := unit ('*' count)?             count >= 1; of a cycle that many characters, else that many times
/// unit   := 'ascii'                       all four policy classes in turn
///         | 'latin1'                      U+00A1..U+00FF: two bytes each
///         | 'mixed'                       one- and two-byte characters in turn
///         | 'lower' | 'upper' | 'digit' | 'symbol' | 'letters'
///         | 'U+' HEX{4,6}                 one Unicode scalar value
///         | 'bytes:' (HEX HEX)+           raw bytes
///         | 'seed:' HEX{1,16} '/' N       N pseudo-random characters, all four classes from N = 4 on
///         | 'salted:' HEX{1,16} '/' N     the same, mixed with the forge's salt
///         | 'text:' NAME                  a literal of the catalogue
///         | 'current'                     the password in force when it is forged
///         | 'username'                    the name of the user whose password it is
///         | near '(' recipe ')'           a near miss, nested 16 deep at most
/// near   := ('case' | 'replace' | 'drop' | 'take' | 'bytes' | 'swap' | 'skip') '@' N
///         | 'lower' | 'upper' | 'reverse' | 'double'
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Recipe(Vec<Part>);

impl Recipe {
    /// The empty password.
    pub fn empty() -> Self {
        Self(Vec::new())
    }

    /// The password in force.
    pub fn current() -> Self {
        Self::of(Unit::Current, 1)
    }

    /// The name of the user whose password it is.
    pub fn user_name() -> Self {
        Self::of(Unit::UserName, 1)
    }

    /// Conformant ASCII; all four classes from four characters on.
    pub fn ascii(count: usize) -> Self {
        Self::of(Unit::Cycle(Cycle::Ascii), count)
    }

    /// Two-byte characters, U+00A1..U+00FF.
    pub fn latin1(count: usize) -> Self {
        Self::of(Unit::Cycle(Cycle::Latin1), count)
    }

    /// One- and two-byte characters in turn; all four classes from eight characters on.
    pub fn mixed(count: usize) -> Self {
        Self::of(Unit::Cycle(Cycle::Mixed), count)
    }

    /// Lower- and upper-case letters in turn.
    pub fn letters(count: usize) -> Self {
        Self::of(Unit::Cycle(Cycle::Letters), count)
    }

    /// Characters of one class.
    pub fn class(class: Class, count: usize) -> Self {
        Self::of(Unit::Cycle(Cycle::Of(class)), count)
    }

    /// One Unicode scalar value.
    pub fn scalar(scalar: char) -> Self {
        Self::scalars(scalar, 1)
    }

    /// One Unicode scalar value, several times.
    pub fn scalars(scalar: char, count: usize) -> Self {
        Self::of(Unit::Scalar(scalar), count)
    }

    /// Raw bytes, which need not be UTF-8.
    pub fn bytes(bytes: &[u8]) -> Self {
        Self::of(Unit::Bytes(bytes.to_vec()), usize::from(!bytes.is_empty()))
    }

    /// A literal of the catalogue, which must have it.
    pub fn text(name: &'static str) -> Self {
        debug_assert!(
            catalogue::literal(name).is_some(),
            "no literal is called {name}"
        );
        Self::of(Unit::Text(name), 1)
    }

    /// So many pseudo-random characters, named by words.
    pub fn seeded(words: &[&str], length: usize) -> Self {
        Self::drawn(words, false, length)
    }

    /// The same, mixed with the forge's salt.
    pub fn salted(words: &[&str], length: usize) -> Self {
        Self::drawn(words, true, length)
    }

    /// Whether the forge's salt is mixed into any of it.
    pub fn is_salted(&self) -> bool {
        self.0.iter().any(|part| match &part.unit {
            Unit::Drawn { salted, .. } => *salted,
            Unit::Near(_, recipe) => recipe.is_salted(),
            _ => false,
        })
    }

    fn drawn(words: &[&str], salted: bool, length: usize) -> Self {
        let seed = draw::seed_of(words);
        Self::of(
            Unit::Drawn {
                seed,
                salted,
                length,
            },
            usize::from(length > 0),
        )
    }

    /// This, and the other behind it.
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// A near miss of this.
    pub fn near(self, near: Near) -> Self {
        Self::of(Unit::Near(near, self), 1)
    }

    /// Whether it builds upon the password in force.
    pub fn speaks_of_current(&self) -> bool {
        self.0.iter().any(|part| match &part.unit {
            Unit::Current => true,
            Unit::Near(_, of) => of.speaks_of_current(),
            _ => false,
        })
    }

    fn of(unit: Unit, count: usize) -> Self {
        match count {
            0 => Self::empty(),
            _ => Self(vec![Part { unit, count }]),
        }
    }

    pub(super) fn from_parts(parts: Vec<Part>) -> Self {
        Self(parts)
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.0
    }
}

impl FromStr for Recipe {
    type Err = RecipeError;

    fn from_str(text: &str) -> Result<Self, RecipeError> {
        parse::parse(text)
    }
}

impl Serialize for Recipe {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Recipe", &self.to_string())
    }
}

impl<'de> Deserialize<'de> for Recipe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(Error::custom)
    }
}

impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, others)) = self.0.split_first() else {
            return f.write_str("empty");
        };
        first.fmt(f)?;
        others.iter().try_for_each(|part| write!(f, "+{part}"))
    }
}

#[cfg(test)]
#[path = "recipe_tests.rs"]
mod tests;
