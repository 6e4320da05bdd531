//! A stream on which something else is written than was given.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::transport::Rewrite;

/// Writes what the function makes of each piece that it is given; as it is where there is none.
pub struct Rewritten<S> {
    stream: S,
    rewrite: Option<Rewrite>,
    /// What is still to be written.
    waiting: Vec<u8>,
}

impl<S: AsyncWrite + Unpin> Rewritten<S> {
    /// The stream, rewritten so.
    pub fn new(stream: S, rewrite: Option<Rewrite>) -> Self {
        Self {
            stream,
            rewrite,
            waiting: Vec::new(),
        }
    }

    fn poll_drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.waiting.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.waiting))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.waiting.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Rewritten<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Rewritten<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Some(rewrite) = self.rewrite else {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        };
        ready!(self.poll_drain(context))?;
        self.waiting = rewrite(bytes);
        // What is left of it goes before the next piece, or when the stream is flushed.
        if let Poll::Ready(Err(error)) = self.poll_drain(context) {
            return Poll::Ready(Err(error));
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.rewrite.is_none() {
            return Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        }
        let first = pieces.iter().find(|piece| !piece.is_empty());
        self.poll_write(context, first.map_or(&[], |piece| piece))
    }

    /// Head and body of an answer are one piece where they are rewritten.
    fn is_write_vectored(&self) -> bool {
        self.rewrite.is_none() && self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn each_piece_is_rewritten_and_comes_whole() {
        let (near, mut far) = tokio::io::duplex(3);
        let doubled = |bytes: &[u8]| bytes.repeat(2);
        let mut stream = Rewritten::new(near, Some(doubled));
        let writing = async {
            stream.write_all(b"abcd").await.unwrap();
            stream.write_all(b"e").await.unwrap();
            stream.shutdown().await.unwrap();
        };
        let mut came = String::new();
        let (_, read) = tokio::join!(writing, far.read_to_string(&mut came));
        read.unwrap();
        assert_eq!(came, "abcdabcdee");
    }
}
