//! Access keys.

use super::Administrator;
use crate::target::call::Call;
use crate::target::failed::CallFailed;
use crate::wire::sigv4::Keys;

impl Administrator {
    /// `CreateAccessKey`
    pub async fn create_access_key(&self, user: &str) -> Result<Keys, CallFailed> {
        let call = Call::iam("CreateAccessKey")
            .with("UserName", user)
            .about_new();
        let reply = self.call(call).await?;
        Ok(Keys::new(
            reply.text("AccessKeyId")?,
            reply.text("SecretAccessKey")?,
            None,
        ))
    }

    /// `UpdateAccessKey`
    pub async fn update_access_key(
        &self,
        user: &str,
        id: &str,
        active: bool,
    ) -> Result<(), CallFailed> {
        let call = Call::iam("UpdateAccessKey")
            .with("UserName", user)
            .with("AccessKeyId", id)
            .with("Status", if active { "Active" } else { "Inactive" });
        self.call(call).await.map(drop)
    }

    /// `DeleteAccessKey`
    pub async fn delete_access_key(&self, user: &str, id: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DeleteAccessKey")
            .with("UserName", user)
            .with("AccessKeyId", id);
        self.call(call).await.map(drop)
    }

    /// `ListAccessKeys`: the ids.
    pub async fn list_access_keys(&self, user: &str) -> Result<Vec<String>, CallFailed> {
        let call = Call::iam("ListAccessKeys").with("UserName", user);
        self.list(call, |page| page.every("AccessKeyId")).await
    }
}
