//! The two members of the operation's input.

use std::fmt;

use super::ClauseId;

/// A password parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parameter {
    /// `OldPassword`
    Old,
    /// `NewPassword`
    New,
}

impl Parameter {
    /// Both, in the order of the page.
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// As it stands on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Old => "OldPassword",
            Self::New => "NewPassword",
        }
    }

    /// As it stands in a case id.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Old => "old-password",
            Self::New => "new-password",
        }
    }

    /// The clause of this parameter: `NewPassword.length.max`.
    pub fn clause(self, tail: &str) -> ClauseId {
        ClauseId::named(format!("{}.{tail}", self.name()))
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
