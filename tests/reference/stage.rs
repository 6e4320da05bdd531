//! An engine, and a way to speak to it.

use std::time::{Duration, SystemTime};

use pwspec::reference::{Engine, Options, Reply};
use pwspec::wire::sigv4::{Keys, Scope, sign_headers, sign_query};
use pwspec::wire::{HttpRequest, Spelling, encode};

pub const OLD: &str = "Old-password-1";
pub const NEW: &str = "New-password-2";
pub const OWN_PASSWORD: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
    "Action":"iam:ChangePassword","Resource":"arn:aws:iam::*:user/${aws:username}"}}"#;

/// An engine with a user `alice`, whose password is [`OLD`] and who may change it.
pub struct Stage {
    pub engine: Engine,
    pub alice: Keys,
}

/// What an answer says.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen {
    pub status: u16,
    pub code: String,
    pub body: String,
}

impl Seen {
    /// The text of the first element of the name; empty if there is none.
    pub fn text(&self, name: &str) -> String {
        let between = || {
            let (_, rest) = self.body.split_once(&format!("<{name}>"))?;
            rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
        };
        between()
            .unwrap_or_default()
            .replace("&amp;", "&")
            .replace("&gt;", ">")
            .replace("&lt;", "<")
    }

    /// How often an element of the name is there.
    pub fn count(&self, name: &str) -> usize {
        self.body.matches(&format!("<{name}>")).count()
    }

    /// Status and code in one.
    pub fn verdict(&self) -> (u16, &str) {
        (self.status, &self.code)
    }
}

/// A form of the parameters, after `Action` and its `Version`.
pub fn form(action: &str, parameters: &[(&str, &str)]) -> String {
    let sts = ["AssumeRole", "GetCallerIdentity"].contains(&action);
    let version = if sts { "2011-06-15" } else { "2010-05-08" };
    let mut form = format!("Action={action}&Version={version}");
    for (name, value) in parameters {
        form.push_str(&format!(
            "&{name}={}",
            encode(value.as_bytes(), Spelling::STANDARD)
        ));
    }
    form
}

/// A POST of a form, not signed.
pub fn post(form: impl Into<Vec<u8>>) -> HttpRequest {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    HttpRequest {
        method: "POST".to_owned(),
        target: "/".to_owned(),
        headers: vec![
            header("Host", "127.0.0.1:4607"),
            header(
                "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8",
            ),
        ],
        body: form.into(),
    }
}

/// A GET of a form, not signed.
pub fn get(form: &str) -> HttpRequest {
    let headers = vec![("Host".to_owned(), "127.0.0.1:4607".to_owned())];
    HttpRequest {
        method: "GET".to_owned(),
        target: format!("/?{form}"),
        headers,
        body: Vec::new(),
    }
}

pub fn scope(service: &str) -> Scope {
    Scope {
        region: "us-east-1".to_owned(),
        service: service.to_owned(),
    }
}

/// Signs as of now, for iam.
pub fn signed(mut request: HttpRequest, keys: &Keys) -> HttpRequest {
    sign_headers(&mut request, keys, &scope("iam"), SystemTime::now()).unwrap();
    request
}

/// A presigned request for iam.
pub fn presigned(
    mut request: HttpRequest,
    keys: &Keys,
    at: SystemTime,
    seconds: u64,
) -> HttpRequest {
    let expires = Duration::from_secs(seconds);
    sign_query(&mut request, keys, &scope("iam"), at, expires).unwrap();
    request
}

pub fn seen(reply: &Reply) -> Seen {
    let body = String::from_utf8(reply.body.clone()).unwrap();
    let mut seen = Seen {
        status: reply.status,
        code: String::new(),
        body,
    };
    seen.code = seen.text("Code");
    seen
}

impl Stage {
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let engine = Engine::new(&options);
        let alice = engine.admin();
        let mut stage = Self { engine, alice };
        stage.alice = stage.user("alice", OLD);
        stage
    }

    /// Makes a user who may change the own password; its keys.
    pub fn user(&self, name: &str, password: &str) -> Keys {
        self.admin("CreateUser", &[("UserName", name)]).ok();
        let profile = [("UserName", name), ("Password", password)];
        self.admin("CreateLoginProfile", &profile).ok();
        self.policy(name, "own", OWN_PASSWORD).ok();
        self.key(name)
    }

    pub fn key(&self, name: &str) -> Keys {
        let made = self.admin("CreateAccessKey", &[("UserName", name)]).ok();
        Keys::new(made.text("AccessKeyId"), made.text("SecretAccessKey"), None)
    }

    pub fn policy(&self, user: &str, name: &str, document: &str) -> Seen {
        let parameters = [
            ("UserName", user),
            ("PolicyName", name),
            ("PolicyDocument", document),
        ];
        self.admin("PutUserPolicy", &parameters)
    }

    /// Sends a request as it is.
    pub fn send(&self, request: &HttpRequest) -> Seen {
        seen(&self.engine.handle(request, SystemTime::now()))
    }

    /// Calls an operation.
    pub fn call(&self, keys: &Keys, action: &str, parameters: &[(&str, &str)]) -> Seen {
        let sts = ["AssumeRole", "GetCallerIdentity"].contains(&action);
        let scope = scope(if sts { "sts" } else { "iam" });
        let mut request = post(form(action, parameters));
        sign_headers(&mut request, keys, &scope, SystemTime::now()).unwrap();
        self.send(&request)
    }

    pub fn admin(&self, action: &str, parameters: &[(&str, &str)]) -> Seen {
        self.call(&self.engine.admin(), action, parameters)
    }

    /// ChangePassword.
    pub fn change(&self, keys: &Keys, old: &str, new: &str) -> Seen {
        self.call(
            keys,
            "ChangePassword",
            &[("OldPassword", old), ("NewPassword", new)],
        )
    }

    /// Whether the password is alice's; changes it and back again to find out.
    pub fn in_force(&self, password: &str) -> bool {
        let probe = "Probe-password-3";
        self.change(&self.alice, password, probe).status == 200
            && self.change(&self.alice, probe, password).ok().status == 200
    }
}

impl Seen {
    /// The answer, which is to be 200.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, 200, "{}", self.body);
        self
    }
}
