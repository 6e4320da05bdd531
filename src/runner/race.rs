//! Requests at once: each user's answers must be explained by some order of them.

use futures_util::future::join_all;

use super::compose::Composed;
use super::record::Halt;
use super::session::{Session, named};
use super::transmit::transmit;
use crate::case::{Account, Caller, Check, Expect, InForce, Request, Ruling, Send};
use crate::oracle::{Draft, Observed, Outcome, Racer, after_all};
use crate::password::Secret;
use crate::spec::{ClauseId, Parameter, answers};
use crate::wire::{Answer, NoAnswer};

const CLAUSE: ClauseId = ClauseId::of("ChangePassword.atomic");

impl Session<'_> {
    /// Sends the requests at once, each on a connection of its own.
    pub(super) async fn together(&mut self, requests: &[Request]) -> Result<(), Halt> {
        let mut composed = Vec::new();
        for request in requests {
            composed.push(self.compose(request, &[])?);
        }
        let shared = self.shared;
        let sending = requests
            .iter()
            .zip(&composed)
            .map(|(request, composed)| async move {
                transmit(shared, &composed.http, request, &mut None).await
            });
        let came = join_all(sending).await;
        self.about = Some(CLAUSE);
        self.record.asks(Check::State, CLAUSE);
        let before: Vec<Account> = self
            .players
            .iter()
            .map(|player| player.account.clone())
            .collect();
        let mut racers: Vec<Vec<(Racer, Secret)>> = vec![Vec::new(); before.len()];
        self.anything_goes(requests, &composed);
        for ((request, composed), answers) in requests.iter().zip(&composed).zip(came) {
            for answer in answers {
                let racer = self.racer(request, composed, answer, &before);
                if let (Caller::User(index) | Caller::SecondKey(index), Some(racer)) =
                    (request.caller, racer)
                    && let Some(racers) = racers.get_mut(index)
                {
                    racers.push(racer);
                }
            }
        }
        for (index, (before, racers)) in before.into_iter().zip(racers).enumerate() {
            self.players[index].account = before;
            let explained = self.conclude(index, &racers);
            if !explained && !self.is_another_matter(index, requests, &racers).await? {
                self.unexplained(&racers);
            }
        }
        Ok(())
    }

    /// Whether none was accepted though one must be, and the first is not accepted alone either: that is told of it alone, and
    /// is no matter of the race.
    async fn is_another_matter(
        &mut self,
        index: usize,
        requests: &[Request],
        racers: &[(Racer, Secret)],
    ) -> Result<bool, Halt> {
        let any_accepted = racers
            .iter()
            .any(|(racer, _)| racer.outcome == Outcome::Accepted);
        let first = requests.iter().find(|request| {
            matches!(request.caller, Caller::User(at) | Caller::SecondKey(at) if at == index)
        });
        let Some(request) = first.filter(|_| !any_accepted).cloned() else {
            return Ok(false);
        };
        let alone = Send {
            request,
            expect: None,
        };
        self.step(&alone).await?;
        self.about = Some(CLAUSE);
        Ok(!self.last_accepted[index])
    }

    /// While several requests are under way, any of their new passwords may be in force.
    fn anything_goes(&mut self, requests: &[Request], composed: &[Composed]) {
        for (request, composed) in requests.iter().zip(composed) {
            if let (Caller::User(index) | Caller::SecondKey(index), Some(new)) =
                (request.caller, of(composed, Parameter::New))
                && let Some(player) = self.players.get_mut(index)
            {
                let mut candidates = player.account.in_force.candidates().to_vec();
                if !candidates.is_empty() && !candidates.contains(new) {
                    candidates.push(new.clone());
                }
                if candidates.len() > 1 {
                    player.account.in_force = InForce::OneOf(candidates);
                }
                self.attempted.push((index, new.clone()));
            }
        }
    }

    /// Judges one answer by itself, and enters it into the race.
    fn racer(
        &mut self,
        request: &Request,
        composed: &Composed,
        answer: Result<Answer, NoAnswer>,
        before: &[Account],
    ) -> Option<(Racer, Secret)> {
        self.record.exchanges += 1;
        let observed = Observed::of(&answer);
        // Throttled, or not known everywhere yet: it may come again, and says nothing of the race.
        let turned_away = answer
            .as_ref()
            .is_ok_and(|answer| self.asked_for(request, answer, &observed).is_some());
        if !turned_away {
            let mut derived = self.derive(request, composed);
            if derived.expect.ruling == Ruling::Accepted {
                // It may come second.
                derived.expect = Expect {
                    ruling: Ruling::Open,
                    ..derived.expect
                }
                .or(&answers::WRONG_PASSWORD);
            }
            self.judge(&derived, composed, &answer, &observed);
        }
        self.remember(request, composed, answer, true);
        let (old, new) = (of(composed, Parameter::Old)?, of(composed, Parameter::New)?);
        let racer = Racer {
            old: old.expose().to_vec(),
            new: new.expose().to_vec(),
            outcome: observed.outcome,
            excused: turned_away || !self.is_accepted_alone(request, composed, old, before),
        };
        Some((racer, new.clone()))
    }

    /// Whether the request must be accepted where its old password is in force.
    fn is_accepted_alone(
        &mut self,
        request: &Request,
        composed: &Composed,
        old: &Secret,
        before: &[Account],
    ) -> bool {
        let (Caller::User(index) | Caller::SecondKey(index)) = request.caller else {
            return false;
        };
        let (Some(player), Some(before)) = (self.players.get_mut(index), before.get(index)) else {
            return false;
        };
        let alone = Account {
            in_force: InForce::One(old.clone()),
            ..before.clone()
        };
        let together = std::mem::replace(&mut player.account, alone);
        let ruling = self.derive(request, composed).expect.ruling;
        self.players[index].account = together;
        ruling == Ruling::Accepted
    }

    /// What is known of the user after the race; whether some order of the calls explains it.
    fn conclude(&mut self, index: usize, racers: &[(Racer, Secret)]) -> bool {
        let before = self.players[index].account.in_force.candidates().to_vec();
        if racers.is_empty() || before.is_empty() {
            return true;
        }
        let starts: Vec<Vec<u8>> = before
            .iter()
            .map(|secret| secret.expose().to_vec())
            .collect();
        let calls: Vec<Racer> = racers.iter().map(|(racer, _)| racer.clone()).collect();
        let ends = after_all(&starts, &calls);
        let accepted: Vec<&Secret> = racers
            .iter()
            .filter(|(racer, _)| racer.outcome == Outcome::Accepted)
            .map(|(_, new)| new)
            .collect();
        let account = &mut self.players[index].account;
        match ends.as_slice() {
            [end] if accepted.is_empty() && starts == [end.clone()] => {
                self.last_accepted[index] = false;
            }
            [end] if !accepted.is_empty() => {
                self.retired[index] = account
                    .in_force
                    .certain()
                    .cloned()
                    .filter(|old| old.expose() != end.as_slice());
                for passed in accepted.iter().filter(|new| new.expose() != end.as_slice()) {
                    account.history.insert(0, ((*passed).clone(), false));
                }
                let secrets: Vec<_> = accepted.iter().map(|new| (None, (*new).clone())).collect();
                account.changed(named(end, &secrets));
                self.last_accepted[index] = true;
                self.any_accepted[index] = true;
            }
            _ => {
                let mut candidates = before;
                for (racer, new) in racers {
                    if racer.outcome != Outcome::Refused && !candidates.contains(new) {
                        candidates.push(new.clone());
                    }
                }
                account.in_force = match <[Secret; 1]>::try_from(candidates) {
                    Ok([only]) => InForce::One(only),
                    Err(several) => InForce::OneOf(several),
                };
                account.current_counts = false;
            }
        }
        !ends.is_empty() || self.shared.faculties.witness.is_err()
    }

    /// No order of the calls explains their answers.
    fn unexplained(&mut self, racers: &[(Racer, Secret)]) {
        let is_accepted = |(racer, _): &&(Racer, Secret)| racer.outcome == Outcome::Accepted;
        let accepted = racers.iter().filter(is_accepted).count();
        let same = racers.windows(2).all(|pair| pair[0].0.old == pair[1].0.old);
        let (wanted, got) = match (same, accepted) {
            (true, 0) => ("exactly one accepted", "none accepted"),
            (true, _) => ("exactly one accepted", "more than one accepted"),
            (false, _) => (
                "answers that some order of the calls explains",
                "answers that no order explains",
            ),
        };
        let sent = self
            .record
            .steps
            .last()
            .map_or_else(String::new, |step| step.sent.clone());
        let draft = Draft::new(Check::State, CLAUSE, wanted, got)
            .with(format!("{accepted} of {} accepted", racers.len()));
        self.record
            .take(self.case, vec![draft], &sent, self.shared.strictness);
    }
}

/// The value of the parameter that was sent.
fn of(composed: &Composed, parameter: Parameter) -> Option<&Secret> {
    composed
        .secrets
        .iter()
        .rev()
        .find(|(name, _)| *name == Some(parameter.name()))
        .map(|(_, secret)| secret)
}
