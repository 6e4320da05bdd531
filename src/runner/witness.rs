//! The state witness: after every case, which password is in force, told by ChangePassword itself.

use std::time::Instant;

use super::record::Halt;
use super::session::Session;
use crate::case::{Caller, Check, Connection, InForce, Request};
use crate::oracle::{Draft, Observed, Outcome, Testimony, Witnessed, first_counts, testify};
use crate::password::{Recipe, Secret};
use crate::spec::ClauseId;
use crate::wire::NoAnswer;

/// How long the witness waits between two questions while `--settle` lasts.
const AGAIN: std::time::Duration = std::time::Duration::from_millis(100);

impl Session<'_> {
    /// Asks about every user of the case.
    pub(super) async fn witness(&mut self) -> Result<(), Halt> {
        if !self.shared.faculties.implemented {
            self.record.unwitnessed = Some("ChangePassword is not implemented here".to_owned());
            return self.alive().await;
        }
        if let Err(why) = &self.shared.faculties.witness {
            self.record.unwitnessed = Some(why.clone());
            self.lose_track();
            return self.alive().await;
        }
        for index in 0..self.players.len() {
            self.witness_of(index).await?;
        }
        Ok(())
    }

    /// What the case did is not known: an administrator, where there is one, sets what the next one begins with.
    fn lose_track(&mut self) {
        let tried = !self.attempted.is_empty() && self.shared.provisioner.is_some();
        self.players
            .iter_mut()
            .for_each(|player| player.lost |= tried);
    }

    /// Where the state cannot be asked, at least whether the endpoint still serves.
    async fn alive(&mut self) -> Result<(), Halt> {
        if !self.provoked {
            return Ok(());
        }
        let mut request = Request::change(Recipe::ascii(0), Recipe::ascii(0));
        request.connection = Connection::Fresh;
        let sent = self.exchange(&request).await?;
        if let Some((Err(failure), _)) = sent.answers.first() {
            self.not_alive(failure);
        }
        Ok(())
    }

    async fn witness_of(&mut self, index: usize) -> Result<(), Halt> {
        if !self.players[index].account.exists {
            return Ok(());
        }
        self.enable(index).await?;
        let deadline = Instant::now() + self.shared.settle;
        let must = self.players[index].account.in_force.clone();
        let mut heard: Vec<Testimony> = Vec::new();
        // First the password that must be dead: after the next change even a faulty endpoint may have forgotten it.
        if let Some(retired) = self.retired[index]
            .clone()
            .filter(|retired| !must.candidates().contains(retired))
        {
            let told = self.ask(index, &retired).await?;
            let works = told.works;
            heard.push(told);
            if works == Some(true) {
                self.still_works(index, deadline, &mut heard, &retired)
                    .await?;
            }
        }
        for candidate in must.candidates() {
            if self.record.is_unheard() {
                break;
            }
            let mut told = self.ask(index, candidate).await?;
            while told.works == Some(false)
                && must.candidates().len() == 1
                && Instant::now() < deadline
            {
                tokio::time::sleep(AGAIN).await;
                told = self.ask(index, candidate).await?;
            }
            let works = told.works;
            heard.push(told);
            if works == Some(true) {
                break;
            }
        }
        let works =
            |heard: &[Testimony]| heard.iter().any(|testimony| testimony.works == Some(true));
        // What is in force instead helps who reads the finding.
        if !works(&heard) {
            for suspect in self.suspects(index, &must) {
                if self.record.is_unheard() {
                    break;
                }
                let told = self.ask(index, &suspect).await?;
                let works = told.works;
                heard.push(told);
                if works == Some(true) {
                    break;
                }
            }
        }
        // What follows on this lane must not stand on a password that does not work.
        self.players[index].lost = must != InForce::NoProfile && !works(&heard);
        self.record.witnessed = true;
        let clause = self.state_clause(index);
        self.record.asks(Check::State, clause);
        if heard.len() > 1 {
            self.record
                .asks(Check::State, ClauseId::of("ChangePassword.retires-old"));
        }
        self.record
            .asks(Check::Liveness, ClauseId::of("Answer.liveness"));
        let is_repeated = self.about == Some(ClauseId::of("FrontEnd.duplicate.one"));
        let mut drafts = testify(&Witnessed {
            model: &self.shared.model,
            must: &must,
            last_accepted: self.last_accepted[index],
            any_accepted: self.any_accepted[index],
            heard: &heard,
            about: self.about.clone().filter(|_| is_repeated),
            bystander: self.is_bystander(index),
        });
        // Of a change that should have been refused nobody can say which of the two it took.
        if is_repeated && self.last_accepted[index] {
            drafts.extend(first_counts(&must, &heard));
        }
        let sent = self
            .record
            .steps
            .last()
            .map_or_else(String::new, |step| step.sent.clone());
        self.record
            .take(self.case, drafts, &sent, self.shared.strictness);
        Ok(())
    }

    /// The retired password was taken: with settle time it may be that the endpoint had not caught up.
    async fn still_works(
        &mut self,
        index: usize,
        deadline: Instant,
        heard: &mut Vec<Testimony>,
        retired: &Secret,
    ) -> Result<(), Halt> {
        while Instant::now() < deadline {
            tokio::time::sleep(AGAIN).await;
            if self.ask(index, retired).await?.works == Some(false) {
                heard.retain(|testimony| testimony.password != *retired);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether others of the case called, and this user did not.
    fn is_bystander(&self, index: usize) -> bool {
        let called = |by: usize| self.attempted.iter().any(|(player, _)| *player == by);
        !self.attempted.is_empty() && !called(index)
    }

    fn state_clause(&self, index: usize) -> ClauseId {
        ClauseId::of(if self.last_accepted[index] {
            "ChangePassword.takes-effect"
        } else {
            "ChangePassword.refused-changes-nothing"
        })
    }

    /// Passwords of the case that may be in force though they must not be. Those of the cases that the user served before are
    /// none: what is told must not hang on which they were.
    fn suspects(&self, index: usize, must: &InForce) -> Vec<Secret> {
        let mut suspects: Vec<Secret> = Vec::new();
        let account = &self.players[index].account;
        // A user who was made again remembers nothing.
        let of_the_case = account.history.len().saturating_sub(self.remembered[index]);
        let told = self
            .attempted
            .iter()
            .filter(|(player, _)| *player == index)
            .map(|(_, secret)| secret);
        for secret in account
            .history
            .iter()
            .map(|(secret, _)| secret)
            .take(of_the_case.min(3))
            .chain(told)
        {
            if !must.candidates().contains(secret) && !suspects.contains(secret) {
                suspects.push(secret.clone());
            }
        }
        suspects.truncate(6);
        suspects
    }

    /// Whether the password is in force: it is taken for the old one in a change to one of the harness's own. Judged by
    /// accepted or refused alone.
    pub(super) async fn ask(&mut self, index: usize, password: &Secret) -> Result<Testimony, Halt> {
        let minimum = self.shared.minimum();
        let Some(next) = self.players[index].next_password(&self.shared.forge, minimum) else {
            return Err(Halt::Error(
                "no password of the harness's own could be made".to_owned(),
            ));
        };
        let observed = self.change(index, password, &next).await?;
        if observed.outcome == Outcome::Accepted {
            let account = &mut self.players[index].account;
            if account.in_force.candidates().contains(password) {
                account.in_force = InForce::One(password.clone());
            }
            account.changed(next);
        }
        Ok(Testimony::of(password.clone(), &observed))
    }

    /// A change of the harness's own, between two known passwords. What comes of an accepted one is the caller's to say.
    pub(super) async fn change(
        &mut self,
        index: usize,
        old: &Secret,
        new: &Secret,
    ) -> Result<Observed, Halt> {
        let by = if self.players[index].key_works {
            Caller::User(index)
        } else {
            Caller::SecondKey(index)
        };
        let mut request = Request::change(old.recipe().clone(), new.recipe().clone()).by(by);
        if self.provoked {
            request.connection = Connection::Fresh;
        }
        let sent = self.exchange_with(&request, &[old, new]).await?;
        let Some((answer, observed)) = sent.answers.into_iter().next() else {
            return Err(Halt::Error("no answer and no reason".to_owned()));
        };
        if let Err(failure) = &answer {
            self.not_alive(failure);
        }
        if observed.outcome == Outcome::Unclear {
            self.players[index].account.perhaps_changed(new.clone());
        }
        Ok(observed)
    }

    fn not_alive(&mut self, failure: &NoAnswer) {
        let clause = ClauseId::of("Answer.liveness");
        let got = format!("no answer ({}) to the next call", failure.short());
        let draft = Draft::new(Check::Liveness, clause, "the endpoint still serves", got)
            .with(failure.to_string());
        let sent = self
            .record
            .steps
            .last()
            .map_or("a change of the harness's own".to_owned(), |step| {
                step.sent.clone()
            });
        self.record
            .take(self.case, vec![draft], &sent, self.shared.strictness);
    }

    /// Gives back what the user needs to be asked: permission and a key. The rights that the case took are not judged here.
    async fn enable(&mut self, index: usize) -> Result<(), Halt> {
        let usual = self.shared.faculties.permission;
        if self.players[index].account.permission != usual {
            self.permit(index, usual).await?;
        }
        if !self.players[index].key_works && self.players[index].user.second.is_none() {
            self.second_key(index).await?;
        }
        Ok(())
    }
}
