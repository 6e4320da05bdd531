//! What tests share: those through the built binary, and those over the matrix.
#![expect(dead_code, reason = "every test file uses its own part of it")]

pub mod matrix;

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The built binary, with nothing of the environment that could point it elsewhere.
pub fn pwspec() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pwspec"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("AWS_") || name.starts_with("PWSPEC_") {
            command.env_remove(&*name);
        }
    }
    command
        .env("HOME", "/nonexistent")
        .env("XDG_STATE_HOME", std::env::temp_dir().join("pwspec-tests"));
    command
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// A process that ends with its test.
pub struct Served(pub Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a server and waits until its port takes connections.
pub fn start(command: &mut Command, port: u16) -> Served {
    let mut served = Served(
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let deadline = Instant::now() + Duration::from_secs(60);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < deadline, "nothing listens on {port}");
        assert!(served.0.try_wait().unwrap().is_none(), "the server ended");
        std::thread::sleep(Duration::from_millis(20));
    }
    served
}

/// `pwspec serve`, and the environment that it tells its users to set.
pub fn serve(arguments: &[&str]) -> (Served, Vec<(String, String)>) {
    let mut child = pwspec()
        .arg("serve")
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut variables = Vec::new();
    for line in lines {
        let line = line.unwrap();
        if let Some((name, value)) = line
            .strip_prefix("export ")
            .and_then(|rest| rest.split_once('='))
        {
            variables.push((name.to_owned(), value.trim_matches(['\'', '"']).to_owned()));
        }
        if variables
            .iter()
            .any(|(name, _)| name == "PWSPEC_ROOT_SECRET_ACCESS_KEY")
        {
            break;
        }
    }
    (Served(child), variables)
}

/// What a finished process wrote, as text.
pub fn text(output: &Output) -> (String, String) {
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}
