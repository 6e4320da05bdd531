//! Roles.

use super::Administrator;
use crate::target::call::Call;
use crate::target::failed::CallFailed;

impl Administrator {
    /// `CreateRole`: its ARN.
    pub async fn create_role(&self, name: &str, trust: &str) -> Result<String, CallFailed> {
        let call = Call::iam("CreateRole")
            .with("RoleName", name)
            .with("AssumeRolePolicyDocument", trust);
        self.call(call).await?.text("Arn")
    }

    /// `PutRolePolicy`
    pub async fn put_role_policy(
        &self,
        role: &str,
        name: &str,
        document: &str,
    ) -> Result<(), CallFailed> {
        let call = Call::iam("PutRolePolicy")
            .with("RoleName", role)
            .with("PolicyName", name)
            .with("PolicyDocument", document)
            .about_new();
        self.call(call).await.map(drop)
    }

    /// `DeleteRolePolicy`
    pub async fn delete_role_policy(&self, role: &str, name: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DeleteRolePolicy")
            .with("RoleName", role)
            .with("PolicyName", name);
        self.call(call).await.map(drop)
    }

    /// `DeleteRole`
    pub async fn delete_role(&self, name: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DeleteRole").with("RoleName", name);
        self.call(call).await.map(drop)
    }
}
