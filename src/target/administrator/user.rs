//! Users.

use super::Administrator;
use crate::target::call::Call;
use crate::target::failed::CallFailed;
use crate::target::reply::Reply;

/// A user, as `CreateUser` and `GetUser` describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    /// Its name.
    pub name: String,
    /// Its ARN; not every endpoint tells.
    pub arn: Option<String>,
}

impl UserRecord {
    fn read(reply: &Reply) -> Result<Self, CallFailed> {
        Ok(Self {
            name: reply.text("UserName")?,
            arn: reply.optional("Arn"),
        })
    }
}

impl Administrator {
    /// `CreateUser`
    pub async fn create_user(&self, name: &str, path: &str) -> Result<UserRecord, CallFailed> {
        let call = Call::iam("CreateUser")
            .with("UserName", name)
            .with("Path", path);
        UserRecord::read(&self.call(call).await?)
    }

    /// `GetUser` of the user who signs.
    pub async fn get_own_user(&self) -> Result<UserRecord, CallFailed> {
        UserRecord::read(&self.call(Call::iam("GetUser")).await?)
    }

    /// `DeleteUser`
    pub async fn delete_user(&self, name: &str) -> Result<(), CallFailed> {
        let call = Call::iam("DeleteUser").with("UserName", name);
        self.call(call).await.map(drop)
    }

    /// `ListUsers`: the names of those whose name starts so.
    pub async fn list_users(&self, prefix: &str) -> Result<Vec<String>, CallFailed> {
        let call = Call::iam("ListUsers");
        let mut names = self.list(call, |page| page.every("UserName")).await?;
        names.retain(|name| name.starts_with(prefix));
        Ok(names)
    }
}
