//! The server: who may come, what was seen, and its end.

use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, oneshot};
use tokio::task::{JoinHandle, JoinSet};

use super::converse::converse;
use super::mode::Mode;
use super::modes;

/// Whether it misbehaves to the request of this number, from 0, and text.
type When = Box<dyn Fn(usize, &str) -> bool + Send + Sync>;

/// An answer that waits to be swapped, and where the other is to be sent.
pub(super) type Waiting = (Vec<u8>, oneshot::Sender<Vec<u8>>);

/// Stops when dropped.
pub struct Hostile {
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

/// What all connections share.
pub(super) struct Shared {
    pub(super) upstream: Option<SocketAddr>,
    pub(super) mode: &'static Mode,
    pub(super) when: When,
    /// From now on nobody is met with anything.
    pub(super) reformed: AtomicBool,
    pub(super) requests: AtomicUsize,
    pub(super) met: AtomicUsize,
    pub(super) open: AtomicUsize,
    /// Requests and true answers.
    pub(super) seen: Mutex<Vec<Vec<u8>>>,
    pub(super) first_id: OnceLock<String>,
    pub(super) swap: Mutex<Option<Waiting>>,
    pub(super) death: Notify,
    /// For how long it is gone; zero for good.
    pub(super) gone_for: Mutex<Option<Duration>>,
    pub(super) elsewhere: String,
    address: SocketAddr,
    connections: AtomicUsize,
    /// Nobody must ever come here.
    nobody: TcpListener,
}

/// One for all servers of a test.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap()
    })
}

impl Hostile {
    /// Misbehaves to everything.
    pub fn start(mode: &str) -> Self {
        Self::listen(0, None, modes::find(mode), Box::new(|_, _| true))
    }

    /// Passes on to the endpoint of this URL what it does not misbehave to.
    pub fn before(
        url: &str,
        mode: &str,
        when: impl Fn(usize, &str) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self::listen(0, Some(address_of(url)), modes::find(mode), Box::new(when))
    }

    /// Passes everything on, at a port where one has died.
    pub fn alive_again(port: u16, url: &str) -> Self {
        let mode = modes::find("close-before-head");
        Self::listen(port, Some(address_of(url)), mode, Box::new(|_, _| false))
    }

    pub fn url(&self) -> String {
        let scheme = if self.shared.mode.tls {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.shared.address)
    }

    pub fn port(&self) -> u16 {
        self.shared.address.port()
    }

    /// Connections so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many requests were misbehaved to.
    pub fn met(&self) -> usize {
        self.shared.met.load(Ordering::SeqCst)
    }

    /// Misbehaves no more.
    pub fn reform(&self) {
        self.shared.reformed.store(true, Ordering::SeqCst);
    }

    /// Whether somebody came to where a redirect or a document has led.
    pub fn has_led_somebody(&self) -> bool {
        self.shared.nobody.accept().is_ok()
    }

    /// Every request, and every true answer.
    pub fn seen(&self) -> Vec<Vec<u8>> {
        self.shared.seen.lock().unwrap().clone()
    }

    fn listen(port: u16, upstream: Option<SocketAddr>, mode: &'static Mode, when: When) -> Self {
        let nobody = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        nobody.set_nonblocking(true).unwrap();
        let listener = listener(SocketAddr::from(([127, 0, 0, 1], port))).unwrap();
        let shared = Arc::new(Shared {
            upstream,
            mode,
            when,
            reformed: AtomicBool::new(false),
            requests: AtomicUsize::new(0),
            met: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            seen: Mutex::default(),
            first_id: OnceLock::new(),
            swap: Mutex::default(),
            death: Notify::new(),
            gone_for: Mutex::default(),
            elsewhere: nobody.local_addr().unwrap().to_string(),
            address: listener.local_addr().unwrap(),
            connections: AtomicUsize::new(0),
            nobody,
        });
        let accepting = runtime().spawn(accept(listener, shared.clone()));
        Self { shared, accepting }
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        // The connections are the task's own.
        self.accepting.abort();
    }
}

/// Lives, dies, and perhaps lives again.
async fn accept(mut listener: TcpListener, shared: Arc<Shared>) {
    loop {
        live(listener, &shared).await;
        let gone_for = *shared.gone_for.lock().unwrap();
        let Some(gone_for) = gone_for else { return };
        tokio::time::sleep(gone_for).await;
        listener = match self::listener(shared.address) {
            Ok(listener) => listener,
            Err(_) => return,
        };
    }
}

async fn live(listener: TcpListener, shared: &Arc<Shared>) {
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((client, _)) = accepted {
                admit(client, shared, &mut connections);
            },
            _ = connections.join_next(), if !connections.is_empty() => {}
            () = shared.death.notified() => return,
        }
    }
}

fn admit(client: TcpStream, shared: &Arc<Shared>, connections: &mut JoinSet<()>) {
    shared.connections.fetch_add(1, Ordering::SeqCst);
    let reformed = shared.reformed.load(Ordering::SeqCst);
    let room = shared.mode.room.filter(|_| !reformed);
    let guest = Guest::enter(shared);
    if room.is_none_or(|room| guest.1 <= room) {
        connections.spawn(async move {
            // How a connection ends is the client's business.
            let _ = converse(client, &guest.0).await;
        });
    }
}

/// One of those who are served.
struct Guest(Arc<Shared>, usize);

impl Guest {
    fn enter(shared: &Arc<Shared>) -> Self {
        let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
        Self(shared.clone(), open)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn listener(address: SocketAddr) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn address_of(url: &str) -> SocketAddr {
    url.strip_prefix("http://").unwrap().parse().unwrap()
}
