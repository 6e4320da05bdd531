//! The seams of an answer's way over the wire.

use std::time::Duration;

use crate::wire::HttpRequest;

use super::connection::Earlier;
use super::reply::Reply;

/// The seams of transport. The in-process [`super::Engine`] has no wire and does not ask them.
#[derive(Clone, Copy)]
pub struct TransportSeams {
    /// How the reply to the request is delivered.
    pub deliver: fn(&HttpRequest, &Reply) -> Delivery,
    /// Whether header names are written `Content-Type` and not `content-type`.
    pub title_case: bool,
    /// Whether a connection remembers its last exchange. Nothing does, but for a seam that asks what it was.
    pub remembers: bool,
    /// The reply that the exchange before on the same connection leads to, in the place of the request's own.
    pub instead: fn(&HttpRequest, &Earlier) -> Option<Reply>,
    /// The status that answers a message which ends before it is whole. Where there is none, nobody is answered.
    pub cut_short: Option<u16>,
    /// What is written to the connection in the place of these bytes: an answer's head, or its body, or both.
    pub rewrite: Option<Rewrite>,
}

/// What is written in the place of bytes.
pub type Rewrite = fn(&[u8]) -> Vec<u8>;

/// How a reply is delivered. The default is whole, at once, with its length, on a connection that stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// To wait before the answer begins.
    pub delay: Duration,
    /// Chunked transfer coding, in pieces of so many bytes.
    pub chunks: Option<usize>,
    /// Whether the connection is closed after the answer.
    pub close: bool,
    /// Whether it is closed in the place of an answer.
    pub silent: bool,
    /// Whether the connection breaks after so many bytes of the body.
    pub cut_after: Option<usize>,
}

impl Default for TransportSeams {
    fn default() -> Self {
        Self {
            deliver: |_, _| Delivery::default(),
            title_case: false,
            remembers: false,
            instead: |_, _| None,
            cut_short: None,
            rewrite: None,
        }
    }
}
