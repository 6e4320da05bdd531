//! A call of IAM or STS.

use std::borrow::Cow;

use super::failed::{CallFailed, Why};
use crate::password::Secret;
use crate::wire::{Spelling, encode};

/// A service whose actions are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Iam,
    Sts,
}

impl Service {
    /// As it stands in the scope of a signature.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Iam => "iam",
            Self::Sts => "sts",
        }
    }

    fn version(self) -> &'static str {
        match self {
            Self::Iam => "2010-05-08",
            Self::Sts => "2011-06-15",
        }
    }
}

/// A call in the making.
#[derive(Clone)]
pub(super) struct Call<'a> {
    pub(super) service: Service,
    pub(super) action: &'static str,
    /// Whether the answer may hold a password, and is not quoted.
    pub(super) confidential: bool,
    /// Whether what it is about was made a moment ago, and may not be known everywhere yet.
    pub(super) about_new: bool,
    parameters: Vec<(&'static str, Cow<'a, [u8]>)>,
}

impl<'a> Call<'a> {
    /// An action of IAM.
    pub(super) fn iam(action: &'static str) -> Self {
        Self::of(Service::Iam, action)
    }

    /// An action of STS.
    pub(super) fn sts(action: &'static str) -> Self {
        Self::of(Service::Sts, action)
    }

    fn of(service: Service, action: &'static str) -> Self {
        Self {
            service,
            action,
            confidential: false,
            about_new: false,
            parameters: Vec::new(),
        }
    }

    /// With a parameter.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        let value = match value.into() {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        self.parameters.push((name, value));
        self
    }

    /// With a password.
    pub(super) fn with_password(mut self, secret: &'a Secret) -> Self {
        self.confidential = true;
        self.parameters
            .push(("Password", Cow::Borrowed(secret.expose())));
        self
    }

    /// About something just made.
    pub(super) fn about_new(mut self) -> Self {
        self.about_new = true;
        self
    }

    /// The call as a form.
    pub(super) fn form(&self) -> Vec<u8> {
        let mut form = format!("Action={}&Version={}", self.action, self.service.version());
        for (name, value) in &self.parameters {
            form.push('&');
            form.push_str(name);
            form.push('=');
            form.push_str(&encode(value, Spelling::STANDARD));
        }
        form.into_bytes()
    }

    /// The call failed.
    pub(super) fn failed(&self, why: Why) -> CallFailed {
        CallFailed {
            action: self.action,
            why,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_a_form_with_its_service_s_version() {
        let call = Call::iam("CreateUser")
            .with("UserName", "a+b")
            .with("Path", "/x y/".to_owned());
        assert_eq!(
            call.form(),
            b"Action=CreateUser&Version=2010-05-08&UserName=a%2Bb&Path=%2Fx%20y%2F"
        );
        assert_eq!(
            Call::sts("GetCallerIdentity").form(),
            b"Action=GetCallerIdentity&Version=2011-06-15"
        );
    }
}
