//! A server on a loopback port that misbehaves as it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use super::{Endpoint, HttpRequest};

/// What the server does once it has read a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mode {
    /// Sends this, and waits for the next request.
    Answer(&'static str),
    /// Sends this and no more, and keeps the connection open.
    Hang(&'static str),
    /// Sends this and closes, in TLS with a goodbye.
    Close(&'static str),
    /// Sends this and closes without one.
    Drop(&'static str),
    /// Sends this and resets the connection.
    Reset(&'static str),
    /// Sends this again and again.
    Endless(&'static str),
    /// Answers the first request of the first connection, closes on every other.
    CloseAfterOne,
    /// Answers the first request of each connection, closes on the next.
    CloseAfterOneEach,
    /// Sends this when the head has come, and closes without reading the body.
    Early(&'static str),
}

/// A whole answer.
pub(super) const OK: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<ok>";

/// Stops when dropped.
pub(super) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

/// What has come: the requests as they were sent, and how many connections.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) connections: usize,
    pub(super) requests: Vec<String>,
}

impl Server {
    pub(super) async fn start(mode: Mode) -> Self {
        Self::serve(mode, None).await
    }

    pub(super) async fn start_tls(mode: Mode, acceptor: TlsAcceptor) -> Self {
        Self::serve(mode, Some(acceptor)).await
    }

    async fn serve(mode: Mode, acceptor: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let task = tokio::spawn(accept(listener, mode, acceptor, seen.clone()));
        Self {
            address,
            seen,
            task,
        }
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        Endpoint::parse(&format!("http://{}", self.address)).unwrap()
    }

    pub(super) fn https_endpoint(&self) -> Endpoint {
        Endpoint::parse(&format!("https://{}", self.address)).unwrap()
    }

    pub(super) fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A port on which nobody listens.
pub(super) async fn dead_endpoint() -> Endpoint {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    Endpoint::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap()
}

pub(super) fn get(target: &str) -> HttpRequest {
    HttpRequest {
        method: "GET".into(),
        target: target.into(),
        headers: vec![("Host".into(), "iam.test".into())],
        body: Vec::new(),
    }
}

pub(super) fn post(body: &[u8]) -> HttpRequest {
    HttpRequest {
        method: "POST".into(),
        body: body.to_vec(),
        ..get("/")
    }
}

async fn accept(
    listener: TcpListener,
    mode: Mode,
    acceptor: Option<TlsAcceptor>,
    seen: Arc<Mutex<Seen>>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let nth = {
            let mut seen = seen.lock().unwrap();
            seen.connections += 1;
            seen.connections
        };
        let (seen, acceptor) = (seen.clone(), acceptor.clone());
        tokio::spawn(async move {
            if let Mode::Reset(_) = mode {
                stream.set_zero_linger().unwrap();
            }
            // What the client does to the connection is the test's business, not the server's.
            let _ = match acceptor {
                Some(acceptor) => match acceptor.accept(stream).await {
                    Ok(stream) => converse(stream, mode, nth, &seen).await,
                    Err(error) => Err(error),
                },
                None => converse::<TcpStream>(stream, mode, nth, &seen).await,
            };
        });
    }
}

async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    mode: Mode,
    connection: usize,
    seen: &Mutex<Seen>,
) -> std::io::Result<()> {
    let mut buffer = Vec::new();
    for nth in 1.. {
        let whole = !matches!(mode, Mode::Early(_));
        let Some(request) = read_request(&mut stream, &mut buffer, whole).await? else {
            return Ok(());
        };
        seen.lock().unwrap().requests.push(request);
        let (text, ends) = match mode {
            Mode::Answer(text) => (text, false),
            Mode::CloseAfterOne if (connection, nth) == (1, 1) => (OK, false),
            Mode::CloseAfterOneEach if nth == 1 => (OK, false),
            Mode::CloseAfterOne | Mode::CloseAfterOneEach => ("", true),
            Mode::Hang(text) | Mode::Endless(text) => (text, false),
            Mode::Close(text) | Mode::Drop(text) | Mode::Reset(text) | Mode::Early(text) => {
                (text, true)
            }
        };
        stream.write_all(text.as_bytes()).await?;
        stream.flush().await?;
        if let Mode::Endless(text) = mode {
            loop {
                stream.write_all(text.as_bytes()).await?;
            }
        }
        if let Mode::Early(_) = mode {
            // Closing with unread bytes would tear the answer down with the connection.
            stream.shutdown().await?;
            tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
        }
        if ends {
            break;
        }
    }
    if let Mode::Close(_) = mode {
        stream.shutdown().await?;
    }
    Ok(())
}

/// One request as it was sent; None at the end of the connection.
async fn read_request<S: AsyncRead + Unpin>(
    stream: &mut S,
    buffer: &mut Vec<u8>,
    whole: bool,
) -> std::io::Result<Option<String>> {
    loop {
        let text = String::from_utf8_lossy(buffer);
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let lower = head.to_lowercase();
            let length = lower
                .split("\r\ncontent-length: ")
                .nth(1)
                .map_or(0, |rest| {
                    rest.split("\r\n")
                        .next()
                        .unwrap_or_default()
                        .parse()
                        .unwrap_or(0)
                });
            let end = head.len() + 4 + if whole { length } else { 0 };
            if buffer.len() >= end {
                let rest = buffer.split_off(end);
                let request = std::mem::replace(buffer, rest);
                return Ok(Some(String::from_utf8_lossy(&request).into_owned()));
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}
