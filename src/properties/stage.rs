//! An embedded endpoint without a socket, with one user on it, at one moment.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::reference::{Engine, Options, Reply, Seams};
use crate::wire::sigv4::{Keys, Scope, sign_headers};
use crate::wire::xml::{Envelope, XmlLimits, envelope, parse};
use crate::wire::{HttpRequest, Spelling, encode};

/// The user.
pub(super) const USER: &str = "alice";
/// The password in force at the beginning of every input.
pub(super) const CURRENT: &str = "the-Password-in-force-1";
/// What the witness changes the password to, and back again.
const PROBE: &str = "the-Probe-of-the-witness-2";
/// Seconds since 1970: the same for every input, so that it does the same every time.
const NOW: u64 = 1_800_000_000;

/// The endpoint and the user's keys.
pub(super) struct Stage {
    pub(super) engine: Arc<Engine>,
    pub(super) keys: Keys,
}

/// The moment.
pub(super) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(NOW)
}

/// The scope of every signature.
pub(super) fn scope() -> Scope {
    Scope {
        region: "us-east-1".to_owned(),
        service: "iam".to_owned(),
    }
}

impl Stage {
    /// A user who may change the own password and nothing else.
    pub(super) fn new(seams: Seams) -> Self {
        let engine = Arc::new(Engine::new(&Options {
            seams,
            ..Options::default()
        }));
        let keys = engine.admin();
        let mut stage = Self { engine, keys };
        let own = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ChangePassword","Resource":"arn:aws:iam::*:user/${aws:username}"}}"#;
        stage.administer(&[("Action", "CreateUser"), ("UserName", USER)]);
        stage.administer(&[
            ("Action", "CreateLoginProfile"),
            ("UserName", USER),
            ("Password", CURRENT),
        ]);
        stage.administer(&[
            ("Action", "PutUserPolicy"),
            ("UserName", USER),
            ("PolicyName", "own"),
            ("PolicyDocument", own),
        ]);
        stage.administer(&[("Action", "UpdateAccountPasswordPolicy")]);
        let made = stage.administer(&[("Action", "CreateAccessKey"), ("UserName", USER)]);
        let text = |name| text_of(&made, name).unwrap_or_default();
        stage.keys = Keys::new(text("AccessKeyId"), text("SecretAccessKey"), None);
        stage
    }

    /// Everything as at the beginning.
    pub(super) fn reset(&self) {
        self.administer(&[
            ("Action", "UpdateLoginProfile"),
            ("UserName", USER),
            ("Password", CURRENT),
        ]);
    }

    /// Whether the password is in force: it can be changed, and back again.
    pub(super) fn in_force(&self, password: &[u8]) -> bool {
        let probe = PROBE.as_bytes();
        self.changes(password, probe) && self.changes(probe, password)
    }

    fn changes(&self, old: &[u8], new: &[u8]) -> bool {
        let [old, new] = [old, new].map(|password| encode(password, Spelling::STANDARD));
        let form =
            format!("Action=ChangePassword&Version=2010-05-08&OldPassword={old}&NewPassword={new}");
        self.post(&self.keys, form).status == 200
    }

    fn administer(&self, parameters: &[(&str, &str)]) -> Reply {
        let pairs = parameters.iter().map(|(name, value)| {
            format!("&{name}={}", encode(value.as_bytes(), Spelling::STANDARD))
        });
        let form = format!("Version=2010-05-08{}", pairs.collect::<String>());
        self.post(&self.engine.admin(), form)
    }

    fn post(&self, keys: &Keys, form: String) -> Reply {
        let kind = "application/x-www-form-urlencoded";
        let mut request = HttpRequest {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: vec![
                ("Host".to_owned(), "localhost".to_owned()),
                ("Content-Type".to_owned(), kind.to_owned()),
            ],
            body: form.into_bytes(),
        };
        // There is a host, and the time can be written.
        let _ = sign_headers(&mut request, keys, &scope(), now());
        self.engine.handle(&request, now())
    }
}

/// The code of an error; none where there is no error envelope.
pub(super) fn code(reply: &Reply) -> Option<String> {
    let root = parse(&reply.body, None, &XmlLimits::default()).ok()?;
    match envelope(&root).ok()? {
        Envelope::Error(error) => error.code,
        Envelope::Success(_) => None,
    }
}

fn text_of(reply: &Reply, name: &str) -> Option<String> {
    let root = parse(&reply.body, None, &XmlLimits::default()).ok()?;
    let key = root.child("CreateAccessKeyResult")?.child("AccessKey")?;
    Some(key.child(name)?.text())
}
