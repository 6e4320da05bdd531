//! What a script does, one thing after another, before it is written in some language.

use super::refusal::Refusal;
use super::user::User;
use super::wanted::patterns;
use crate::case::{
    Admin, Caller, Case, Connection, InForce, Permission, PolicyNeed, Request, Sign, Step,
    Transport,
};
use crate::password::{Forge, Recipe, Secret};
use crate::report::visible;
use crate::runner::{Played, Rehearsal, Rehearsed, describe};
use crate::spec::{AccountPolicy, Ledger, Model};
use crate::target::policy_parameters;
use crate::wire::{Spelling, encode};

/// The largest body that is written into a script, in bytes.
const LARGEST: usize = 100_000;

/// A call of an administrator.
pub(super) struct Call {
    pub(super) action: &'static str,
    pub(super) parameters: Vec<(&'static str, String)>,
}

impl Call {
    /// With these parameters.
    pub(super) fn of(action: &'static str, parameters: &[(&'static str, &str)]) -> Self {
        let parameters = parameters
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        Self {
            action,
            parameters: parameters.collect(),
        }
    }

    /// `UpdateAccountPasswordPolicy`, or `DeleteAccountPasswordPolicy` for none.
    fn policy(need: &PolicyNeed) -> Self {
        let relaxed = AccountPolicy::RELAXED;
        let policy = match need {
            PolicyNeed::Any => &relaxed,
            PolicyNeed::Exactly(policy) => policy,
            PolicyNeed::Unset => return Self::of("DeleteAccountPasswordPolicy", &[]),
        };
        Self {
            action: "UpdateAccountPasswordPolicy",
            parameters: policy_parameters(policy),
        }
    }
}

/// One thing done.
pub(super) enum Act {
    /// An administrator's call.
    Admin(Call),
    /// A ChangePassword, or what is meant to look like one.
    Send(Box<Sent>),
}

/// A request of a user.
pub(super) struct Sent {
    /// Index into the users.
    pub(super) user: usize,
    /// As a person reads it.
    pub(super) told: String,
    /// As the matrix has it.
    pub(super) request: Request,
    /// The bytes of its body.
    pub(super) body: Vec<u8>,
    /// The passwords in it, by parameter.
    pub(super) passwords: Vec<(Option<&'static str>, Secret)>,
    /// Patterns over `STATUS CODE`.
    pub(super) wanted: Vec<String>,
    /// The same for a person, with the clause.
    pub(super) since: String,
}

/// All of a script.
pub(super) struct Screenplay {
    pub(super) case: String,
    pub(super) clauses: Vec<String>,
    pub(super) users: Vec<User>,
    /// What sets the account policy.
    pub(super) policy: Call,
    pub(super) acts: Vec<Act>,
}

fn name(index: usize) -> String {
    format!("pwspec-script-{index}")
}

impl Screenplay {
    /// What the case does.
    pub(super) fn of(case: &Case, model: Model) -> Result<Self, Refusal> {
        let inexpressible = |why| Refusal::Inexpressible {
            case: case.id.to_string(),
            why,
        };
        if case.needs.root || case.needs.role {
            return Err(inexpressible("it needs root's keys or a role's session"));
        }
        let played = Rehearsal::new(model).naming(name).play(case)?;
        let users = case
            .subjects
            .iter()
            .zip(&played.before)
            .map(|(subject, account)| User::of(subject, account));
        let users = users.collect::<Option<Vec<_>>>();
        let users = users.ok_or_else(|| {
            inexpressible("a user's name is made from another's, or a password is no text")
        })?;
        let mut acts = Vec::new();
        for (nth, step) in case.steps.iter().enumerate() {
            match step {
                Step::Together(_) => return Err(inexpressible("its requests are sent at once")),
                Step::Witness => return Err(inexpressible("the witness is asked in its midst")),
                Step::Admin(admin) => {
                    let why = "an administrator makes or deletes users or keys in its midst";
                    acts.push(Act::Admin(
                        administers(admin, &played).ok_or_else(|| inexpressible(why))?,
                    ));
                }
                Step::Send(send) => {
                    let rehearsed = played.requests.iter().find(|request| request.step == nth);
                    let rehearsed =
                        rehearsed.ok_or_else(|| inexpressible("it cannot be played"))?;
                    let sent = sent(&send.request, rehearsed).map_err(inexpressible)?;
                    acts.push(Act::Send(Box::new(sent)));
                }
            }
        }
        acts.extend(witnesses(case, &played));
        Ok(Self {
            case: case.id.to_string(),
            clauses: clauses(case),
            users,
            policy: Call::policy(&case.policy),
            acts,
        })
    }

    /// The refusal of a language.
    pub(super) fn refuse<T>(&self, why: &'static str) -> Result<T, Refusal> {
        Err(Refusal::Inexpressible {
            case: self.case.clone(),
            why,
        })
    }
}

fn clauses(case: &Case) -> Vec<String> {
    let known = case
        .cited()
        .into_iter()
        .filter_map(|id| Ledger::compiled_in().get(id));
    known
        .map(|clause| {
            format!(
                "{} ({}, {} {})",
                clause.says, clause.id, clause.level, clause.provenance
            )
        })
        .collect()
}

/// An administrator's call in the midst of a case. None where it makes or deletes users or keys, or where a password is no text.
fn administers(admin: &Admin, played: &Played) -> Option<Call> {
    let with = |action: &'static str, user: usize, recipe: Option<&Recipe>| {
        let mut call = Call::of(action, &[("UserName", &played.before.get(user)?.user_name)]);
        if let Some(recipe) = recipe {
            let secret = Forge::plain().make(recipe, None).ok()?;
            let password = String::from_utf8(secret.expose().to_vec()).ok()?;
            call.parameters.push(("Password", password));
        }
        Some(call)
    };
    match admin {
        Admin::Reset { user, password } => with("UpdateLoginProfile", *user, Some(password)),
        Admin::CreateProfile { user, password } => {
            with("CreateLoginProfile", *user, Some(password))
        }
        Admin::DeleteProfile { user } => with("DeleteLoginProfile", *user, None),
        Admin::Policy(need) => Some(Call::policy(need)),
        _ => None,
    }
}

fn sent(request: &Request, rehearsed: &Rehearsed) -> Result<Sent, &'static str> {
    let Caller::User(user) = request.caller else {
        return Err("it is signed with another key than the user's first");
    };
    if request.sign != Sign::Header {
        return Err("its signature is not the usual one");
    }
    if request.transport != Transport::Plain || request.connection != Connection::Pooled {
        return Err("it goes over a raw socket, or over a connection of its own");
    }
    let body = &rehearsed.composed.http.body;
    if body.len() > LARGEST {
        return Err("its body is too large for a script");
    }
    let expect = &rehearsed.derived.expect;
    let says = Ledger::compiled_in()
        .get(&expect.clause)
        .map_or("", |clause| clause.says.as_str());
    Ok(Sent {
        user,
        told: visible(&describe(request)),
        request: request.clone(),
        body: body.clone(),
        passwords: rehearsed.composed.secrets.clone(),
        wanted: patterns(expect),
        since: format!("{}: {says}", expect.wanted(&rehearsed.derived.action)),
    })
}

/// What shows which password is in force: a change from it must be accepted. None where nobody knows, or where the user
/// may not ask.
fn witnesses(case: &Case, played: &Played) -> Vec<Act> {
    let mut acts = Vec::new();
    for (user, account) in played.after.iter().enumerate() {
        let InForce::One(in_force) = &account.in_force else {
            continue;
        };
        let may_ask = !matches!(
            account.permission,
            Permission::None
                | Permission::Denied
                | Permission::Elsewhere
                | Permission::AccountPolicyOnly
        );
        if !account.exists || !may_ask {
            continue;
        }
        let recipe = Recipe::seeded(&[case.id.as_str(), "witness", &user.to_string()], 128);
        let Ok(new) = Forge::plain().make(&recipe, None) else {
            continue;
        };
        let request = Request::change(in_force.recipe().clone(), recipe).by(Caller::User(user));
        let form = |secret: &Secret| encode(secret.expose(), Spelling::STANDARD);
        let body = format!(
            "Action=ChangePassword&Version=2010-05-08&OldPassword={}&NewPassword={}",
            form(in_force),
            form(&new)
        );
        acts.push(Act::Send(Box::new(Sent {
            user,
            told: "witness: the password that must be in force is".to_owned(),
            request,
            body: body.into_bytes(),
            passwords: vec![
                (Some("OldPassword"), in_force.clone()),
                (Some("NewPassword"), new),
            ],
            wanted: vec!["200 *".to_owned()],
            since: "200 ChangePasswordResponse: the state agrees with the answers".to_owned(),
        })));
    }
    acts
}
