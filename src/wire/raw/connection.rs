//! One connection under our control.

use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::time::timeout;

use crate::wire::{Answer, Endpoint, HttpRequest, Limits, NoAnswer, Tls};

use super::answer::read;
use super::dial::{Stream, dial};
use super::incoming::Incoming;
use super::render;

/// One connection, with its bytes under our control: for framings that no client library would send, for the
/// spelling of headers and targets, for pipelining and half-close, and for answers that must be read strictly.
pub struct RawConnection {
    incoming: Incoming<ReadHalf<Box<dyn Stream>>>,
    outgoing: WriteHalf<Box<dyn Stream>>,
    limits: Limits,
    written: Instant,
}

impl RawConnection {
    /// Connects, with TLS where the endpoint's scheme says so, within [`Limits::connect`].
    ///
    /// # Errors
    /// Name, connection or handshake failed: [`NoAnswer::is_unreachable`].
    pub async fn open(endpoint: &Endpoint, tls: &Tls, limits: &Limits) -> Result<Self, NoAnswer> {
        Ok(Self::on(dial(endpoint, tls, limits).await?, limits))
    }

    /// Over what has been connected by others.
    pub fn over<S>(stream: S, limits: &Limits) -> Self
    where
        S: AsyncRead + AsyncWrite + Send + Sync + Unpin + 'static,
    {
        Self::on(Box::new(stream), limits)
    }

    fn on(stream: Box<dyn Stream>, limits: &Limits) -> Self {
        let (incoming, outgoing) = split(stream);
        Self {
            incoming: Incoming::new(incoming),
            outgoing,
            limits: *limits,
            written: Instant::now(),
        }
    }

    /// Sends bytes as they are, within [`Limits::answer`].
    ///
    /// # Errors
    /// The endpoint does not take them. It may have answered all the same: see [`Self::read_answer`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), NoAnswer> {
        self.written = Instant::now();
        let Self {
            outgoing, limits, ..
        } = self;
        match timeout(limits.answer, send(outgoing, bytes)).await {
            Ok(sent) => sent.map_err(|error| NoAnswer::of_io(&error, 0)),
            Err(_) => Err(NoAnswer::Timeout {
                after: limits.answer,
                received: 0,
            }),
        }
    }

    /// Says that nothing more will be sent (half-close), as far as the connection still takes it.
    pub async fn finish_writing(&mut self) {
        // A connection that is gone already shows so when it is read.
        let _ = timeout(self.limits.answer, self.outgoing.shutdown()).await;
    }

    /// Reads one answer within [`Limits::answer`]: strictly, of any framing, interim ones skipped. `head_only` is
    /// for the answer to a HEAD. Bytes that come after it wait for the next call.
    ///
    /// # Errors
    /// What came is no whole, timely HTTP answer.
    pub async fn read_answer(&mut self, head_only: bool) -> Result<Answer, NoAnswer> {
        self.exchange(&[], head_only).await
    }

    /// Sends a request and reads its answer, which may come, with the connection closed behind it, before the request
    /// has been sent whole. [`Limits::answer`] covers both.
    ///
    /// # Errors
    /// As [`Self::read_answer`].
    pub async fn send(&mut self, request: &HttpRequest) -> Result<Answer, NoAnswer> {
        self.written = Instant::now();
        self.exchange(&render(request), request.method == "HEAD")
            .await
    }

    async fn exchange(&mut self, bytes: &[u8], head_only: bool) -> Result<Answer, NoAnswer> {
        let Self {
            incoming,
            outgoing,
            limits,
            ..
        } = self;
        let exchange = async {
            let mut answer = std::pin::pin!(read(incoming, head_only, limits));
            tokio::select! {
                biased;
                answer = &mut answer => answer,
                // Whether sending failed is told by what is read.
                _ = send(outgoing, bytes) => answer.await,
            }
        };
        let Ok(answer) = timeout(limits.answer, exchange).await else {
            return Err(NoAnswer::Timeout {
                after: limits.answer,
                received: incoming.received(),
            });
        };
        let (head, body) = answer?;
        Ok(Answer {
            status: head.status,
            headers: head.fields,
            body,
            took: self.written.elapsed(),
        })
    }

    /// Waits until the endpoint sends something, an interim answer perhaps, or the time is up. What came is read later.
    pub async fn wait_for_bytes(&mut self, within: Duration) {
        if !self.incoming.is_waiting() {
            let _ = timeout(within, self.incoming.fill()).await;
        }
    }

    /// Whether the endpoint ends the connection within that time, without sending anything more.
    pub async fn at_end(&mut self, within: Duration) -> bool {
        if self.incoming.is_waiting() {
            return false;
        }
        match timeout(within, self.incoming.fill()).await {
            Ok(came) => came != Ok(true),
            Err(_) => false,
        }
    }
}

async fn send(outgoing: &mut WriteHalf<Box<dyn Stream>>, bytes: &[u8]) -> std::io::Result<()> {
    outgoing.write_all(bytes).await?;
    outgoing.flush().await
}
