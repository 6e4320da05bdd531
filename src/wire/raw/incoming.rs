//! What has come and not been read yet: lines and counted bytes, bounded.

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::wire::NoAnswer;

/// Bytes asked of the connection at once.
const PIECE: usize = 16 << 10;

/// The reading side of a connection.
pub(super) struct Incoming<R> {
    io: R,
    buffer: BytesMut,
    received: usize,
}

impl<R: AsyncRead + Unpin> Incoming<R> {
    pub(super) fn new(io: R) -> Self {
        Self {
            io,
            buffer: BytesMut::new(),
            received: 0,
        }
    }

    /// Counts anew: what waits already belongs to the answer that is read next.
    pub(super) fn start(&mut self) {
        self.received = self.buffer.len();
    }

    /// Bytes that have come since the start of this answer, whether read or not.
    pub(super) fn received(&self) -> usize {
        self.received
    }

    /// Waits for more. False at the end.
    pub(super) async fn fill(&mut self) -> Result<bool, NoAnswer> {
        self.buffer.reserve(PIECE);
        let came = self.io.read_buf(&mut self.buffer).await;
        let came = came.map_err(|error| NoAnswer::of_io(&error, self.received))?;
        self.received += came;
        Ok(came > 0)
    }

    /// Something has come that nobody has read.
    pub(super) fn is_waiting(&self) -> bool {
        !self.buffer.is_empty()
    }

    /// Looks whether this comes next, as soon as that can be told.
    pub(super) async fn starts_with(&mut self, start: &[u8]) -> Result<bool, NoAnswer> {
        loop {
            let known = self.buffer.len().min(start.len());
            if self.buffer.get(..known) != start.get(..known) {
                return Ok(false);
            }
            if known == start.len() {
                return Ok(true);
            }
            self.fill_some().await?;
        }
    }

    /// The next line, without its CRLF. What it takes is taken off the budget.
    pub(super) async fn line(&mut self, budget: &mut Budget) -> Result<BytesMut, NoAnswer> {
        let mut seen = 0;
        loop {
            let unseen = self.buffer.get(seen..).unwrap_or_default();
            if let Some(at) = unseen.iter().position(|&byte| byte == b'\n') {
                budget.take(seen + at + 1)?;
                let mut line = self.buffer.split_to(seen + at + 1);
                if !line.ends_with(b"\r\n") {
                    return Err(malformed("a line ends with LF alone"));
                }
                line.truncate(line.len() - 2);
                return Ok(line);
            }
            seen = self.buffer.len();
            budget.allows(seen)?;
            self.fill_some().await?;
        }
    }

    /// Moves so many bytes to the body; fewer only at the end of the connection.
    pub(super) async fn take(
        &mut self,
        mut count: usize,
        body: &mut Vec<u8>,
    ) -> Result<(), NoAnswer> {
        while count > 0 && (self.is_waiting() || self.fill().await?) {
            let piece = count.min(self.buffer.len());
            body.extend_from_slice(self.buffer.get(..piece).unwrap_or_default());
            self.buffer.advance(piece);
            count -= piece;
        }
        Ok(())
    }

    /// The connection ended where it must not.
    pub(super) fn closed(&self) -> NoAnswer {
        NoAnswer::Closed {
            received: self.received,
            expected: None,
        }
    }

    async fn fill_some(&mut self) -> Result<(), NoAnswer> {
        match self.fill().await? {
            true => Ok(()),
            false => Err(self.closed()),
        }
    }
}

/// Bytes that the lines of an answer may still take.
pub(super) struct Budget {
    limit: usize,
    left: usize,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, left: limit }
    }

    /// There is more than may be.
    pub(super) fn exceeded(&self) -> NoAnswer {
        NoAnswer::HeadTooLarge { limit: self.limit }
    }

    fn allows(&self, count: usize) -> Result<(), NoAnswer> {
        match count <= self.left {
            true => Ok(()),
            false => Err(self.exceeded()),
        }
    }

    fn take(&mut self, count: usize) -> Result<(), NoAnswer> {
        self.allows(count)?;
        self.left -= count;
        Ok(())
    }
}

/// The reasons are ours and never quote what came: an endpoint may echo a password anywhere.
pub(super) fn malformed(reason: &str) -> NoAnswer {
    NoAnswer::Malformed(reason.to_owned())
}
