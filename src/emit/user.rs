//! A throw-away user, and the calls that make and unmake it.

use super::screenplay::Call;
use crate::case::{Account, Permission, Subject};
use crate::target::inline_policies;

/// What an administrator attaches to a user that is permitted by it.
const MANAGED: &str = "arn:aws:iam::aws:policy/IAMUserChangePassword";

/// A user of the script.
pub(super) struct User {
    pub(super) name: String,
    path: &'static str,
    /// None for no login profile.
    password: Option<String>,
    reset_required: bool,
    policies: Vec<(&'static str, String)>,
    managed: bool,
}

impl User {
    /// The user of a case. None where the name is made from another's, or where the password is no text.
    pub(super) fn of(subject: &Subject, account: &Account) -> Option<Self> {
        let (path, reset_required) = match subject {
            Subject::Lane => ("/", false),
            Subject::Made {
                path,
                reset_required,
                ..
            } => (*path, *reset_required),
            Subject::Kin { .. } => return None,
        };
        let text = |secret: &crate::password::Secret| String::from_utf8(secret.expose().to_vec());
        Some(Self {
            name: account.user_name.clone(),
            path,
            password: account.in_force.certain().map(text).transpose().ok()?,
            reset_required,
            policies: inline_policies(account.permission, &account.user_name, path),
            managed: account.permission == Permission::Managed,
        })
    }

    /// The calls that make it, but for its key.
    pub(super) fn making(&self) -> Vec<Call> {
        let mut calls = vec![self.call("CreateUser", &[("Path", self.path)])];
        if let Some(password) = &self.password {
            let reset = self
                .reset_required
                .then_some(("PasswordResetRequired", "true"));
            let parameters: Vec<_> = [("Password", password.as_str())]
                .into_iter()
                .chain(reset)
                .collect();
            calls.push(self.call("CreateLoginProfile", &parameters));
        }
        for (policy, document) in &self.policies {
            calls.push(self.call(
                "PutUserPolicy",
                &[("PolicyName", policy), ("PolicyDocument", document)],
            ));
        }
        if self.managed {
            calls.push(self.call("AttachUserPolicy", &[("PolicyArn", MANAGED)]));
        }
        calls
    }

    /// The calls that unmake it, but for its key; any of them may fail.
    pub(super) fn unmaking(&self) -> Vec<Call> {
        let mut calls = vec![self.call("DeleteLoginProfile", &[])];
        for (policy, _) in &self.policies {
            calls.push(self.call("DeleteUserPolicy", &[("PolicyName", policy)]));
        }
        if self.managed {
            calls.push(self.call("DetachUserPolicy", &[("PolicyArn", MANAGED)]));
        }
        calls.push(self.call("DeleteUser", &[]));
        calls
    }

    fn call(&self, action: &'static str, parameters: &[(&'static str, &str)]) -> Call {
        let mut call = Call::of(action, parameters);
        call.parameters.insert(0, ("UserName", self.name.clone()));
        call
    }
}
