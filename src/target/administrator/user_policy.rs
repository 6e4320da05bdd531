//! What permits a user: inline and attached policies.

use super::Administrator;
use crate::target::call::Call;
use crate::target::failed::CallFailed;

impl Administrator {
    /// `PutUserPolicy`
    pub async fn put_user_policy(
        &self,
        user: &str,
        name: &str,
        document: &str,
    ) -> Result<(), CallFailed> {
        let call = Call::iam("PutUserPolicy")
            .with("UserName", user)
            .with("PolicyName", name)
            .with("PolicyDocument", document)
            .about_new();
        self.call(call).await.map(drop)
    }

    /// `DeleteUserPolicy`
    pub async fn delete_user_policy(&self, user: &str, name: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DeleteUserPolicy")
            .with("UserName", user)
            .with("PolicyName", name);
        self.call(call).await.map(drop)
    }

    /// `ListUserPolicies`: the names of the inline policies.
    pub async fn list_user_policies(&self, user: &str) -> Result<Vec<String>, CallFailed> {
        let call = Call::iam("ListUserPolicies").with("UserName", user);
        self.list(call, |page| page.members("PolicyNames")).await
    }

    /// `AttachUserPolicy`
    pub async fn attach_user_policy(&self, user: &str, arn: &str) -> Result<(), CallFailed> {
        let call = Call::iam("AttachUserPolicy")
            .with("UserName", user)
            .with("PolicyArn", arn)
            .about_new();
        self.call(call).await.map(drop)
    }

    /// `DetachUserPolicy`
    pub async fn detach_user_policy(&self, user: &str, arn: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DetachUserPolicy")
            .with("UserName", user)
            .with("PolicyArn", arn);
        self.call(call).await.map(drop)
    }

    /// `ListAttachedUserPolicies`: the ARNs.
    pub async fn list_attached_user_policies(&self, user: &str) -> Result<Vec<String>, CallFailed> {
        let call = Call::iam("ListAttachedUserPolicies").with("UserName", user);
        self.list(call, |page| page.every("PolicyArn")).await
    }
}
