//! The body of an answer on the wire: whole, in chunks, or cut off.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use super::transport::Delivery;

/// Yields its pieces, and then ends or breaks.
pub struct AnswerBody {
    pieces: VecDeque<Bytes>,
    /// What `Content-Length` says; none makes hyper use chunks.
    length: Option<u64>,
    breaks: bool,
    /// The pieces had time to be sent: hyper throws away what it still holds when a body breaks.
    flushed: bool,
}

impl AnswerBody {
    /// The body, to be delivered so.
    pub fn new(body: Vec<u8>, delivery: &Delivery) -> Self {
        let mut body = Bytes::from(body);
        let length = delivery.chunks.is_none().then_some(body.len() as u64);
        let breaks = delivery.cut_after.is_some_and(|at| at < body.len());
        body.truncate(delivery.cut_after.unwrap_or(usize::MAX));
        let size = delivery.chunks.unwrap_or(usize::MAX).max(1);
        let mut pieces = VecDeque::new();
        while !body.is_empty() {
            pieces.push_back(body.split_to(size.min(body.len())));
        }
        Self {
            pieces,
            length,
            breaks,
            flushed: false,
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let broken = || io::Error::other("the answer is cut off on purpose");
        Poll::Ready(match self.pieces.pop_front() {
            Some(piece) => Some(Ok(Frame::data(piece))),
            None if self.breaks && !self.flushed => {
                self.flushed = true;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            None if self.breaks => Some(Err(broken())),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && !self.breaks
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map(SizeHint::with_exact).unwrap_or_default()
    }
}
