//! One request's way over the wire, and again while the endpoint asks for patience.

use super::compose::Composed;
use super::record::Halt;
use super::session::{Sent, Session, named};
use super::transmit::transmit;
use crate::case::{Block, Caller, InForce, Request, Ruling, Sign};
use crate::oracle::{Observed, Outcome};
use crate::password::Secret;
use crate::target::{is_propagation, is_throttling};
use crate::wire::{Answer, NoAnswer};

type Came = (Result<Answer, NoAnswer>, Observed);

/// Why an answer is not the last word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// The endpoint is asked too much.
    Throttled,
    /// What was made a moment ago is not known everywhere.
    Propagating,
}

impl Session<'_> {
    /// Sends, and again while the endpoint throttles or what was made a moment ago is not known everywhere yet.
    pub(super) async fn exchange(&mut self, request: &Request) -> Result<Sent, Halt> {
        self.exchange_with(request, &[]).await
    }

    /// The same, where passwords of the request are at hand already and are not to be made from their recipes: a recipe
    /// that speaks of the current password means another one by now.
    pub(super) async fn exchange_with(
        &mut self,
        request: &Request,
        known: &[&Secret],
    ) -> Result<Sent, Halt> {
        let mut retries = self.shared.target.budget().call();
        // Whether an earlier try may have been done though it was answered 503.
        let mut in_doubt = false;
        loop {
            let composed = self.compose(request, known)?;
            self.shared.target.pace().turn().await;
            let came = transmit(self.shared, &composed.http, request, &mut self.kept).await;
            self.record.exchanges += came.len();
            let hung = |answer: &Result<_, _>| matches!(answer, Err(NoAnswer::Timeout { .. }));
            self.record.hangs += usize::from(came.iter().any(hung));
            let answers: Vec<Came> = came
                .into_iter()
                .map(|answer| {
                    let observed = Observed::of(&answer);
                    (answer, observed)
                })
                .collect();
            let accepted = answers
                .iter()
                .any(|(_, observed)| observed.outcome == Outcome::Accepted);
            let Some((patience, answer)) = self.patience(request, &answers) else {
                self.shared.target.budget().earn();
                if in_doubt && !accepted {
                    // Refused because it had been done before, or for another reason: nobody can say.
                    return Err(self.again(request, &composed));
                }
                return Ok(Sent { composed, answers });
            };
            if accepted {
                // Of several requests in one write some were served and some turned away.
                return Err(self.again(request, &composed));
            }
            in_doubt |= answer.status == 503 && self.may_change(request, &composed);
            if !retries.wait(Some(answer)).await {
                if patience == Patience::Propagating {
                    return Ok(Sent { composed, answers });
                }
                let why = format!(
                    "the endpoint kept answering {} (see --retries)",
                    answers[0].1.short
                );
                return Err(Halt::Blocked(Block::Essential(why)));
            }
        }
    }

    /// The first answer that asks for patience.
    fn patience<'a>(
        &self,
        request: &Request,
        answers: &'a [Came],
    ) -> Option<(Patience, &'a Answer)> {
        answers.iter().find_map(|(answer, observed)| {
            let answer = answer.as_ref().ok()?;
            let patience = self.asked_for(request, answer, observed)?;
            Some((patience, answer))
        })
    }

    /// The patience that an answer asks for, if it asks for any.
    pub(super) fn asked_for(
        &self,
        request: &Request,
        answer: &Answer,
        observed: &Observed,
    ) -> Option<Patience> {
        if is_throttling(answer, observed.code()) {
            Some(Patience::Throttled)
        } else if is_propagation(answer, observed.code()) && self.is_new(request) {
            Some(Patience::Propagating)
        } else {
            None
        }
    }

    /// Whether the caller, or what it signs with, was made a moment ago; not where it signs with what must not work.
    fn is_new(&self, request: &Request) -> bool {
        let is_honest = matches!(
            request.sign,
            Sign::Header | Sign::Query { .. } | Sign::Dated { .. }
        );
        match request.caller {
            Caller::User(index) | Caller::SecondKey(index) => {
                let player = self.players.get(index);
                is_honest && player.is_some_and(|player| player.is_new())
            }
            Caller::Root | Caller::Role => false,
        }
    }

    fn may_change(&self, request: &Request, composed: &Composed) -> bool {
        let derived = self.derive(request, composed);
        derived.expect.ruling != Ruling::Refused && !derived.after.is_empty()
    }

    /// What is in force is not known any more; the case is begun again.
    fn again(&mut self, request: &Request, composed: &Composed) -> Halt {
        let after = self.derive(request, composed).after;
        if let Caller::User(index) | Caller::SecondKey(index) = request.caller
            && let Some(player) = self.players.get_mut(index)
        {
            let mut candidates = player.account.in_force.candidates().to_vec();
            candidates.extend(after.iter().map(|bytes| named(bytes, &composed.secrets)));
            player.account.in_force = InForce::OneOf(candidates);
            player.account.current_counts = false;
        }
        Halt::Again
    }
}
