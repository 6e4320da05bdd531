//! How a request is signed, or how its signature is broken.

use std::time::Duration;

/// The signature of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
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
    /// Broken so.
    Broken(Breach),
    /// Legal, but dated so many seconds from now (negative: in the past).
    Dated {
        /// Seconds from now.
        seconds: i64,
    },
    /// Legal, for another region.
    Region(&'static str),
    /// Open: the sources do not say what becomes of it.
    Odd(Oddity),
}

/// Signed in a way that the sources say nothing of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Oddity {
    /// A session token that nobody issued.
    GarbageToken,
    /// The Authorization header twice.
    TwoAuthorizations,
    /// `x-amz-content-sha256: UNSIGNED-PAYLOAD`
    UnsignedPayload,
    /// The right signature in upper-case hex.
    UpperCase,
}

/// What is wrong with a signature. A key is seen working before it is broken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Breach {
    /// A key id that nobody has.
    UnknownKey,
    /// The key was switched off.
    InactiveKey,
    /// The key was deleted (or its user).
    DeletedKey,
    /// Signed with another secret.
    WrongSecret,
    /// The secret's case is changed.
    SecretCase,
    /// One hex digit of the signature is changed.
    Digit(usize),
    /// Only the first digits of the signature.
    Cut(usize),
    /// An empty signature.
    Empty,
    /// The body is changed after signing; the old hash is kept in `x-amz-content-sha256` or there is none.
    Body {
        /// Whether a header carries the hash of the old body.
        hash: bool,
    },
    /// A signed header is changed after signing.
    Header,
    /// The query is changed after signing (presigned).
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
    /// Presigned, and past its X-Amz-Expires.
    Expired,
    /// The scope names another service.
    Service(&'static str),
    /// The scope names another day than the date.
    ScopeDate,
    /// The Authorization header is replaced by this text.
    Malformed(&'static str),
    /// Signed by another user's secret under this user's key id.
    ForeignSecret,
}
