//! How long and how much: what keeps the harness alive whatever the endpoint does.

use std::time::Duration;

/// Header fields an answer may have, trailers apart: what the client library reads.
pub(super) const FIELDS: usize = 100;

/// Bytes of a body that anybody may ask for at most: each lane may hold one.
pub const LARGEST_BODY: usize = 64 << 20;

/// Limits on one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For a connection, TLS handshake included; no more than three quarters of `answer`.
    pub connect: Duration,
    /// From the start of the request to the last byte of the answer. A connection that the client makes on the way
    /// counts.
    pub answer: Duration,
    /// Bytes of an answer's body, after any transfer coding.
    pub body: usize,
    /// Bytes of an answer's head, and of the trailers.
    pub head: usize,
}

impl Limits {
    /// What connecting is given: so much less than the answer that it is always clear which of them did not come.
    pub(super) fn connecting(&self) -> Duration {
        self.connect.min(self.answer / 4 * 3)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(10),
            body: 4 << 20,
            head: 64 << 10,
        }
    }
}
