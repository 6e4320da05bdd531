//! One case, carried out on a lane.

use std::time::SystemTime;

use super::compose::{Composed, Ingredients, compose};
use super::event::StepRecord;
use super::player::Player;
use super::record::{Halt, Record};
use super::shared::Shared;
use crate::case::{
    Breach, Caller, Case, Check, Expect, InForce, Request, Ruling, Send, Sign, Step,
};
use crate::oracle::{self, Derived, Exchange, Observed, Outcome, Question};
use crate::password::Secret;
use crate::spec::{ClauseId, Parameter};
use crate::wire::sigv4::Keys;
use crate::wire::{Answer, NoAnswer, RawConnection};

/// A case under way.
pub(super) struct Session<'a> {
    pub(super) shared: &'a Shared,
    pub(super) case: &'a Case,
    pub(super) players: Vec<Player>,
    pub(super) record: Record,
    /// The keys of a role's session, in a case that needs one.
    pub(super) role: Option<Keys>,
    pub(super) kept: Option<RawConnection>,
    /// Whether the last request that could change a password was accepted, a player each.
    pub(super) last_accepted: Vec<bool>,
    /// Whether any was.
    pub(super) any_accepted: Vec<bool>,
    /// The clause of the last request's expectation.
    pub(super) about: Option<ClauseId>,
    /// Passwords that were in force when the case began or within it, and that an accepted change replaced.
    pub(super) retired: Vec<Option<Secret>>,
    /// New passwords that were sent, a player each.
    pub(super) attempted: Vec<(usize, Secret)>,
    /// How many passwords a player had replaced before the case began.
    pub(super) remembered: Vec<usize>,
    /// Whether a malformed or otherwise odd request was sent, after which liveness is a question of its own.
    pub(super) provoked: bool,
}

/// One request's way.
pub(super) struct Sent {
    pub(super) composed: Composed,
    pub(super) answers: Vec<(Result<Answer, NoAnswer>, Observed)>,
}

impl<'a> Session<'a> {
    pub(super) fn new(shared: &'a Shared, case: &'a Case, players: Vec<Player>) -> Self {
        let count = players.len();
        let replaced = |player: &Player| player.account.history.len();
        Self {
            remembered: players.iter().map(replaced).collect(),
            shared,
            case,
            players,
            record: Record::default(),
            role: None,
            kept: None,
            last_accepted: vec![false; count],
            any_accepted: vec![false; count],
            about: None,
            retired: vec![None; count],
            attempted: Vec::new(),
            provoked: false,
        }
    }

    /// What was done so far, to set up or by the witness, is no part of what follows.
    pub(super) fn ready(&mut self) {
        self.retired.fill(None);
        self.attempted.clear();
    }

    /// Every step in order.
    pub(super) async fn steps(&mut self) -> Result<(), Halt> {
        let case = self.case;
        for clause in &case.clauses {
            self.record.asks(Check::Status, clause.clone());
        }
        for step in &case.steps {
            match step {
                Step::Send(send) => self.step(send).await?,
                Step::Together(requests) => self.together(requests).await?,
                Step::Admin(admin) => self.administer(admin).await?,
                Step::Witness => {
                    self.witness().await?;
                    self.ready();
                }
            }
        }
        Ok(())
    }

    pub(super) async fn step(&mut self, send: &Send) -> Result<(), Halt> {
        let request = &send.request;
        self.provoked |= request.transport != crate::case::Transport::Plain || request.padding > 0;
        let sent = self.exchange(request).await?;
        let mut derived = self.derive(request, &sent.composed);
        let password = self.hangs_on_the_password(&derived);
        if let Some(declared) = &send.expect {
            derived = blamed(derived, declared);
        }
        self.about = Some(derived.expect.clause.clone());
        let several = sent.answers.len() > 1;
        for (at, (answer, observed)) in sent.answers.iter().enumerate() {
            // A server may close the connection after the first of several pipelined requests.
            if at > 0
                && matches!(
                    answer,
                    Err(NoAnswer::Closed { received: 0, .. } | NoAnswer::Reset)
                )
            {
                break;
            }
            let mut derived = derived.clone();
            let mut password = password;
            if several && at > 0 {
                derived = self.derive(request, &sent.composed);
                password = self.hangs_on_the_password(&derived);
            }
            // What is wrong with the password in force, the preflight has told.
            if password != Some(observed.outcome) {
                self.judge(&derived, &sent.composed, answer, observed);
            }
            self.follow(request.caller, &derived, &sent.composed, observed);
            self.remember(request, &sent.composed, answer.clone(), false);
        }
        Ok(())
    }

    /// Where it is not known which password is in force: the outcome that nothing but that would be wrong with.
    fn hangs_on_the_password(&self, derived: &Derived) -> Option<Outcome> {
        if self.shared.faculties.witness.is_ok() {
            return None;
        }
        let clause = &derived.expect.clause;
        let is_of_policy = *clause == ClauseId::of("Error.PasswordPolicyViolation")
            || clause.as_str().starts_with("Policy.");
        let tried = !self.attempted.is_empty();
        match derived.expect.ruling {
            Ruling::Refused if *clause == ClauseId::of("OldPassword.match") => {
                Some(Outcome::Accepted)
            }
            // The policy is asked once the old password is known to be right.
            Ruling::Refused if tried && is_of_policy => Some(Outcome::Refused),
            Ruling::Accepted | Ruling::Open if tried => Some(Outcome::Refused),
            _ => None,
        }
    }

    /// The request as bytes. Passwords at hand are not made from their recipes.
    pub(super) fn compose(&self, request: &Request, known: &[&Secret]) -> Result<Composed, Halt> {
        let names: Vec<String> = self
            .players
            .iter()
            .map(|player| player.account.user_name.clone())
            .collect();
        let index = match request.caller {
            Caller::User(index) | Caller::SecondKey(index) => index,
            Caller::Root | Caller::Role => 0,
        };
        let current = self
            .players
            .get(index)
            .and_then(|player| player.account.in_force.candidates().first());
        let ingredients = Ingredients {
            destination: &self.shared.destination,
            keys: &self.keys(request)?,
            user_names: &names,
            current,
            forge: &self.shared.forge,
            known,
            now: SystemTime::now(),
        };
        compose(request, &ingredients).map_err(|error| Halt::Error(error.to_string()))
    }

    fn keys(&self, request: &Request) -> Result<Keys, Halt> {
        let player = |index: usize| {
            self.players
                .get(index)
                .ok_or_else(|| Halt::Error(format!("the case has no user {index}")))
        };
        match request.caller {
            Caller::User(index)
                if matches!(
                    request.sign,
                    Sign::Broken(Breach::ForeignSecret) | Sign::BrokenUrl(Breach::ForeignSecret)
                ) =>
            {
                let own = player(index)?;
                let other = player(index + 1)?;
                Ok(Keys::new(
                    own.user.keys.access.clone(),
                    other.user.keys.expose_secret(),
                    None,
                ))
            }
            Caller::User(index) => Ok(player(index)?.user.keys.clone()),
            Caller::SecondKey(index) => player(index)?
                .user
                .second
                .clone()
                .ok_or_else(|| Halt::Error(format!("user {index} has no second key"))),
            Caller::Root => self
                .shared
                .root
                .clone()
                .ok_or_else(|| Halt::Error("no root keys".to_owned())),
            Caller::Role => self
                .role
                .clone()
                .ok_or_else(|| Halt::Error("the case does not need a role".to_owned())),
        }
    }

    pub(super) fn derive(&self, request: &Request, composed: &Composed) -> Derived {
        let caller = match request.caller {
            Caller::User(index) | Caller::SecondKey(index) => match self.players.get(index) {
                Some(player) => oracle::Caller::User(&player.account),
                None => oracle::Caller::Role,
            },
            Caller::Root => oracle::Caller::Root,
            Caller::Role => oracle::Caller::Role,
        };
        oracle::derive(&Question {
            model: &self.shared.model,
            http: &composed.http,
            prefix: &self.shared.destination.prefix,
            caller,
            sign: &request.sign,
            transport: &request.transport,
            policy: &self.shared.policy(),
        })
    }

    pub(super) fn judge(
        &mut self,
        derived: &Derived,
        composed: &Composed,
        answer: &Result<Answer, NoAnswer>,
        observed: &Observed,
    ) {
        let mut secrets = composed.secrets.clone();
        for player in &self.players {
            secrets.extend(
                player
                    .account
                    .in_force
                    .candidates()
                    .iter()
                    .map(|secret| (None, secret.clone())),
            );
        }
        let public = self.public();
        let repeated_id = observed
            .request_id()
            .is_some_and(|id| !id.is_empty() && self.shared.ids.repeats(id));
        let drafts = oracle::judge(
            &self.shared.model,
            &Exchange {
                derived,
                method: &composed.http.method,
                answer,
                observed,
                secrets: &secrets,
                public: &public,
                repeated_id,
            },
        );
        for (check, clause) in oracle::asked(derived, observed, &composed.secrets) {
            self.record.asks(check, clause);
        }
        self.record
            .take(self.case, drafts, &composed.sent, self.shared.strictness);
    }

    /// Texts that an answer may hold though a password may be like them.
    fn public(&self) -> Vec<String> {
        let mut public = vec![self.shared.model.pattern().to_owned()];
        for player in &self.players {
            public.push(player.account.user_name.clone());
            public.push(player.user.keys.access.clone());
        }
        public
    }

    /// What the answer does to what is known of the account.
    fn follow(
        &mut self,
        caller: Caller,
        derived: &Derived,
        composed: &Composed,
        observed: &Observed,
    ) {
        let (Caller::User(index) | Caller::SecondKey(index)) = caller else {
            return;
        };
        for (_, secret) in composed
            .secrets
            .iter()
            .filter(|(name, _)| *name == Some("NewPassword"))
        {
            self.attempted.push((index, secret.clone()));
        }
        let Some(player) = self.players.get_mut(index) else {
            return;
        };
        let mut after: Vec<Secret> = derived
            .after
            .iter()
            .map(|bytes| named(bytes, &composed.secrets))
            .collect();
        let surprising = derived.expect.ruling == Ruling::Refused;
        match (observed.outcome, after.first().cloned()) {
            (Outcome::Refused, _) => self.last_accepted[index] = false,
            (Outcome::Accepted, Some(likeliest)) if !surprising => {
                let old = player.account.in_force.certain().cloned();
                self.retired[index] = old.filter(|old| !after.contains(old));
                player.account.changed(likeliest);
                if after.len() > 1 {
                    player.account.in_force = InForce::OneOf(after);
                    player.account.current_counts = false;
                }
                self.last_accepted[index] = true;
                self.any_accepted[index] = true;
            }
            // What was accepted against the rules, or unclearly answered, may or may not have been done: with any text
            // that was sent, under whatever name.
            (Outcome::Accepted | Outcome::Unclear, _) => {
                let sent = composed.secrets.iter();
                let sent = sent.filter(|(name, _)| *name != Some(Parameter::Old.name()));
                after.extend(sent.map(|(_, secret)| secret.clone()));
                let mut candidates = player.account.in_force.candidates().to_vec();
                if !candidates.is_empty() {
                    for secret in after {
                        if !candidates.contains(&secret) {
                            candidates.push(secret);
                        }
                    }
                    player.account.in_force = InForce::OneOf(candidates);
                    player.account.current_counts = false;
                }
            }
        }
    }

    pub(super) fn remember(
        &mut self,
        request: &Request,
        composed: &Composed,
        answer: Result<Answer, NoAnswer>,
        unordered: bool,
    ) {
        let mut volatile = Vec::new();
        for player in &self.players {
            volatile.push(("user-name", player.account.user_name.clone()));
            volatile.push(("access-key", player.user.keys.access.clone()));
        }
        self.record.steps.push(StepRecord {
            sent: composed.sent.clone(),
            request: request.clone(),
            answer,
            unordered,
            volatile,
        });
    }
}

/// The secret of these bytes: the one that was composed, or one named by its bytes.
pub(super) fn named(bytes: &[u8], secrets: &[(Option<&'static str>, Secret)]) -> Secret {
    let known = secrets
        .iter()
        .rev()
        .find(|(_, secret)| secret.expose() == bytes);
    known.map_or_else(
        || Secret::new(crate::password::Recipe::bytes(bytes), bytes.to_vec()),
        |(_, secret)| secret.clone(),
    )
}

/// A wrong refusal is blamed on what the case is about; so is a wrong old password that the case says more of than that
/// it is wrong, and a rule of the policy where the case is about when it holds. The ruling and the answers are always the derived ones.
fn blamed(mut derived: Derived, declared: &Expect) -> Derived {
    let is = |clause: &'static str| derived.expect.clause == ClauseId::of(clause);
    // What is known of these is less than what is known of anything that a case may be about.
    let weak = is("FrontEnd.unknown-parameter") || is("FrontEnd.duplicate");
    let accepted = derived.expect.ruling == Ruling::Accepted && !weak;
    // A rule of the account policy that holds too early or too late.
    let times = ["Policy.next-change", "Policy.deleted"].map(ClauseId::of);
    let rule = derived.expect.clause.as_str().starts_with("Policy.");
    let late = rule && times.contains(&declared.clause);
    if derived.expect.ruling == declared.ruling && (accepted || late || is("OldPassword.match")) {
        derived.expect.clause = declared.clause.clone();
    }
    derived
}
