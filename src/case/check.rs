//! One question asked of a case's exchanges.

use std::fmt;

use serde::{Serialize, Serializer};

use super::CaseId;

/// A question. Its name is the tail of a check id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// A whole, timely HTTP answer came.
    Answer,
    /// Accepted or refused as it must be, with an acceptable status.
    Status,
    /// The error code is acceptable for the status and the request.
    Code,
    /// The error's `Type` is the one of its code.
    Type,
    /// The body is the envelope that the status asks for.
    Envelope,
    /// The content type is that of XML.
    ContentType,
    /// There is a request id, of its own.
    RequestId,
    /// The message has the known frame.
    Message,
    /// No password is in the answer.
    Leak,
    /// The password in force is the one that must be.
    State,
    /// The endpoint still serves.
    Liveness,
    /// ChangePassword is there at all (preflight).
    Implemented,
    /// What ChangePassword answers and what it does agree (preflight).
    Witness,
    /// A change hits the caller's own user (preflight).
    OwnUser,
    /// Signatures are verified (preflight).
    Signatures,
    /// The answer is the one recorded.
    Snapshot,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 16] = [
        Self::Answer,
        Self::Status,
        Self::Code,
        Self::Type,
        Self::Envelope,
        Self::ContentType,
        Self::RequestId,
        Self::Message,
        Self::Leak,
        Self::State,
        Self::Liveness,
        Self::Implemented,
        Self::Witness,
        Self::OwnUser,
        Self::Signatures,
        Self::Snapshot,
    ];

    /// The word after the colon.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Status => "status",
            Self::Code => "code",
            Self::Type => "type",
            Self::Envelope => "envelope",
            Self::ContentType => "content-type",
            Self::RequestId => "request-id",
            Self::Message => "message",
            Self::Leak => "leak",
            Self::State => "state",
            Self::Liveness => "liveness",
            Self::Implemented => "implemented",
            Self::Witness => "witness",
            Self::OwnUser => "own-user",
            Self::Signatures => "signatures",
            Self::Snapshot => "snapshot",
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A check of a case: `new-password/length/129-latin1:status`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CheckId {
    /// The case.
    pub case: CaseId,
    /// The question.
    pub check: Check,
}

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.case, self.check)
    }
}

impl Serialize for CheckId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
