//! What the tests of this room share.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::call::Call;
use super::failed::CallFailed;
use super::{Environment, Target, TargetOptions};
use crate::password::{Forge, Recipe, Secret};
use crate::reference::{Options, Reference};
use crate::wire::sigv4::Keys;

/// A directory with configuration and credentials files.
pub(super) struct Home(TempDir);

impl Home {
    pub(super) fn with(config: &str, credentials: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("config"), config).unwrap();
        std::fs::write(home.path().join("credentials"), credentials).unwrap();
        Self(home)
    }

    /// An environment that knows the files, and these variables.
    pub(super) fn environment<'a>(
        &self,
        variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Environment {
        let at = |name| self.0.path().join(name).to_str().unwrap().to_owned();
        let files = [
            ("AWS_CONFIG_FILE", at("config")),
            ("AWS_SHARED_CREDENTIALS_FILE", at("credentials")),
        ];
        let owned = variables
            .into_iter()
            .map(|(name, value)| (name, value.to_owned()));
        Environment::of(owned.chain(files))
    }
}

/// The embedded endpoint, and a target that is connected to it as its administrator.
pub(super) async fn embedded() -> (Reference, Target) {
    let reference = Reference::start(Options::default()).await.unwrap();
    let options = TargetOptions {
        endpoint_url: Some(reference.url()),
        keys: Some(reference.admin()),
        ..TargetOptions::default()
    };
    let target = Target::connect(&options, &Environment::default()).await;
    (reference, target.unwrap())
}

pub(super) fn password(word: &str) -> Secret {
    Forge::plain()
        .make(&Recipe::seeded(&["target", word], 24), None)
        .unwrap()
}

/// ChangePassword by the one whose keys these are.
pub(super) async fn change(
    target: &Target,
    keys: &Keys,
    old: &Secret,
    new: &Secret,
) -> Result<(), CallFailed> {
    let call = Call::iam("ChangePassword")
        .with("OldPassword", old.text().unwrap())
        .with("NewPassword", new.text().unwrap());
    let caller = target.administrator().signing_with(keys.clone());
    caller.call(call).await.map(drop)
}

/// An endpoint that gives these answers, one a connection, and keeps the forms that it was sent.
pub(super) struct Script {
    pub(super) url: String,
    forms: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Answers are whole heads' first lines and headers, and bodies: `("503 Slow\r\nRetry-After: 0", "<a/>")`.
    pub(super) async fn of(answers: &[(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let forms = Arc::new(Mutex::new(Vec::new()));
        let mut answers: VecDeque<_> = answers.iter().copied().collect();
        let seen = Arc::clone(&forms);
        tokio::spawn(async move {
            while !answers.is_empty() {
                let (mut stream, _) = listener.accept().await.unwrap();
                // Somebody may only have wanted to see whether anybody is there.
                let Some(form) = read_form(&mut stream).await else {
                    continue;
                };
                seen.lock().unwrap().push(form);
                let (head, body) = answers.pop_front().unwrap();
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Self { url, forms }
    }

    /// Connected to it, with as many retries.
    pub(super) async fn target(&self, retries: usize) -> Target {
        let options = TargetOptions {
            endpoint_url: Some(self.url.clone()),
            retries,
            ..TargetOptions::default()
        };
        Target::connect(&options, &Environment::default())
            .await
            .unwrap()
    }

    /// What it was sent.
    pub(super) fn forms(&self) -> Vec<String> {
        self.forms.lock().unwrap().clone()
    }
}

async fn read_form(stream: &mut TcpStream) -> Option<String> {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.unwrap();
        if read == 0 {
            return None;
        }
        text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        let Some((head, form)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .to_ascii_lowercase()
            .lines()
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        if form.len() >= length.unwrap_or(0) {
            return Some(form.to_owned());
        }
    }
}
