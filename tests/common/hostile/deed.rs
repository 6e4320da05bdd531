//! What a misbehaviour is made of.

use std::time::Duration;

use super::message;

/// One thing that is done in place of an answer. After the last of them the connection goes on, unless one has ended it.
pub enum Deed {
    /// These bytes are sent.
    Say(Vec<u8>),
    /// These bytes are sent again and again, so far apart, until the client has enough.
    Repeat(Vec<u8>, Duration),
    /// These bytes are sent one by one, so far apart.
    Drip(Vec<u8>, Duration),
    /// Nothing for so long.
    Pause(Duration),
    /// Nothing, until the client goes away.
    Hold,
    /// Nothing, until the client sends something more.
    Listen,
    /// The connection ends in an orderly way.
    Close,
    /// The connection is torn down.
    Reset,
    /// These bytes go to another client that is answered at this moment, and the other's come here.
    Swap(Vec<u8>),
    /// The server is gone, with all its connections: for so long, or for good.
    Die(Option<Duration>),
}

/// The request that is met with deeds, and what an endpoint has answered to it.
pub struct Asked<'a> {
    /// The true answer; empty where the request was not carried out.
    pub answer: &'a [u8],
    /// The request, as it came.
    pub request: &'a [u8],
    /// How many requests were met so before.
    pub number: usize,
    /// An address where nobody must ever come to.
    pub elsewhere: &'a str,
    /// The request id of the first answer that was spoiled.
    pub first_id: &'a str,
}

impl Asked<'_> {
    /// The head of the true answer, up to its empty line.
    pub fn head(&self) -> &[u8] {
        message::parts(self.answer).0
    }

    /// The body of the true answer.
    pub fn body(&self) -> &[u8] {
        message::parts(self.answer).1
    }

    /// The first part of the true answer: `tenths` of its body behind its whole head.
    pub fn cut(&self, tenths: usize) -> Vec<u8> {
        let end = self.head().len() + self.body().len() * tenths / 10;
        self.answer[..end].to_vec()
    }

    /// The true answer with another body.
    pub fn with_body(&self, body: impl AsRef<[u8]>) -> Vec<u8> {
        message::with_body(self.answer, body.as_ref())
    }

    /// The true answer with these lines more in its head.
    pub fn with_lines(&self, lines: &str) -> Vec<u8> {
        message::with_lines(self.answer, lines)
    }

    /// The true answer with something else for the line that tells its length.
    pub fn framed_by(&self, lines: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
        let unframed = message::without_length(self.answer);
        let mut bytes = message::with_lines(&unframed, lines);
        bytes.truncate(bytes.len() - self.body().len());
        bytes.extend_from_slice(body.as_ref());
        bytes
    }

    /// The true document, as text.
    pub fn document(&self) -> String {
        String::from_utf8_lossy(self.body()).into_owned()
    }

    /// The length of the true body.
    pub fn length(&self) -> usize {
        self.body().len()
    }
}
