//! STS, at the same endpoint.

use super::Administrator;
use crate::target::call::Call;
use crate::target::failed::CallFailed;
use crate::wire::sigv4::Keys;

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `arn:aws:iam::123456789012:user/division/ada`
    pub arn: String,
    /// `123456789012`
    pub account: String,
}

impl Identity {
    /// The account itself, as a trust policy names it.
    pub(in crate::target) fn account_root(&self) -> String {
        let partition = self.arn.split(':').nth(1).unwrap_or("aws");
        format!("arn:{partition}:iam::{}:root", self.account)
    }
}

impl Administrator {
    /// `GetCallerIdentity`
    pub async fn get_caller_identity(&self) -> Result<Identity, CallFailed> {
        let reply = self.call(Call::sts("GetCallerIdentity")).await?;
        Ok(Identity {
            arn: reply.text("Arn")?,
            account: reply.text("Account")?,
        })
    }

    /// `AssumeRole`: the session's keys.
    pub async fn assume_role(&self, arn: &str, session: &str) -> Result<Keys, CallFailed> {
        let call = Call::sts("AssumeRole")
            .with("RoleArn", arn)
            .with("RoleSessionName", session)
            .about_new();
        let reply = self.call(call).await?;
        Ok(Keys::new(
            reply.text("AccessKeyId")?,
            reply.text("SecretAccessKey")?,
            Some(reply.text("SessionToken")?),
        ))
    }
}
