//! A real endpoint on a port of its own, which ends with its owner.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::manifest::Manifest;

/// A process that ends with its owner.
pub struct Started {
    child: Child,
    port: u16,
}

impl Started {
    /// Starts the endpoint, and waits until it serves. The error completes "failed to ...".
    pub fn new(manifest: &Manifest) -> Result<Self, String> {
        let name = &manifest.name;
        let free =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free
            .map_err(|error| format!("find a port: {error}"))?
            .port();
        let with_port = |text: &String| text.replace("{port}", &port.to_string());
        let program = manifest.place().join(&manifest.start.program);
        let child = Command::new(&program)
            .args(manifest.start.arguments.iter().map(with_port))
            .envs(
                manifest
                    .start
                    .environment
                    .iter()
                    .map(|(key, value)| (key, with_port(value))),
            )
            .current_dir(manifest.place())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                let remedy = format!("cargo run --example emulators -- install {name}");
                format!(
                    "start {}: {error} (is it installed? {remedy})",
                    program.display()
                )
            })?;
        let mut started = Self { child, port };
        let deadline = Instant::now() + Duration::from_secs(manifest.start.seconds);
        while !started.serves(manifest.start.wait_for.as_deref()) {
            if let Ok(Some(status)) = started.child.try_wait() {
                return Err(format!("start {name}: it ended with {status}"));
            }
            if Instant::now() > deadline {
                return Err(format!(
                    "start {name}: it does not serve after {} s",
                    manifest.start.seconds
                ));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(started)
    }

    /// Where it serves.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn serves(&self, path: Option<&str>) -> bool {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) else {
            return false;
        };
        let Some(path) = path else { return true };
        let mut answer = String::new();
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .is_ok()
            && write!(
                stream,
                "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n",
                self.port
            )
            .is_ok()
            && stream.read_to_string(&mut answer).is_ok()
            && answer
                .lines()
                .next()
                .is_some_and(|line| line.contains(" 200 "))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
