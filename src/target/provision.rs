//! Making users, and everything that an administrator does to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::administrator::Administrator;
use super::entry::Entry;
use super::error::SetupError;
use super::failed::CallFailed;
use super::journal::Journal;
use super::lane::{LaneUser, UserSpec};
use super::permission::{Grantee, attached, inline};
use super::run::RunId;
use crate::case::Permission;
use crate::password::Secret;

/// Makes and deletes users, and writes down what it makes before it does. One for a run, shared by its lanes.
pub struct Provisioner {
    pub(super) administrator: Administrator,
    pub(super) journal: Arc<Journal>,
    run: RunId,
    made: AtomicUsize,
}

impl Provisioner {
    /// Makes users by these calls.
    pub fn new(administrator: Administrator, journal: Arc<Journal>, run: RunId) -> Self {
        Self {
            administrator,
            journal,
            run,
            made: AtomicUsize::new(0),
        }
    }

    /// A name that nothing has had yet.
    pub(super) fn fresh_name(&self, purpose: &str) -> String {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        self.run.name(purpose, number)
    }

    /// Makes a user with a name of its own. What is half made when a call fails is deleted again, as far as that works.
    ///
    /// # Errors
    /// A call was refused, or the journal could not be written.
    pub async fn provision(&self, purpose: &str, spec: &UserSpec) -> Result<LaneUser, SetupError> {
        self.make(self.fresh_name(purpose), spec).await
    }

    /// Makes a user whose name begins with another's.
    ///
    /// # Errors
    /// A call was refused, or the journal could not be written.
    pub async fn provision_kin(
        &self,
        of: &LaneUser,
        suffix: &str,
        spec: &UserSpec,
    ) -> Result<LaneUser, SetupError> {
        self.make(format!("{}{suffix}", of.name), spec).await
    }

    /// Deletes a user and everything that hangs on it.
    ///
    /// # Errors
    /// The call that kept it from being deleted.
    pub async fn delete(&self, name: &str) -> Result<(), SetupError> {
        let deleted = self.administrator.delete_everything_of(name).await;
        deleted.map_err(doing("delete the user", name))?;
        self.journal.after(Entry::UserGone {
            name: name.to_owned(),
        });
        Ok(())
    }

    /// Deletes the user, and makes another under its name, with another key and this password.
    ///
    /// # Errors
    /// A call was refused.
    pub async fn recreate(&self, user: &mut LaneUser, password: Secret) -> Result<(), SetupError> {
        self.delete(&user.name).await?;
        let spec = UserSpec {
            path: user.path.clone(),
            permission: user.permission,
            ..UserSpec::usual(password)
        };
        *user = self.make(user.name.clone(), &spec).await?;
        Ok(())
    }

    /// Sets the password.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn reset(&self, user: &mut LaneUser, password: Secret) -> Result<(), CallFailed> {
        self.administrator
            .update_login_profile(&user.name, &password)
            .await?;
        user.password = Some(password);
        Ok(())
    }

    /// Makes a login profile.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn create_profile(
        &self,
        user: &mut LaneUser,
        password: Secret,
    ) -> Result<(), CallFailed> {
        self.administrator
            .create_login_profile(&user.name, &password, false)
            .await?;
        user.password = Some(password);
        Ok(())
    }

    /// Deletes the login profile.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn delete_profile(&self, user: &mut LaneUser) -> Result<(), CallFailed> {
        self.administrator.delete_login_profile(&user.name).await?;
        user.password = None;
        Ok(())
    }

    /// Makes a second key.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn second_key(&self, user: &mut LaneUser) -> Result<(), CallFailed> {
        user.second = Some(self.administrator.create_access_key(&user.name).await?);
        Ok(())
    }

    /// Switches the first key off, or on again.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn switch_key(&self, user: &LaneUser, active: bool) -> Result<(), CallFailed> {
        self.administrator
            .update_access_key(&user.name, &user.keys.access, active)
            .await
    }

    /// Deletes the first key. The user keeps it here: what it still opens is what a case asks.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn delete_key(&self, user: &LaneUser) -> Result<(), CallFailed> {
        self.administrator
            .delete_access_key(&user.name, &user.keys.access)
            .await
    }

    /// Gives the user a first key again, after its own was deleted.
    ///
    /// # Errors
    /// The call was refused.
    pub async fn new_key(&self, user: &mut LaneUser) -> Result<(), CallFailed> {
        user.keys = self.administrator.create_access_key(&user.name).await?;
        Ok(())
    }

    /// Permits the user in another way than before.
    ///
    /// # Errors
    /// A call was refused.
    pub async fn permit(
        &self,
        user: &mut LaneUser,
        permission: Permission,
    ) -> Result<(), CallFailed> {
        let wanted = inline(permission, user.grantee());
        for (name, _) in inline(user.permission, user.grantee()) {
            if !wanted.iter().any(|(kept, _)| *kept == name) {
                let deleted = self.administrator.delete_user_policy(&user.name, name);
                tolerant(deleted.await)?;
            }
        }
        if let Some(arn) = attached(user.permission, user.grantee()) {
            let detached = self.administrator.detach_user_policy(&user.name, &arn);
            tolerant(detached.await)?;
        }
        self.grant(permission, user.grantee()).await?;
        user.permission = permission;
        Ok(())
    }

    async fn make(&self, name: String, spec: &UserSpec) -> Result<LaneUser, SetupError> {
        let doing = doing("provision the user", &name);
        self.journal.before(Entry::User { name: name.clone() })?;
        let made = match self.administrator.create_user(&name, &spec.path).await {
            Ok(made) => self.equip(&name, made.arn, spec).await,
            Err(failed) if failed.did_nothing() => {
                self.journal.after(Entry::UserGone { name });
                return Err(doing(failed));
            }
            Err(failed) => Err(failed),
        };
        if made.is_err() {
            // What stays is in the journal.
            let _ = self.delete(&name).await;
        }
        made.map_err(doing)
    }

    async fn equip(
        &self,
        name: &str,
        arn: Option<String>,
        spec: &UserSpec,
    ) -> Result<LaneUser, CallFailed> {
        let grantee = Grantee {
            name,
            path: &spec.path,
            arn: arn.as_deref(),
        };
        self.grant(spec.permission, grantee).await?;
        if let Some(password) = &spec.password {
            self.administrator
                .create_login_profile(name, password, spec.reset_required)
                .await?;
        }
        let keys = self.administrator.create_access_key(name).await?;
        Ok(LaneUser {
            name: name.to_owned(),
            path: spec.path.clone(),
            arn,
            permission: spec.permission,
            keys,
            second: None,
            password: spec.password.clone(),
        })
    }

    async fn grant(&self, permission: Permission, to: Grantee<'_>) -> Result<(), CallFailed> {
        for (name, document) in inline(permission, to) {
            self.administrator
                .put_user_policy(to.name, name, &document)
                .await?;
        }
        match attached(permission, to) {
            Some(arn) => self.administrator.attach_user_policy(to.name, &arn).await,
            None => Ok(()),
        }
    }
}

/// What is gone already need not be deleted.
pub(super) fn tolerant(done: Result<(), CallFailed>) -> Result<(), CallFailed> {
    match done {
        Err(failed) if failed.is_no_such_entity() => Ok(()),
        done => done,
    }
}

pub(super) fn doing(what: &str, name: &str) -> impl FnOnce(CallFailed) -> SetupError + use<> {
    let doing = format!("{what} {name}");
    move |source| SetupError::Call { doing, source }
}
