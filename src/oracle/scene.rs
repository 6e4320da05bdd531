//! A request that is right in every respect, and answers to it: a test changes the one thing that it is about.

use std::time::Duration;

use super::{Caller, Derived, Question, derive};
use crate::case::{Account, FORM, Permission, PolicyInForce, Ruling, Sign, Transport};
use crate::password::{Recipe, Secret};
use crate::spec::{AccountPolicy, Model};
use crate::wire::{Answer, HttpRequest};

/// What every ChangePassword says.
pub(super) const ACTION: &str = "Action=ChangePassword&Version=2010-05-08";
/// The values of one that is right: the password in force, and a good new one.
pub(super) const VALUES: &str = "OldPassword=old-1234&NewPassword=new-1234";

/// A password that is there for its bytes.
pub(super) fn secret(text: &str) -> Secret {
    Secret::new(Recipe::current(), text.as_bytes().to_vec())
}

/// All that a question is made of.
pub(super) struct Scene {
    pub(super) model: Model,
    pub(super) http: HttpRequest,
    pub(super) prefix: &'static str,
    pub(super) account: Account,
    pub(super) sign: Sign,
    pub(super) transport: Transport,
    pub(super) policy: PolicyInForce,
}

impl Scene {
    /// A user, permitted and with the password `old-1234`, sends this.
    fn sends(method: &str, target: &str, content_type: Option<&str>, body: &str) -> Self {
        let content_type = content_type.map(|kind| ("Content-Type".to_owned(), kind.to_owned()));
        Self {
            model: Model::compiled_in().unwrap(),
            http: HttpRequest {
                method: method.to_owned(),
                target: target.to_owned(),
                headers: content_type.into_iter().collect(),
                body: body.as_bytes().to_vec(),
            },
            prefix: "",
            account: Account::new(
                "user".to_owned(),
                Some(secret("old-1234")),
                Permission::Inline,
            ),
            sign: Sign::Header,
            transport: Transport::Plain,
            policy: PolicyInForce::Set(AccountPolicy::RELAXED),
        }
    }

    /// A ChangePassword in the body of a POST, with these parameters.
    pub(super) fn posts(parameters: &str) -> Self {
        Self::sends("POST", "/", Some(FORM), &format!("{ACTION}&{parameters}"))
    }

    /// A ChangePassword in the query of a GET, with these parameters.
    pub(super) fn gets(parameters: &str) -> Self {
        Self::sends("GET", &format!("/?{ACTION}&{parameters}"), None, "")
    }

    /// The right one.
    pub(super) fn right() -> Self {
        Self::posts(VALUES)
    }

    /// The same by another method.
    pub(super) fn by(mut self, method: &str) -> Self {
        self.http.method = method.to_owned();
        self
    }

    /// The same, its content type this or none.
    pub(super) fn typed(mut self, kind: Option<&str>) -> Self {
        let header = kind.map(|kind| ("content-type".to_owned(), kind.to_owned()));
        self.http.headers = header.into_iter().collect();
        self
    }

    /// The same, with this body as it stands.
    pub(super) fn with_body(mut self, body: &str) -> Self {
        self.http.body = body.as_bytes().to_vec();
        self
    }

    /// The same by a user of this permission.
    pub(super) fn permitted(mut self, permission: Permission) -> Self {
        self.account.permission = permission;
        self
    }

    /// The same by a user without a login profile.
    pub(super) fn without_profile(mut self) -> Self {
        self.account.reset(None);
        self
    }

    /// What the oracle is asked.
    pub(super) fn question(&self) -> Question<'_> {
        Question {
            model: &self.model,
            http: &self.http,
            prefix: self.prefix,
            caller: Caller::User(&self.account),
            sign: &self.sign,
            transport: &self.transport,
            policy: &self.policy,
        }
    }

    /// What must happen.
    pub(super) fn derived(&self) -> Derived {
        derive(&self.question())
    }

    /// Whether it is accepted, and which clause says so.
    pub(super) fn ruled(&self) -> (Ruling, String) {
        let expect = self.derived().expect;
        (expect.ruling, expect.clause.to_string())
    }
}

/// An answer of that status, content type and body.
pub(super) fn answer(status: u16, kind: &str, body: &str) -> Answer {
    Answer {
        status,
        headers: vec![("content-type".to_owned(), kind.as_bytes().to_vec())],
        body: body.as_bytes().to_vec(),
        took: Duration::ZERO,
    }
}

/// An error in its envelope.
pub(super) fn error(status: u16, code: &str) -> Answer {
    let frame = "1 validation error detected: that";
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{frame}</Message></Error>\
         <RequestId>1</RequestId></ErrorResponse>"
    );
    answer(status, "text/xml", &body)
}

/// The success of the page, with this inside its root beside the request id.
pub(super) fn success(beside: &str) -> Answer {
    let body = format!(
        "<ChangePasswordResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'>{beside}\
         <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></ChangePasswordResponse>"
    );
    answer(200, "text/xml", &body)
}
