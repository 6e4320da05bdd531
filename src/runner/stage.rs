//! Sets a case up and takes it down: its users, the password it starts with, what an administrator does in its midst.

use super::effects::apply;
use super::player::{Player, own_password};
use super::record::Halt;
use super::session::Session;
use super::shared::Shared;
use crate::case::{Admin, Block, InForce, Permission, PolicyInForce, PolicyNeed, Subject};
use crate::oracle::Outcome;
use crate::password::{Recipe, Secret};
use crate::spec::AccountPolicy;
use crate::target::{CallFailed, Provisioner, SetupError, UserSpec};

/// An administrator's call that a case needs was refused: other cases are not touched by that.
fn refused(error: &dyn std::fmt::Display) -> Halt {
    Halt::Blocked(Block::Optional(format!("failed to {error}")))
}

impl Shared {
    pub(super) fn provisioner(&self) -> Result<&Provisioner, Halt> {
        let missing = || {
            Halt::Blocked(Block::Optional(
                "needs an administrator (--user-mode own)".to_owned(),
            ))
        };
        self.provisioner.as_ref().ok_or_else(missing)
    }

    /// A user for a lane: profile, key, permission, a password of the harness's own.
    pub(super) async fn lane_user(&self, permission: Permission) -> Result<Player, SetupError> {
        let Some(provisioner) = &self.provisioner else {
            return Err(SetupError::NoCurrentPassword);
        };
        let number = self
            .lanes_made
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let password = own_password(&self.forge, "lane", number, self.minimum());
        let spec = UserSpec {
            password,
            permission,
            ..UserSpec::usual(Secret::new(Recipe::empty(), Vec::new()))
        };
        let user = provisioner.provision("lane", &spec).await?;
        Ok(Player::new(user, false))
    }

    /// A user for one case, whose other users so far are these; none where it is the lane's own.
    pub(super) async fn made_user(
        &self,
        subject: &Subject,
        others: &[Player],
    ) -> Result<Option<Player>, Halt> {
        let forged = |recipe: &Recipe| {
            let made = self.forge.make(recipe, None);
            made.map_err(|error| Halt::Error(error.to_string()))
        };
        let made = match subject {
            Subject::Lane => return Ok(None),
            Subject::Made {
                path,
                password,
                reset_required,
                permission,
            } => {
                let spec = UserSpec {
                    path: (*path).to_owned(),
                    password: password.as_ref().map(forged).transpose()?,
                    reset_required: *reset_required,
                    permission: match permission {
                        Permission::Inline => self.faculties.permission,
                        other => *other,
                    },
                };
                self.provisioner()?.provision("case", &spec).await
            }
            Subject::Kin {
                of,
                suffix,
                password,
            } => {
                let missing = || Halt::Error(format!("the case has no user {of} yet"));
                let of = &others.get(*of).ok_or_else(missing)?.user;
                let spec = UserSpec {
                    permission: self.faculties.permission,
                    ..UserSpec::usual(forged(password)?)
                };
                self.provisioner()?.provision_kin(of, suffix, &spec).await
            }
        };
        let user = made.map_err(|error| refused(&error))?;
        Ok(Some(Player::new(user, true)))
    }
}

impl Session<'_> {
    /// Brings the password in force that the case starts with.
    pub(super) async fn bring_in_force(&mut self, recipe: &Recipe) -> Result<(), Halt> {
        let wanted = self
            .shared
            .forge
            .for_user(&self.players[0].account.user_name)
            .make(recipe, None)
            .map_err(|error| Halt::Error(error.to_string()))?;
        if self.players[0].account.in_force == InForce::One(wanted.clone()) {
            return Ok(());
        }
        let current = self.players[0].account.in_force.certain().cloned();
        // What a change does is not known where the witness is not to be trusted.
        let Some(current) = current.filter(|_| !self.must_reset()) else {
            return self.reset(0, wanted).await;
        };
        let observed = self.change(0, &current, &wanted).await?;
        if observed.outcome == Outcome::Accepted {
            self.players[0].account.changed(wanted);
            return Ok(());
        }
        // What keeps a new password from being set is judged where it is the question; here an administrator may help.
        let why = format!(
            "the password {recipe} could not be brought in force: {}",
            observed.short
        );
        self.reset(0, wanted)
            .await
            .map_err(|_| Halt::Blocked(Block::Consequence(why)))
    }

    fn must_reset(&self) -> bool {
        self.shared.faculties.witness.is_err() && self.shared.provisioner.is_some()
    }

    /// An administrator sets the password.
    pub(super) async fn reset(&mut self, index: usize, password: Secret) -> Result<(), Halt> {
        let provisioner = self.shared.provisioner()?;
        let player = &mut self.players[index];
        provisioner
            .reset(&mut player.user, password.clone())
            .await
            .map_err(|error| refused(&error))?;
        player.account.reset(Some(password));
        Ok(())
    }

    /// Takes on the run's role, in a session that has the name of the case's first user.
    pub(super) async fn assume(&mut self) -> Result<(), Halt> {
        let unavailable = |why: &String| Halt::Blocked(Block::Optional(why.clone()));
        let arn = self.shared.role.as_ref().map_err(unavailable)?;
        let name = self
            .players
            .first()
            .map_or("", |player| &player.account.user_name);
        let keys = self.shared.provisioner()?.assume_as(arn, name).await;
        self.role = Some(keys.map_err(|error| refused(&error))?);
        Ok(())
    }

    /// Permits the user in another way.
    pub(super) async fn permit(
        &mut self,
        index: usize,
        permission: Permission,
    ) -> Result<(), Halt> {
        let provisioner = self.shared.provisioner()?;
        let player = &mut self.players[index];
        provisioner
            .permit(&mut player.user, permission)
            .await
            .map_err(|error| refused(&error))?;
        player.account.permission = permission;
        Ok(())
    }

    /// Gives the user a second key.
    pub(super) async fn second_key(&mut self, index: usize) -> Result<(), Halt> {
        let provisioner = self.shared.provisioner()?;
        let player = &mut self.players[index];
        player.renewed();
        provisioner
            .second_key(&mut player.user)
            .await
            .map_err(|error| refused(&error))
    }

    /// An administrator's call in the midst of a case.
    pub(super) async fn administer(&mut self, admin: &Admin) -> Result<(), Halt> {
        self.call(admin).await?;
        // What an administrator did may take a while to be known everywhere.
        self.players.iter_mut().for_each(Player::renewed);
        let forge = &self.shared.forge;
        let mut accounts: Vec<_> = self
            .players
            .iter_mut()
            .map(|player| &mut player.account)
            .collect();
        apply(admin, &mut accounts, forge).map_err(|error| Halt::Error(error.to_string()))
    }

    async fn call(&mut self, admin: &Admin) -> Result<(), Halt> {
        let provisioner = self.shared.provisioner()?;
        let forged = |recipe: &Recipe| {
            self.shared
                .forge
                .make(recipe, None)
                .map_err(|error| Halt::Error(error.to_string()))
        };
        let failed = |error: CallFailed| refused(&error);
        match admin {
            Admin::Policy(need) => self
                .shared
                .put_policy(need)
                .await
                .map_err(|error| refused(&error)),
            Admin::TersePolicy(policy) => self
                .shared
                .put_policy_tersely(policy)
                .await
                .map_err(|error| refused(&error)),
            Admin::Reset { user, password } => {
                let secret = forged(password)?;
                provisioner
                    .reset(&mut self.players[*user].user, secret)
                    .await
                    .map_err(failed)
            }
            Admin::CreateProfile { user, password } => {
                let secret = forged(password)?;
                provisioner
                    .create_profile(&mut self.players[*user].user, secret)
                    .await
                    .map_err(failed)
            }
            Admin::DeleteProfile { user } => provisioner
                .delete_profile(&mut self.players[*user].user)
                .await
                .map_err(failed),
            Admin::Permit { user, permission } => provisioner
                .permit(&mut self.players[*user].user, *permission)
                .await
                .map_err(failed),
            Admin::SecondKey { user } => provisioner
                .second_key(&mut self.players[*user].user)
                .await
                .map_err(failed),
            Admin::DeactivateKey { user } => {
                self.players[*user].key_works = false;
                provisioner
                    .switch_key(&self.players[*user].user, false)
                    .await
                    .map_err(failed)
            }
            Admin::DeleteKey { user } => {
                self.players[*user].key_works = false;
                provisioner
                    .delete_key(&self.players[*user].user)
                    .await
                    .map_err(failed)
            }
            Admin::DeleteUser { user } => {
                self.players[*user].key_works = false;
                let name = self.players[*user].user.name.clone();
                provisioner
                    .delete(&name)
                    .await
                    .map_err(|error| refused(&error))
            }
            Admin::RecreateUser { user, password } => {
                let secret = forged(password)?;
                self.players[*user].key_works = true;
                let again = provisioner.recreate(&mut self.players[*user].user, secret);
                again.await.map_err(|error| refused(&error))
            }
        }
    }

    /// Deletes the users that were made for the case. What cannot be deleted stays in the journal, and is told at the end.
    pub(super) async fn take_down(&mut self) {
        if let Some(provisioner) = &self.shared.provisioner {
            for player in self.players.iter().filter(|player| player.made) {
                let _ = provisioner.delete(&player.user.name).await;
            }
        }
    }
}

impl Shared {
    /// Brings the account policy in force that a case asks for.
    pub(super) async fn put_policy(&self, need: &PolicyNeed) -> Result<(), SetupError> {
        let wanted = wanted(need);
        if self.policy() == in_force(&wanted) {
            return Ok(());
        }
        self.keeper.put(wanted.as_ref()).await?;
        self.policy_is(in_force(&wanted));
        Ok(())
    }

    /// The same, whatever is thought to be in force: what a case did to the policy may not have had the effect it must.
    pub(super) async fn renew_policy(&self, need: &PolicyNeed) {
        if !self.keeper.may_change() {
            return;
        }
        let wanted = wanted(need);
        let put = self.keeper.put(wanted.as_ref()).await;
        self.policy_is(match put {
            Ok(()) => in_force(&wanted),
            Err(_) => PolicyInForce::Unknown,
        });
    }

    /// Brings this policy in force by a call that omits what has its default.
    async fn put_policy_tersely(&self, policy: &AccountPolicy) -> Result<(), SetupError> {
        self.keeper.put_tersely(policy).await?;
        self.policy_is(PolicyInForce::Set(policy.clone()));
        Ok(())
    }
}

fn wanted(need: &PolicyNeed) -> Option<AccountPolicy> {
    match need {
        PolicyNeed::Any => Some(AccountPolicy::RELAXED),
        PolicyNeed::Unset => None,
        PolicyNeed::Exactly(policy) => Some(policy.clone()),
    }
}

fn in_force(policy: &Option<AccountPolicy>) -> PolicyInForce {
    policy
        .clone()
        .map_or(PolicyInForce::Unset, PolicyInForce::Set)
}
