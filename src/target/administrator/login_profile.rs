//! Login profiles: the passwords that an administrator sets.

use super::Administrator;
use crate::password::Secret;
use crate::target::call::Call;
use crate::target::failed::CallFailed;

impl Administrator {
    /// `CreateLoginProfile`
    pub async fn create_login_profile(
        &self,
        user: &str,
        password: &Secret,
        reset_required: bool,
    ) -> Result<(), CallFailed> {
        let call = Call::iam("CreateLoginProfile")
            .with("UserName", user)
            .with_password(password)
            .with("PasswordResetRequired", reset_required.to_string())
            .about_new();
        self.call(call).await.map(drop)
    }

    /// `UpdateLoginProfile`
    pub async fn update_login_profile(
        &self,
        user: &str,
        password: &Secret,
    ) -> Result<(), CallFailed> {
        let call = Call::iam("UpdateLoginProfile")
            .with("UserName", user)
            .with_password(password);
        self.call(call).await.map(drop)
    }

    /// `DeleteLoginProfile`
    pub async fn delete_login_profile(&self, user: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DeleteLoginProfile").with("UserName", user);
        self.call(call).await.map(drop)
    }
}
