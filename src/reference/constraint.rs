//! The constraints of parameters, and the words in which their violation is reported.

use std::fmt;
use std::ops::RangeInclusive;

/// One violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The parameter, `NewPassword`.
    pub parameter: &'static str,
    /// What it breaks.
    pub constraint: Constraint,
}

/// A constraint that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// A required parameter is missing.
    NotNull,
    /// Too short: characters.
    AtLeast(usize),
    /// Too long: characters.
    AtMost(usize),
    /// Breaks the pattern.
    Pattern(&'static str),
    /// A number is out of range, or is none.
    Within(RangeInclusive<u32>),
    /// One of a few words.
    OneOf(&'static [&'static str]),
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.parameter.split_at(1);
        let member = first.to_ascii_lowercase() + rest;
        write!(
            f,
            "Value at '{member}' failed to satisfy constraint: Member must "
        )?;
        match &self.constraint {
            Constraint::NotNull => f.write_str("not be null"),
            Constraint::AtLeast(n) => write!(f, "have length greater than or equal to {n}"),
            Constraint::AtMost(n) => write!(f, "have length less than or equal to {n}"),
            Constraint::Pattern(p) => write!(f, "satisfy regular expression pattern: {p}"),
            Constraint::Within(r) => {
                write!(
                    f,
                    "have value between {} and {}, both included",
                    r.start(),
                    r.end()
                )
            }
            Constraint::OneOf(words) => {
                write!(f, "satisfy enum value set: [{}]", words.join(", "))
            }
        }
    }
}
