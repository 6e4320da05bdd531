//! The endpoint on a socket: HTTP/1.1 by hyper, one task a connection.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, EXPECT, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::wire::HttpRequest;
use crate::wire::sigv4::Keys;

use super::body::AnswerBody;
use super::engine::Engine;
use super::options::Options;
use super::reply::Reply;

/// The largest request head, in bytes; above it hyper answers 431.
const HEAD: usize = 64 * 1024;
/// How long a request's head may take, and how long a connection may lie idle.
const HEAD_TIME: Duration = Duration::from_secs(60);
/// How much of a body that is too large is read and thrown away, so that the client gets to read the answer.
const DISCARDED: usize = 64 * 1024 * 1024;
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
                    connections.spawn(serve(stream, engine.clone(), stopped.clone()));
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

async fn serve(stream: TcpStream, engine: Arc<Engine>, mut stopped: watch::Receiver<()>) {
    // Without it answers are slower, not wrong.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(engine.clone(), request));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD)
            .half_close(true)
            .serve_connection(TokioIo::new(stream), service)
    );
    // How a connection ends is the client's business.
    tokio::select! {
        _ = &mut connection => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn answer(
    engine: Arc<Engine>,
    request: Request<Incoming>,
) -> Result<Response<AnswerBody>, hyper::Error> {
    let limit = engine.seams().decode.body_limit;
    let (parts, body) = request.into_parts();
    let target = parts
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str());
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)));
    let mut request = HttpRequest {
        method: parts.method.to_string(),
        target: target.to_owned(),
        headers: headers.collect(),
        body: Vec::new(),
    };
    // Who asks first whether a body is welcome is told so before sending it.
    let unasked = parts.headers.contains_key(EXPECT) && body.size_hint().lower() > limit as u64;
    let whole = !unasked && read(body, limit, &mut request.body).await?;
    let reply = if whole {
        engine.handle(&request, SystemTime::now())
    } else {
        Reply::bare(413)
    };
    let mut delivery = (engine.seams().transport.deliver)(&request, &reply);
    delivery.close |= !whole;
    tokio::time::sleep(delivery.delay).await;
    let mut response = Response::new(AnswerBody::new(reply.body, &delivery));
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            response
                .headers_mut()
                .append(HeaderName::from_static(name), value);
        }
    }
    if delivery.close {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

/// Reads a body; `false` if it is larger than the limit.
async fn read(mut body: Incoming, limit: usize, into: &mut Vec<u8>) -> Result<bool, hyper::Error> {
    let mut discarded = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        if discarded == 0 && into.len() + data.len() <= limit {
            into.extend_from_slice(&data);
        } else {
            *into = Vec::new();
            discarded += data.len();
            if discarded > DISCARDED {
                break;
            }
        }
    }
    Ok(discarded == 0)
}
