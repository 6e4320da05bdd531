//! A case played without an endpoint: every request as bytes, and what must come of it, if all goes as it must.

use std::time::{Duration, SystemTime};

use super::compose::{ComposeError, Composed, Destination, Ingredients, compose};
use super::effects::apply;
use crate::case::{
    Account, Admin, Caller, Case, InForce, Permission, PolicyInForce, PolicyNeed, Request, Ruling,
    Step, Subject,
};
use crate::oracle::{self, Derived, Question};
use crate::password::{Forge, ForgeError, Recipe, Secret};
use crate::spec::{AccountPolicy, Model};
use crate::wire::sigv4::Keys;

/// When it is played, in seconds since 1970. Nothing hangs on it but signatures.
const NOW: u64 = 1_800_000_000;

/// A stage without an endpoint behind it.
pub struct Rehearsal {
    model: Model,
    forge: Forge,
    keys: Keys,
    destination: Destination,
    name: fn(usize) -> String,
}

/// A request of a case, in the state that it must meet.
#[derive(Clone, Debug)]
pub struct Rehearsed {
    /// The step of the case, from 0; requests that are sent at once share theirs.
    pub step: usize,
    /// Its bytes, and the passwords in them.
    pub composed: Composed,
    /// What must come of it.
    pub derived: Derived,
}

/// All of a case.
#[derive(Clone, Debug)]
pub struct Played {
    /// Its users as they were before the first step.
    pub before: Vec<Account>,
    /// Its requests in order.
    pub requests: Vec<Rehearsed>,
    /// Its users as they must be after the last step.
    pub after: Vec<Account>,
}

/// Why a case cannot be played. Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// A request could not be made.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// A password could not be made.
    #[error("make a password of the case: {0}")]
    Forge(#[from] ForgeError),
    /// A request is of a user whom the case does not have.
    #[error("find user {0} of the case")]
    NoUser(usize),
}

impl Rehearsal {
    /// For an endpoint that follows the model.
    pub fn new(model: Model) -> Self {
        Self {
            model,
            forge: Forge::plain(),
            keys: Keys::new("AKIDEXAMPLE", "secret", None),
            destination: Destination {
                host: "localhost".to_owned(),
                prefix: String::new(),
                region: "us-east-1".to_owned(),
            },
            // As the target gives it to a lane's user: a password like any other.
            name: |index| format!("pwspec-0badcafe-lane-{index}"),
        }
    }

    /// With users who are called so, by their place in the case.
    pub fn naming(self, name: fn(usize) -> String) -> Self {
        Self { name, ..self }
    }

    /// Plays the case.
    ///
    /// # Errors
    /// A password cannot be made, or a request speaks of a user that the case does not have: a fault of the section.
    pub fn play(&self, case: &Case) -> Result<Played, RehearsalError> {
        let before = self.accounts(case)?;
        let mut accounts = before.clone();
        let mut policy = in_force(&case.policy);
        let mut requests = Vec::new();
        for (step, done) in case.steps.iter().enumerate() {
            match done {
                Step::Witness => self.witnessed(&mut accounts)?,
                Step::Admin(Admin::Policy(need)) => policy = in_force(need),
                Step::Admin(Admin::TersePolicy(terse)) => {
                    policy = PolicyInForce::Set(terse.clone())
                }
                Step::Admin(admin) => {
                    apply(
                        admin,
                        &mut accounts.iter_mut().collect::<Vec<_>>(),
                        &self.forge,
                    )?;
                }
                Step::Together(together) => {
                    let mut perhaps = accounts.clone();
                    for request in together {
                        // Each is asked as if it came first.
                        let mut first = accounts.clone();
                        let (composed, derived) = self.ask(request, &mut first, &policy)?;
                        for (perhaps, first) in perhaps.iter_mut().zip(first) {
                            for secret in first.in_force.candidates() {
                                if !perhaps.in_force.candidates().contains(secret) {
                                    perhaps.perhaps_changed(secret.clone());
                                }
                            }
                        }
                        requests.push(Rehearsed {
                            step,
                            composed,
                            derived,
                        });
                    }
                    accounts = perhaps;
                }
                Step::Send(send) => {
                    let (composed, derived) = self.ask(&send.request, &mut accounts, &policy)?;
                    requests.push(Rehearsed {
                        step,
                        composed,
                        derived,
                    });
                }
            }
        }
        Ok(Played {
            before,
            requests,
            after: accounts,
        })
    }

    /// Who was asked may ask, and has a password of the harness's own after it.
    fn witnessed(&self, accounts: &mut [Account]) -> Result<(), ForgeError> {
        let own = self.forge.make(&Recipe::seeded(&["witness"], 32), None)?;
        for account in accounts.iter_mut().filter(|account| account.exists) {
            account.permission = Permission::Inline;
            if account.in_force != InForce::NoProfile {
                account.changed(own.clone());
            }
        }
        Ok(())
    }

    fn accounts(&self, case: &Case) -> Result<Vec<Account>, ForgeError> {
        let mut accounts: Vec<Account> = Vec::with_capacity(case.subjects.len());
        for (index, subject) in case.subjects.iter().enumerate() {
            let name = (self.name)(index);
            let forge = self.forge.for_user(&name);
            let make = |recipe: &Recipe| forge.make(recipe, None);
            accounts.push(match subject {
                Subject::Lane => {
                    let own = Recipe::seeded(&["own"], 32);
                    let password = make(case.start.as_ref().unwrap_or(&own))?;
                    Account::new(name, Some(password), Permission::Inline)
                }
                Subject::Made {
                    path,
                    password,
                    permission,
                    ..
                } => {
                    let password = password.as_ref().map(make).transpose()?;
                    Account::new(name, password, *permission).behind(path)
                }
                Subject::Kin {
                    of,
                    suffix,
                    password,
                } => {
                    let of = accounts.get(*of).map_or("", |kin| kin.user_name.as_str());
                    let name = format!("{of}{suffix}");
                    Account::new(name, Some(make(password)?), Permission::Inline)
                }
            });
        }
        Ok(accounts)
    }

    /// The request and what must come of it; the account follows.
    fn ask(
        &self,
        request: &Request,
        accounts: &mut [Account],
        policy: &PolicyInForce,
    ) -> Result<(Composed, Derived), RehearsalError> {
        let index = match request.caller {
            Caller::User(index) | Caller::SecondKey(index) => index,
            Caller::Root | Caller::Role => 0,
        };
        let names: Vec<String> = accounts
            .iter()
            .map(|account| account.user_name.clone())
            .collect();
        let account = accounts
            .get_mut(index)
            .ok_or(RehearsalError::NoUser(index))?;
        let ingredients = Ingredients {
            destination: &self.destination,
            keys: &self.keys,
            user_names: &names,
            current: account.in_force.candidates().first(),
            forge: &self.forge,
            known: &[],
            now: SystemTime::UNIX_EPOCH + Duration::from_secs(NOW),
        };
        let composed = compose(request, &ingredients)?;
        let derived = oracle::derive(&Question {
            model: &self.model,
            http: &composed.http,
            prefix: "",
            caller: match request.caller {
                Caller::Root => oracle::Caller::Root,
                Caller::Role => oracle::Caller::Role,
                Caller::User(_) | Caller::SecondKey(_) => oracle::Caller::User(account),
            },
            sign: &request.sign,
            transport: &request.transport,
            policy,
        });
        if matches!(request.caller, Caller::User(_) | Caller::SecondKey(_)) {
            follow(account, &composed, &derived);
        }
        Ok((composed, derived))
    }
}

/// What must be, or may be, in force after the request.
fn follow(account: &mut Account, composed: &Composed, derived: &Derived) {
    // Under its own recipe where it has one.
    let secret = |bytes: &Vec<u8>| {
        let sent = composed.secrets.iter().map(|(_, secret)| secret);
        let mut named = sent.filter(|secret| secret.expose() == bytes.as_slice());
        named
            .next()
            .cloned()
            .unwrap_or_else(|| Secret::new(Recipe::bytes(bytes), bytes.clone()))
    };
    let after: Vec<Secret> = derived.after.iter().map(secret).collect();
    match (derived.expect.ruling, after.as_slice()) {
        (Ruling::Accepted, [one]) => account.changed(one.clone()),
        (Ruling::Accepted | Ruling::Open, [_, ..]) => {
            let mut candidates = account.in_force.candidates().to_vec();
            candidates.extend(after);
            let same = |secret: &Secret| secret.expose() == candidates[0].expose();
            // Whether or not a password was changed to itself, it is in force.
            if !candidates.iter().all(same) {
                account.in_force = InForce::OneOf(candidates);
            }
        }
        _ => {}
    }
}

fn in_force(need: &PolicyNeed) -> PolicyInForce {
    match need {
        PolicyNeed::Any => PolicyInForce::Set(AccountPolicy::RELAXED),
        PolicyNeed::Unset => PolicyInForce::Unset,
        PolicyNeed::Exactly(policy) => PolicyInForce::Set(policy.clone()),
    }
}
