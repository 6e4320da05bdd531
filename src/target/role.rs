//! A role of one's own, and a session of it.

use serde_json::json;

use super::call::CallFailed;
use super::error::SetupError;
use super::journal::Entry;
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
        self.journal.before(Entry::Role { name: role.clone() })?;
        match self.role_calls(&role).await {
            Ok((arn, keys)) => Ok(RoleSession { role, arn, keys }),
            Err(failed) => {
                // What stays is in the journal.
                let _ = self.delete_role(&role).await;
                Err(doing("assume the role", &role)(failed))
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

    async fn role_calls(&self, role: &str) -> Result<(String, Keys), CallFailed> {
        let caller = self.administrator.get_caller_identity().await?;
        let trust = json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": { "AWS": caller.account_root() },
            }],
        });
        let administrator = &self.administrator;
        let arn = administrator.create_role(role, &trust.to_string()).await?;
        let allows = statement("Allow", "iam:ChangePassword", "*");
        administrator.put_role_policy(role, POLICY, &allows).await?;
        let keys = administrator.assume_role(&arn, "pwspec").await?;
        Ok((arn, keys))
    }
}
