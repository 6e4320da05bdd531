//! Which checks an exchange is held to, and under which clauses: what `coverage` counts.

use super::{Derived, Observed, Outcome};
use crate::case::{Check, Ruling};
use crate::password::Secret;
use crate::spec::{Body, ClauseId};

/// The checks that were asked of this exchange.
pub fn asked(
    derived: &Derived,
    observed: &Observed,
    secrets: &[(Option<&'static str>, Secret)],
) -> Vec<(Check, ClauseId)> {
    let of = |check, clause| (check, ClauseId::of(clause));
    let expect = &derived.expect;
    let mut asked = vec![
        of(Check::Answer, "Answer.timely"),
        of(Check::Answer, "Answer.http"),
        of(Check::Status, "Error.no-5xx"),
    ];
    // An open request is held to its clause too: it is done, or it is refused in an acceptable way.
    asked.push((Check::Status, expect.clause.clone()));
    let mut enveloped = true;
    if expect.ruling != Ruling::Accepted {
        for answers in &expect.answers {
            asked.push((Check::Code, answers.clause.clone()));
            enveloped &= answers.body == Body::Envelope;
        }
    }
    match observed.outcome {
        Outcome::Accepted => {
            asked.push(of(Check::Envelope, "Envelope.success"));
            asked.push(of(Check::Envelope, "Operation.output"));
        }
        Outcome::Refused if enveloped => {
            asked.push(of(Check::Envelope, "Envelope.error"));
            asked.push(of(Check::Type, "Error.modelled"));
            let status = observed.status.unwrap_or_default();
            if expect.is_framed(status, observed.code()) {
                asked.push(of(Check::Message, "Error.message-frame"));
            }
            if derived.has_profile {
                asked.push(of(Check::Code, "Error.user-exists"));
            }
        }
        Outcome::Refused | Outcome::Unclear => {}
    }
    if enveloped && observed.status.is_some() {
        asked.push(of(Check::Envelope, "Envelope.status"));
        asked.push(of(Check::Envelope, "Envelope.well-formed"));
        asked.push(of(Check::ContentType, "Envelope.content-type"));
        asked.push(of(Check::RequestId, "Envelope.request-id"));
        asked.push(of(Check::RequestId, "Envelope.request-id.unique"));
        asked.push(of(Check::RequestId, "Envelope.request-id.header"));
    }
    if secrets.iter().any(|(_, secret)| secret.is_canary()) {
        asked.push(of(Check::Leak, "Password.secret"));
        for (parameter, secret) in secrets {
            if let Some(name) = parameter
                && secret.is_canary()
            {
                asked.push((Check::Leak, ClauseId::named(format!("{name}.sensitive"))));
            }
        }
    }
    asked
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
