//! The endpoint on a socket: HTTP/1.1 by hyper, one task a connection.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::wire::sigv4::Keys;

use super::connection::Connection;
use super::engine::Engine;
use super::exchange::answer;
use super::options::Options;
use super::rewritten::Rewritten;

/// The largest request head, in bytes; above it hyper answers 431.
const HEAD: usize = 64 * 1024;
/// How long a request's head may take, and how long a connection may lie idle.
const HEAD_TIME: Duration = Duration::from_secs(60);
/// How long connections are given to end.
const STOP_TIME: Duration = Duration::from_secs(2);

/// A running endpoint. Dropping it stops it.
pub struct Reference {
    address: SocketAddr,
    engine: Arc<Engine>,
    stop: watch::Sender<()>,
    task: JoinHandle<()>,
}

impl Reference {
    /// Starts an endpoint on the current runtime.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(options.address).await?;
        let address = listener.local_addr()?;
        let engine = Arc::new(Engine::new(&options));
        let (stop, stopped) = watch::channel(());
        let task = tokio::spawn(accept(listener, engine.clone(), stopped));
        Ok(Self {
            address,
            engine,
            stop,
            task,
        })
    }

    /// Where it listens: `http://127.0.0.1:4607`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The keys of a user with full rights, who is not root.
    pub fn admin(&self) -> Keys {
        self.engine.admin()
    }

    /// The keys of the root user.
    pub fn root(&self) -> Keys {
        self.engine.root()
    }

    /// Takes no more connections, lets answers that have begun come to their end, and returns.
    pub async fn stop(self) {
        drop(self.stop);
        // An error would be a panic of the task, of which there is nothing left to stop.
        let _ = self.task.await;
    }
}

async fn accept(listener: TcpListener, engine: Arc<Engine>, mut stopped: watch::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(carry(stream, engine.clone(), stopped.clone()));
                }
                // Out of file descriptors, or a client that has gone already: others may come.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
            _ = stopped.changed() => break,
        }
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(STOP_TIME, all).await;
}

async fn carry(stream: TcpStream, engine: Arc<Engine>, mut stopped: watch::Receiver<()>) {
    // Without it answers are slower, not wrong.
    let _ = stream.set_nodelay(true);
    let stopped = async {
        let _ = stopped.changed().await;
    };
    let cut_short = engine.seams().transport.cut_short;
    let Ok((stream, spare)) = spared(stream, cut_short.is_some()) else {
        return;
    };
    let ended = serve(stream, engine, SystemTime::now, stopped).await;
    // How a connection ends is the client's business, but for a seam that answers a head cut short.
    let is_cut_short = ended.is_err_and(|error| error.is_incomplete_message());
    if let (true, Some(status), Some(mut spare)) = (is_cut_short, cut_short, spare) {
        let head = format!("HTTP/1.1 {status} \r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let _ = spare.write_all(head.as_bytes()).await;
    }
}

/// Serves one connection, whatever carries it, at the time that the clock tells; until it ends, or, once the endpoint is
/// stopped, until the answer is given that has begun.
///
/// # Errors
/// The connection ended otherwise than HTTP has it.
pub async fn serve<S>(
    stream: S,
    engine: Arc<Engine>,
    clock: fn() -> SystemTime,
    stopped: impl Future<Output = ()>,
) -> hyper::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let seams = engine.seams().transport;
    let stream = Rewritten::new(stream, seams.rewrite);
    let connection = Arc::new(Connection::new(engine, clock));
    let service = service_fn(move |request| answer(connection.clone(), request));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD)
            .half_close(true)
            .title_case_headers(seams.title_case)
            .serve_connection(TokioIo::new(stream), service)
    );
    tokio::select! {
        ended = &mut connection => return ended,
        () = stopped => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}

/// The stream, and where it is asked for a second handle of it: hyper keeps the first to the end of the connection.
fn spared(stream: TcpStream, asked: bool) -> io::Result<(TcpStream, Option<TcpStream>)> {
    if !asked {
        return Ok((stream, None));
    }
    let stream = stream.into_std()?;
    let spare = TcpStream::from_std(stream.try_clone()?)?;
    Ok((TcpStream::from_std(stream)?, Some(spare)))
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
