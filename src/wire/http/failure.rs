//! What the client library's errors mean. Their own texts are never shown: some quote the URL.

use std::error::Error;
use std::io;

use crate::wire::{ConnectFailure, Endpoint, Limits, NoAnswer, tls};

/// `received` counts the bytes of the answer that had come.
pub(super) fn no_answer(
    error: &reqwest::Error,
    endpoint: &Endpoint,
    limits: &Limits,
    received: usize,
) -> NoAnswer {
    if error.is_connect() {
        return no_connection(error, endpoint, limits);
    }
    let closed = NoAnswer::Closed {
        received,
        expected: None,
    };
    let io = cause(error).map(unwrapped);
    match cause::<hyper::Error>(error) {
        Some(http) if http.is_parse_too_large() => NoAnswer::HeadTooLarge { limit: limits.head },
        Some(http) if http.is_parse() => NoAnswer::Malformed(http.to_string()),
        Some(http) if http.is_incomplete_message() || http.is_canceled() || http.is_closed() => {
            closed
        }
        _ => match io {
            Some(io) if is_framing(io) => {
                NoAnswer::Malformed("its chunks are malformed".to_owned())
            }
            Some(io) => NoAnswer::of_io(io, received),
            None => NoAnswer::Broken(innermost(error)),
        },
    }
}

fn no_connection(error: &reqwest::Error, endpoint: &Endpoint, limits: &Limits) -> NoAnswer {
    if error.is_dns() {
        return ConnectFailure::Unresolved(innermost(error)).into();
    }
    if error.is_timeout() {
        let after = limits.connecting();
        return ConnectFailure::Timeout { after }.into();
    }
    match cause(error).map(unwrapped) {
        Some(io) if endpoint.is_https() && is_handshake(io) => NoAnswer::Tls(tls::reason(io)),
        Some(io) => ConnectFailure::of_io(io).into(),
        None => ConnectFailure::Other(innermost(error)).into(),
    }
}

/// Opening a TCP connection fails in other ways.
fn is_handshake(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    tls::alert(error).is_some()
        || matches!(
            error.kind(),
            Kind::UnexpectedEof
                | Kind::ConnectionReset
                | Kind::ConnectionAborted
                | Kind::BrokenPipe
        )
}

/// The library below reports malformed chunks as errors of input.
fn is_framing(error: &io::Error) -> bool {
    tls::alert(error).is_none()
        && matches!(
            error.kind(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData
        )
}

/// The libraries wrap errors of input and output into others, which then tell no kind.
fn unwrapped(error: &io::Error) -> &io::Error {
    let within = error.get_ref().and_then(|within| within.downcast_ref());
    within.map_or(error, unwrapped)
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

fn cause<E: Error + 'static>(error: &reqwest::Error) -> Option<&E> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

/// The operating system's or the protocol's own words, below every text that holds the URL.
fn innermost(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or("of an unknown cause".to_owned(), ToString::to_string)
}
