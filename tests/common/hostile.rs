//! A server on a loopback port that misbehaves as it is told: to everything, or between a client and a real endpoint.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What it does instead of answering as it should.
#[derive(Clone, Debug)]
pub enum Mode {
    /// A web page.
    Html,
    /// 200 with another service's document.
    Foreign,
    /// 500 with an error document.
    Failure,
    /// 400 Throttling.
    Throttling,
    /// XML that ends in its midst.
    BrokenXml,
    /// No HTTP.
    Garbage,
    /// 307 to there.
    Redirect(String),
    /// Nothing, and the connection stays open.
    Hang,
    /// Nothing, but the request is passed on.
    Swallow,
    /// Nothing, and the connection is closed.
    Close,
    /// A body in chunks without an end.
    Endless,
    /// Header fields without an end.
    EndlessHead,
    /// A body of a gigabyte.
    Gigabyte,
    /// Stops listening for good.
    Dead,
}

/// Whether it misbehaves to the request of this number, from 0, and text.
type When = Box<dyn Fn(usize, &str) -> bool + Send + Sync>;

/// Stops when dropped.
pub struct Hostile(Arc<Shared>);

struct Shared {
    address: SocketAddr,
    upstream: Option<SocketAddr>,
    mode: Mode,
    when: When,
    connections: AtomicUsize,
    requests: AtomicUsize,
    stopped: AtomicBool,
}

impl Hostile {
    /// Misbehaves to everything.
    pub fn start(mode: Mode) -> Self {
        Self::listen(0, None, mode, Box::new(|_, _| true))
    }

    /// Passes on to the endpoint of this URL what it does not misbehave to.
    pub fn before(
        url: &str,
        mode: Mode,
        when: impl Fn(usize, &str) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self::listen(0, Some(address_of(url)), mode, Box::new(when))
    }

    /// Passes everything on, at a port where one has died.
    pub fn alive_again(port: u16, url: &str) -> Self {
        Self::listen(
            port,
            Some(address_of(url)),
            Mode::Close,
            Box::new(|_, _| false),
        )
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.0.address)
    }

    pub fn port(&self) -> u16 {
        self.0.address.port()
    }

    /// Connections so far.
    pub fn connections(&self) -> usize {
        self.0.connections.load(Ordering::SeqCst)
    }

    fn listen(port: u16, upstream: Option<SocketAddr>, mode: Mode, when: When) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let shared = Arc::new(Shared {
            address: listener.local_addr().unwrap(),
            upstream,
            mode,
            when,
            connections: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        });
        let accepting = shared.clone();
        thread::spawn(move || accept(listener, &accepting));
        Self(shared)
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Shared {
    fn stop(&self) {
        if !self.stopped.swap(true, Ordering::SeqCst) {
            // Wakes the one who accepts.
            let _ = TcpStream::connect(self.address);
        }
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn converse(&self, mut client: TcpStream) -> io::Result<()> {
        let mut upstream = None;
        let (mut requested, mut answered) = (Vec::new(), Vec::new());
        while let Some(request) = read_message(&mut client, &mut requested)? {
            let number = self.requests.fetch_add(1, Ordering::SeqCst);
            if self.is_stopped() {
                return Ok(());
            }
            let misbehaves = (self.when)(number, &String::from_utf8_lossy(&request));
            if misbehaves && !matches!(self.mode, Mode::Swallow) {
                if !self.misbehave(&mut client)? {
                    return Ok(());
                }
                continue;
            }
            let Some(address) = self.upstream else {
                return Ok(());
            };
            let upstream = match &mut upstream {
                Some(upstream) => upstream,
                none => none.insert(TcpStream::connect(address)?),
            };
            upstream.write_all(&request)?;
            match read_message(upstream, &mut answered)? {
                Some(_) if misbehaves => return self.hold(&mut client),
                Some(answer) => client.write_all(&answer)?,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Whether the connection goes on.
    fn misbehave(&self, client: &mut TcpStream) -> io::Result<bool> {
        let answer = match &self.mode {
            Mode::Html => page(
                "200 OK",
                "text/html",
                "<!doctype html><title>Hello</title><p>It works!",
            ),
            Mode::Foreign => page(
                "200 OK",
                "application/xml",
                "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>",
            ),
            Mode::Failure => page(
                "500 Internal Server Error",
                "text/xml",
                "<ErrorResponse><Error><Type>Receiver</Type><Code>InternalFailure</Code><Message>no</Message></Error>\
                 <RequestId>1</RequestId></ErrorResponse>",
            ),
            Mode::Throttling => page(
                "400 Bad Request",
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>\
                 <RequestId>1</RequestId></ErrorResponse>",
            ),
            Mode::BrokenXml => page(
                "200 OK",
                "text/xml",
                "<CreateUserResponse><CreateUserResult><User",
            ),
            Mode::Garbage => "\u{1}\u{2}no http at all\n\n".repeat(100),
            Mode::Redirect(to) => format!(
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
            ),
            Mode::Hang | Mode::Swallow => {
                self.hold(client)?;
                return Ok(false);
            }
            Mode::Close => return Ok(false),
            Mode::Dead => {
                self.stop();
                return Ok(false);
            }
            Mode::Endless => {
                let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
                return self.flood(client, head, &chunk);
            }
            Mode::EndlessHead => {
                let field = format!("X-Field: {}\r\n", "a".repeat(4000));
                return self.flood(client, "HTTP/1.1 200 OK\r\n", &field);
            }
            Mode::Gigabyte => {
                let head = "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n";
                return self.flood(client, head, &"a".repeat(0x10000));
            }
        };
        client.write_all(answer.as_bytes())?;
        Ok(true)
    }

    /// Until the client has enough.
    fn flood(&self, client: &mut TcpStream, head: &str, more: &str) -> io::Result<bool> {
        client.write_all(head.as_bytes())?;
        while !self.is_stopped() {
            client.write_all(more.as_bytes())?;
        }
        Ok(false)
    }

    /// Until the client goes away.
    fn hold(&self, client: &mut TcpStream) -> io::Result<()> {
        client.set_read_timeout(Some(Duration::from_millis(200)))?;
        while !self.is_stopped() {
            match client.read(&mut [0]) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn accept(listener: TcpListener, shared: &Arc<Shared>) {
    for client in listener.incoming() {
        if shared.is_stopped() {
            return;
        }
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = shared.clone();
        // How a connection ends is the client's business.
        thread::spawn(move || client.and_then(|client| shared.converse(client)));
    }
}

fn address_of(url: &str) -> SocketAddr {
    url.strip_prefix("http://").unwrap().parse().unwrap()
}

fn page(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}")
}

/// One message with a body of the announced length, as it came; none at the end of the connection.
fn read_message(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .map_or(0, |length| length.trim().parse().unwrap());
            let end = head + 4 + length;
            if buffer.len() >= end {
                let rest = buffer.split_off(end);
                return Ok(Some(std::mem::replace(buffer, rest)));
            }
        }
        let mut piece = [0; 0x4000];
        let read = stream.read(&mut piece)?;
        if read == 0 {
            return Ok(None);
        }
        buffer.extend_from_slice(&piece[..read]);
    }
}
