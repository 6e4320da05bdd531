//! Why there is no answer to judge.

use std::io;
use std::time::Duration;

use super::limits::FIELDS;
use super::tls;

/// Why no whole, timely HTTP answer came. Texts are of our own making: none holds bytes that were sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// No connection was made.
    #[error(transparent)]
    Connect(#[from] ConnectFailure),
    /// The time limit passed.
    #[error("no answer within {} s ({})", .after.as_secs_f64(), came(*.received))]
    Timeout {
        /// The limit.
        after: Duration,
        /// Bytes of the answer that had come; 0 if its head was not whole and nobody counted.
        received: usize,
    },
    /// The endpoint closed the connection in an orderly way, too early.
    #[error("the connection was closed before the answer was whole ({})", progress(*.received, *.expected))]
    Closed {
        /// Bytes that had come: of the body if `expected` is given, else of the whole answer.
        received: usize,
        /// Bytes the body was announced to have.
        expected: Option<usize>,
    },
    /// The endpoint tore the connection down.
    #[error("the connection was reset before the answer was whole")]
    Reset,
    /// The head of the answer is larger than this program reads, or has more fields.
    #[error(
        "the head of the answer exceeds the limit ({limit} bytes, {FIELDS} fields; see --max-head)"
    )]
    HeadTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The body of the answer is larger than this program reads.
    #[error("the body of the answer exceeds the limit ({limit} bytes; see --max-body)")]
    BodyTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// What came is not HTTP; the reason completes "the answer is not HTTP: …".
    #[error("the answer is not HTTP: {0}")]
    Malformed(String),
    /// The TLS handshake failed.
    #[error("the TLS handshake failed: {0} (see --ca-bundle)")]
    Tls(String),
    /// Anything else the operating system reports.
    #[error("the connection failed: {0}")]
    Broken(String),
}

/// Why no connection was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectFailure {
    /// Nobody listens there.
    #[error("connection refused")]
    Refused,
    /// The host name has no address.
    #[error("the host name could not be resolved: {0}")]
    Unresolved(String),
    /// No connection within the limit.
    #[error("no connection within {} s", .after.as_secs_f64())]
    Timeout {
        /// The limit.
        after: Duration,
    },
    /// Anything else: no route, no sockets left.
    #[error("no connection: {0}")]
    Other(String),
}

impl NoAnswer {
    /// No request can have reached the endpoint: connecting, or the TLS handshake, failed.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Connect(_) | Self::Tls(_))
    }

    /// A stable word for snapshots and baselines.
    pub fn short(&self) -> &'static str {
        match self {
            Self::Connect(ConnectFailure::Refused) => "refused",
            Self::Connect(ConnectFailure::Unresolved(_)) => "unresolved",
            Self::Connect(ConnectFailure::Timeout { .. } | ConnectFailure::Other(_)) => {
                "unreachable"
            }
            Self::Timeout { .. } => "timeout",
            Self::Closed { .. } => "closed",
            Self::Reset => "reset",
            Self::HeadTooLarge { .. } | Self::BodyTooLarge { .. } => "too-large",
            Self::Malformed(_) => "malformed",
            Self::Tls(_) => "tls",
            Self::Broken(_) => "broken",
        }
    }

    /// Names what the operating system, or TLS, says of a connection that had been made.
    pub(super) fn of_io(error: &io::Error, received: usize) -> Self {
        use io::ErrorKind as Kind;
        match (error.kind(), tls::alert(error)) {
            // TLS 1.3 servers refuse a client after its handshake.
            (_, Some(alert)) if received == 0 => Self::Tls(alert.to_string()),
            (Kind::UnexpectedEof, _) => Self::Closed {
                received,
                expected: None,
            },
            (Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe, _) => Self::Reset,
            _ => Self::Broken(error.to_string()),
        }
    }
}

impl ConnectFailure {
    /// Names what the operating system says of a connection that could not be made.
    pub(super) fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => Self::Refused,
            _ => Self::Other(error.to_string()),
        }
    }
}

fn came(received: usize) -> String {
    match received {
        0 => "no whole head came".to_owned(),
        1 => "1 byte came".to_owned(),
        _ => format!("{received} bytes came"),
    }
}

fn progress(received: usize, expected: Option<usize>) -> String {
    expected.map_or_else(
        || came(received),
        |expected| format!("{received} of {expected} bytes"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_says_how_long_and_what_came() {
        let after = Duration::from_secs(10);
        assert_eq!(
            NoAnswer::Timeout { after, received: 0 }.to_string(),
            "no answer within 10 s (no whole head came)"
        );
        let after = Duration::from_millis(250);
        assert_eq!(
            NoAnswer::Timeout { after, received: 7 }.to_string(),
            "no answer within 0.25 s (7 bytes came)"
        );
    }

    #[test]
    fn an_answer_cut_short_says_where() {
        let cut = |received, expected| NoAnswer::Closed { received, expected }.to_string();
        assert_eq!(
            cut(120, Some(300)),
            "the connection was closed before the answer was whole (120 of 300 bytes)"
        );
        assert_eq!(
            cut(1, None),
            "the connection was closed before the answer was whole (1 byte came)"
        );
    }

    #[test]
    fn every_failure_has_a_stable_word() {
        let after = Duration::ZERO;
        for (failure, word) in [
            (ConnectFailure::Refused.into(), "refused"),
            (ConnectFailure::Unresolved("x".into()).into(), "unresolved"),
            (ConnectFailure::Timeout { after }.into(), "unreachable"),
            (ConnectFailure::Other("x".into()).into(), "unreachable"),
            (NoAnswer::Timeout { after, received: 0 }, "timeout"),
            (
                NoAnswer::Closed {
                    received: 0,
                    expected: None,
                },
                "closed",
            ),
            (NoAnswer::Reset, "reset"),
            (NoAnswer::HeadTooLarge { limit: 1 }, "too-large"),
            (NoAnswer::BodyTooLarge { limit: 1 }, "too-large"),
            (NoAnswer::Malformed("x".into()), "malformed"),
            (NoAnswer::Tls("x".into()), "tls"),
            (NoAnswer::Broken("x".into()), "broken"),
        ] {
            assert_eq!(failure.short(), word);
        }
    }

    #[test]
    fn what_the_operating_system_says_is_named() {
        use io::ErrorKind as Kind;
        let of = |kind| NoAnswer::of_io(&io::Error::new(kind, "words"), 7);
        let closed = NoAnswer::Closed {
            received: 7,
            expected: None,
        };
        assert_eq!(of(Kind::UnexpectedEof), closed);
        for kind in [
            Kind::ConnectionReset,
            Kind::ConnectionAborted,
            Kind::BrokenPipe,
        ] {
            assert_eq!(of(kind), NoAnswer::Reset);
        }
        assert_eq!(of(Kind::Other), NoAnswer::Broken("words".to_owned()));
        let refused = |kind| ConnectFailure::of_io(&io::Error::new(kind, "words"));
        assert_eq!(refused(Kind::ConnectionRefused), ConnectFailure::Refused);
        let other = ConnectFailure::Other("words".to_owned());
        assert_eq!(refused(Kind::Other), other);
    }

    #[test]
    fn only_connecting_and_the_handshake_make_an_endpoint_unreachable() {
        assert!(NoAnswer::from(ConnectFailure::Refused).is_unreachable());
        assert!(NoAnswer::Tls("unknown issuer".into()).is_unreachable());
        assert!(!NoAnswer::Reset.is_unreachable());
        assert!(
            !NoAnswer::Timeout {
                after: Duration::ZERO,
                received: 0
            }
            .is_unreachable()
        );
    }
}
