//! Between the program and an endpoint: passes every byte on, and keeps it.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use memchr::memmem;
use pwspec::wire::{Field, fields};

/// Parameters whose values are passwords to be.
const PASSWORDS: [&[u8]; 2] = [b"Password", b"NewPassword"];
/// Elements of answers whose texts are secret.
const KEYS: [&str; 2] = ["SecretAccessKey", "SessionToken"];

/// What went over a connection.
#[derive(Clone, Default)]
struct Both {
    sent: Arc<Mutex<Vec<u8>>>,
    came: Arc<Mutex<Vec<u8>>>,
}

/// Serves until the process ends.
pub struct Tap {
    address: SocketAddr,
    connections: Arc<Mutex<Vec<Both>>>,
}

impl Tap {
    /// Before the endpoint of this URL.
    pub fn before(url: &str) -> Self {
        let upstream: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(Mutex::new(Vec::new()));
        let kept = connections.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(server) = TcpStream::connect(upstream) {
                    let both = Both::default();
                    kept.lock().unwrap().push(both.clone());
                    pass_on(
                        both.sent,
                        client.try_clone().unwrap(),
                        server.try_clone().unwrap(),
                    );
                    pass_on(both.came, server, client);
                }
            }
        });
        Self {
            address,
            connections,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn connections(&self) -> Vec<Both> {
        self.connections.lock().unwrap().clone()
    }

    /// Requests so far, about.
    pub fn connected(&self) -> usize {
        self.connections().len()
    }

    /// Everything that came back.
    pub fn answers(&self) -> Vec<u8> {
        let connections = self.connections();
        let each = connections
            .iter()
            .map(|both| both.came.lock().unwrap().clone());
        each.collect::<Vec<_>>().concat()
    }

    /// Every password that a request has set which was answered with a success.
    pub fn passwords(&self) -> BTreeSet<Vec<u8>> {
        let mut passwords = BTreeSet::new();
        for both in self.connections() {
            let answers = answers(&both.came.lock().unwrap());
            let requests = requests(&both.sent.lock().unwrap());
            for (fields, _) in requests
                .into_iter()
                .zip(answers)
                .filter(|(_, status)| *status == 200)
            {
                let set = fields
                    .into_iter()
                    .filter(|field| PASSWORDS.contains(&field.name.as_slice()));
                passwords.extend(set.map(|field| field.value));
            }
        }
        passwords
    }

    /// The names of the users that were made.
    pub fn user_names(&self) -> BTreeSet<Vec<u8>> {
        let connections = self.connections();
        let each = connections
            .iter()
            .flat_map(|both| requests(&both.sent.lock().unwrap()));
        each.flatten()
            .filter(|field| field.name == b"UserName")
            .map(|field| field.value)
            .collect()
    }

    /// The secret keys and session tokens that were handed out.
    pub fn keys(&self) -> BTreeSet<Vec<u8>> {
        let answers = self.answers();
        let mut keys = BTreeSet::new();
        for element in KEYS {
            let (begin, end) = (format!("<{element}>"), format!("</{element}>"));
            for at in memmem::find_iter(&answers, &begin) {
                let text = &answers[at + begin.len()..];
                keys.extend(memmem::find(text, end.as_bytes()).map(|end| text[..end].to_vec()));
            }
        }
        keys
    }
}

/// A thread that does so until one side has said everything.
fn pass_on(kept: Arc<Mutex<Vec<u8>>>, mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let mut buffer = [0; 1 << 14];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            kept.lock().unwrap().extend_from_slice(&buffer[..length]);
            if to.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
}

/// The messages of a stream, each with its body, as long as their lengths are true.
fn messages(stream: &[u8]) -> Vec<(String, &[u8])> {
    let (mut rest, mut found) = (stream, Vec::new());
    while let Some(end) = memmem::find(rest, b"\r\n\r\n") {
        let (head, after) = (
            String::from_utf8_lossy(&rest[..end]).into_owned(),
            &rest[end + 4..],
        );
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse().ok())?
        });
        let body;
        (body, rest) = after.split_at(length.unwrap_or(0).min(after.len()));
        found.push((head, body));
    }
    found
}

/// The parameters of each request, in query and body.
fn requests(stream: &[u8]) -> Vec<Vec<Field>> {
    let of = |(head, body): (String, &[u8])| {
        let target = head.split(' ').nth(1).unwrap_or_default();
        let query = target.split_once('?').map_or("", |(_, query)| query);
        fields(query.as_bytes()).chain(fields(body)).collect()
    };
    messages(stream).into_iter().map(of).collect()
}

/// The status of each answer but those in the interim.
fn answers(stream: &[u8]) -> Vec<u16> {
    let status = |(head, _): (String, &[u8])| head.split(' ').nth(1)?.parse().ok();
    messages(stream)
        .into_iter()
        .filter_map(status)
        .filter(|status| *status >= 200)
        .collect()
}
