//! A role of one's own, and a session of it.

use serde_json::json;

use super::entry::Entry;
use super::error::SetupError;
use super::failed::CallFailed;
use super::permission::statement;
use super::provision::{Provisioner, doing};
use crate::wire::sigv4::Keys;

/// The role's inline policy.
pub(super) const POLICY: &str = "pwspec-allows";

/// A session of a role made for it.
#[derive(Clone, Debug)]
pub struct RoleSession {
    /// The role's name.
    pub role: String,
    /// The role's ARN.
    pub arn: String,
    /// What the session signs with.
    pub keys: Keys,
}

impl Provisioner {
    /// Makes a role that may change passwords, and assumes it.
    ///
    /// # Errors
    /// A call was refused, as by an endpoint that has no roles, or the journal could not be written.
    pub async fn assume_a_role(&self) -> Result<RoleSession, SetupError> {
        let role = self.fresh_name("role");
        let doing = doing("assume the role", &role);
        let caller = match self.administrator.get_caller_identity().await {
            Ok(caller) => caller,
            Err(failed) => return Err(doing(failed)),
        };
        self.journal.before(Entry::Role { name: role.clone() })?;
        let trust = trust(&caller.account_root());
        let assumed = match self.administrator.create_role(&role, &trust).await {
            Ok(arn) => self.assume(&role, &arn).await.map(|keys| (arn, keys)),
            Err(failed) if failed.did_nothing() => {
                self.journal.after(Entry::RoleGone { name: role });
                return Err(doing(failed));
            }
            Err(failed) => Err(failed),
        };
        match assumed {
            Ok((arn, keys)) => Ok(RoleSession { role, arn, keys }),
            Err(failed) => {
                // What stays is in the journal.
                let _ = self.delete_role(&role).await;
                Err(doing(failed))
            }
        }
    }

    /// Another session of a role, under this name.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn assume_as(&self, arn: &str, session: &str) -> Result<Keys, CallFailed> {
        self.administrator.assume_role(arn, session).await
    }

    /// Deletes a role.
    ///
    /// # Errors
    /// The call that kept it from being deleted.
    pub async fn delete_role(&self, name: &str) -> Result<(), SetupError> {
        let deleted = self.administrator.delete_everything_of_role(name).await;
        deleted.map_err(doing("delete the role", name))?;
        self.journal.after(Entry::RoleGone {
            name: name.to_owned(),
        });
        Ok(())
    }

    async fn assume(&self, role: &str, arn: &str) -> Result<Keys, CallFailed> {
        let allows = statement("Allow", "iam:ChangePassword", "*");
        self.administrator
            .put_role_policy(role, POLICY, &allows)
            .await?;
        self.administrator.assume_role(arn, "pwspec").await
    }
}

fn trust(principal: &str) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": { "AWS": principal },
        }],
    })
    .to_string()
}
