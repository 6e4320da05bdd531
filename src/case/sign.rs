//! How a request is signed, or how its signature is broken.

use serde::{Deserialize, Serialize};

use super::word::{self, Word};

use std::time::Duration;

/// The signature of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Sign {
    /// As a client signs: Authorization header.
    #[default]
    Header,
    /// A presigned URL, valid for so long.
    Query {
        /// X-Amz-Expires
        expires: Duration,
    },
    /// Not at all.
    None,
    /// An Authorization header, broken so.
    Broken(Breach),
    /// A presigned URL, valid for a minute, broken so.
    BrokenUrl(Breach),
    /// Legal, but dated so many seconds from now (negative: in the past).
    Dated {
        /// Seconds from now.
        seconds: i64,
    },
    /// Legal, for another region.
    Region(#[serde(with = "word")] Word),
    /// Open: the sources do not say what becomes of it.
    Odd(Oddity),
}

/// Signed in a way that the sources say nothing of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Oddity {
    /// A session token that nobody issued.
    GarbageToken,
    /// The Authorization header twice.
    TwoAuthorizations,
    /// An Authorization header and a presigned URL, both right.
    HeaderAndUrl,
    /// `x-amz-content-sha256: UNSIGNED-PAYLOAD`
    UnsignedPayload,
    /// The right signature in upper-case hex.
    UpperCase,
    /// The name of the algorithm in lower case.
    SchemeCase,
}

/// What is wrong with a signature. A key is seen working before it is broken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Breach {
    /// A key id that nobody has.
    UnknownKey,
    /// The key id without its last character.
    KeyCut,
    /// The key id with a character more.
    KeyLonger,
    /// The key was switched off.
    InactiveKey,
    /// The key was deleted (or its user).
    DeletedKey,
    /// Signed with another secret.
    WrongSecret,
    /// The secret's case is changed.
    SecretCase,
    /// Signed with an empty secret.
    EmptySecret,
    /// Signed by another user's secret under this user's key id.
    ForeignSecret,
    /// One hex digit of the signature is changed.
    Digit(usize),
    /// Only the first digits of the signature.
    Cut(usize),
    /// The right signature with a digit more.
    Longer,
    /// An empty signature.
    Empty,
    /// The body is changed after signing; the old hash is kept in `x-amz-content-sha256` or there is none.
    Body {
        /// Whether a header carries the hash of the old body.
        hash: bool,
    },
    /// A signed header is changed after signing.
    Header {
        /// Which.
        #[serde(with = "word")]
        name: Word,
        /// What is done to it.
        change: Change,
    },
    /// One name is taken off the list of signed headers after signing.
    Unlisted(#[serde(with = "word")] Word),
    /// The query is changed after signing.
    Query,
    /// The method is changed after signing.
    Method,
    /// Signed so many seconds ago (more than fifteen minutes).
    Old {
        /// Seconds ago.
        seconds: u64,
    },
    /// Signed for so many seconds ahead (more than fifteen minutes).
    Future {
        /// Seconds ahead.
        seconds: u64,
    },
    /// Presigned for a minute so many seconds ago.
    Expired {
        /// Seconds ago.
        seconds: u64,
    },
    /// The X-Amz-Expires of a presigned URL is replaced by this text after signing.
    Expires(#[serde(with = "word")] Word),
    /// This parameter of a presigned URL is taken away after signing.
    Without(#[serde(with = "word")] Word),
    /// The scope names another service.
    Service(#[serde(with = "word")] Word),
    /// The scope names another day than the date.
    ScopeDate,
    /// The Authorization header cannot be read.
    Malformed(Malformation),
}

/// What is done to a signed header after signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Change {
    /// It gets another value.
    Value(#[serde(with = "word")] Word),
    /// It is taken away.
    Removed,
    /// It comes once more, with this value.
    Again(#[serde(with = "word")] Word),
}

/// How an Authorization header becomes one that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Malformation {
    /// It is of another scheme, or of none: this text instead.
    Scheme(#[serde(with = "word")] Word),
    /// Every occurrence of a text in the right header is replaced by another.
    Edited {
        /// The text.
        #[serde(with = "word")]
        find: Word,
        /// The other.
        #[serde(with = "word")]
        put: Word,
    },
    /// One of its three parts is missing.
    Without(#[serde(with = "word")] Word),
}
