//! What became of a case.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Of a case. Ordered by severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it must be; notes allowed.
    Pass,
    /// The baseline has every failure.
    Known,
    /// A prerequisite is missing.
    Blocked,
    /// A check failed.
    Fail,
    /// The harness itself failed.
    Error,
}

impl Verdict {
    /// As it stands in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Known => "known",
            Self::Blocked => "blocked",
            Self::Fail => "fail",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Why a case could not be tried.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    /// Something optional is missing (root keys, AssumeRole): shown, never an exit code.
    Optional(String),
    /// What the case stands on failed elsewhere, and is a finding there.
    Consequence(String),
    /// The run cannot judge what it was asked to: exit code 3.
    Essential(String),
}

impl Block {
    /// Which of the three it is, in a word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Optional(_) => "optional",
            Self::Consequence(_) => "consequence",
            Self::Essential(_) => "essential",
        }
    }

    /// The one of that word.
    pub fn of_kind(kind: &str, reason: String) -> Option<Self> {
        match kind {
            "optional" => Some(Self::Optional(reason)),
            "consequence" => Some(Self::Consequence(reason)),
            "essential" => Some(Self::Essential(reason)),
            _ => None,
        }
    }

    /// The reason, as a person reads it.
    pub fn reason(&self) -> &str {
        match self {
            Self::Optional(reason) | Self::Consequence(reason) | Self::Essential(reason) => reason,
        }
    }
}
