//! One normative statement, and how well it is known.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a clause: a row of `fixtures/clauses.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(Cow<'static, str>);

impl ClauseId {
    /// Names a clause; a test holds every name in use against the ledger.
    pub const fn of(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// Names a clause by a computed id.
    pub fn named(id: String) -> Self {
        Self(Cow::Owned(id))
    }

    /// The id as it stands in the ledger.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How binding a clause is (RFC 2119's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// An absolute requirement.
    #[serde(rename = "MUST")]
    Must,
    /// A requirement that may have good exceptions.
    #[serde(rename = "SHOULD")]
    Should,
    /// Truly optional; never a failure.
    #[serde(rename = "MAY")]
    May,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Must => "MUST",
            Self::Should => "SHOULD",
            Self::May => "MAY",
        })
    }
}

/// Where the knowledge of a clause comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// The service's published API model, and the Smithy specification it is written in.
    Model,
    /// The operation's page, the IAM and SigV4 guides, the standards they stand on.
    Docs,
    /// Public sources report having seen it on real IAM.
    Recorded,
    /// Seen on STS, which shares the front end: likely, not proven.
    Sibling,
    /// Follows from the others.
    Inferred,
}

impl Provenance {
    /// Whether a departure fails a run that is not `--strict`: guesses only give notes.
    pub fn fails_by_default(self) -> bool {
        matches!(self, Self::Model | Self::Docs | Self::Recorded)
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Model => "model",
            Self::Docs => "docs",
            Self::Recorded => "recorded",
            Self::Sibling => "sibling",
            Self::Inferred => "inferred",
        })
    }
}

/// What the matrix does about a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Some check of some case can fail on it.
    Covered,
    /// Other clauses cannot be met without it.
    Implicit,
    /// No black-box test can tell.
    Untestable,
    /// True, but about something else than what an endpoint answers.
    OutOfScope,
    /// The sources disagree with themselves.
    Contradictory,
}

/// A row of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its name.
    pub id: ClauseId,
    /// The statement in our own words.
    pub says: String,
    /// Where it stands.
    pub stands: String,
    /// How binding it is.
    pub level: Level,
    /// How it is known.
    pub provenance: Provenance,
    /// What the matrix does about it.
    pub status: Status,
    /// Why it is not covered; required for every status but `covered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
