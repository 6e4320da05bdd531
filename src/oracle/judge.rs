//! What was wrong with an answer. One fault, one finding: the first departure on the way from transport to text.

use super::leak::leak;
use super::{Derived, Draft, Observed, Outcome, envelope};
use crate::case::{Check, INJECTED, Ruling};
use crate::password::Secret;
use crate::spec::{Answers, Body, ClauseId, Model, answers};
use crate::wire::xml::ErrorEnvelope;
use crate::wire::{Answer, NoAnswer};

/// One request's answer, and what is needed to judge it.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// What must happen.
    pub derived: &'a Derived,
    /// The method: the answer to a HEAD has no body.
    pub method: &'a str,
    /// What came.
    pub answer: &'a Result<Answer, NoAnswer>,
    /// The same, read.
    pub observed: &'a Observed,
    /// Passwords sent (with their parameter) and in force.
    pub secrets: &'a [(Option<&'static str>, Secret)],
    /// Texts that may stand in an answer though they are part of a password.
    pub public: &'a [String],
    /// Whether another answer had the same request id.
    pub repeated_id: bool,
}

/// The departures of an answer, the root of them first, notes included.
pub fn judge(model: &Model, exchange: &Exchange<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    match exchange.answer {
        Err(failure) => drafts.extend(silence(exchange, failure)),
        Ok(answer) => {
            drafts.extend(ruling(model, exchange, answer));
            drafts.extend(smuggled(answer));
            drafts.extend(leak(
                answer,
                exchange.observed,
                exchange.secrets,
                exchange.public,
            ));
            if !exchange.method.eq_ignore_ascii_case("HEAD") {
                drafts.extend(envelope::request_id(
                    answer,
                    exchange.observed,
                    exchange.repeated_id,
                ));
            }
        }
    }
    drafts
}

fn silence(exchange: &Exchange<'_>, failure: &NoAnswer) -> Option<Draft> {
    // To close the connection is an answer of a kind; to leave it hanging is none.
    let closed = matches!(
        failure,
        NoAnswer::Closed { .. } | NoAnswer::Reset | NoAnswer::Broken(_)
    );
    let acceptable = exchange.derived.expect.silence && closed;
    let clause = match failure {
        NoAnswer::Malformed(_) => "Answer.http",
        _ => "Answer.timely",
    };
    (!acceptable).then(|| {
        let got = exchange.observed.short.clone();
        let draft = Draft::new(Check::Answer, ClauseId::of(clause), wanted(exchange), got);
        draft.with(failure.to_string())
    })
}

/// A line end that was sent has ended a header of the answer.
fn smuggled(answer: &Answer) -> Option<Draft> {
    answer.header(INJECTED)?;
    let clause = ClauseId::of("Answer.http");
    let got = format!("the header {INJECTED}, out of what was sent");
    let wanted = "headers of the answer's own";
    Some(Draft::new(Check::Answer, clause, wanted, got))
}

fn wanted(exchange: &Exchange<'_>) -> String {
    exchange.derived.expect.wanted(&exchange.derived.action)
}

/// A GET that is not served, or whose query is not read, says nothing of what the request is about.
fn is_unread(exchange: &Exchange<'_>) -> bool {
    let without_action = exchange.observed.code() == Some("MissingAction");
    exchange.method == "GET"
        && (exchange.observed.status == Some(405)
            || without_action && !exchange.derived.action.is_empty())
}

fn departs(exchange: &Exchange<'_>, check: Check, clause: ClauseId) -> Vec<Draft> {
    let clause = match is_unread(exchange) {
        true => ClauseId::of("Operation.get"),
        false => clause,
    };
    let mut draft = Draft::new(
        check,
        clause,
        wanted(exchange),
        exchange.observed.short.clone(),
    );
    let obstacle = exchange.answer.as_ref().ok().and_then(Answer::obstacle);
    match (obstacle, &exchange.observed.envelope) {
        (Some(obstacle), _) => draft = draft.with(format!("the answer is {obstacle}")),
        (None, Err(why)) => draft = draft.with(format!("the body: {why}")),
        (None, Ok(_)) => {}
    }
    vec![draft]
}

fn ruling(model: &Model, exchange: &Exchange<'_>, answer: &Answer) -> Vec<Draft> {
    let expect = &exchange.derived.expect;
    let status = answer.status;
    if (500..=599).contains(&status) {
        // HTTP itself has a 5xx for some requests.
        if expect
            .answers
            .iter()
            .any(|answers| answers.has_status(status))
        {
            return Vec::new();
        }
        return departs(exchange, Check::Status, server_error(exchange, status));
    }
    match (expect.ruling, exchange.observed.outcome) {
        (Ruling::Refused, Outcome::Accepted) | (Ruling::Accepted, Outcome::Refused) => {
            // A refusal that is itself out of order (a modelled code with another's status) says less than that it came.
            departs(exchange, Check::Status, expect.clause.clone())
        }
        (_, Outcome::Unclear) => departs(exchange, Check::Status, ClauseId::of("Envelope.status")),
        (_, Outcome::Accepted) => success(model, exchange, answer),
        (_, Outcome::Refused) => refusal(model, exchange, answer),
    }
}

/// A 5xx is no acceptance of what is right, and never right for a client's mistake; where HTTP itself has a 5xx for the request (501 for a method, 505 for a
/// version), it is the row of the front end that it departs from.
fn server_error(exchange: &Exchange<'_>, status: u16) -> ClauseId {
    let bare = exchange
        .derived
        .expect
        .answers
        .iter()
        .find(|answers| answers.body == Body::Free);
    match bare {
        Some(answers) if matches!(status, 501 | 505) => answers.clause.clone(),
        _ if exchange.derived.expect.ruling == Ruling::Accepted => {
            exchange.derived.expect.clause.clone()
        }
        _ => ClauseId::of("Error.no-5xx"),
    }
}

fn success(model: &Model, exchange: &Exchange<'_>, answer: &Answer) -> Vec<Draft> {
    if let Some(draft) = envelope::of_success(model, exchange.observed) {
        return vec![draft];
    }
    envelope::content_type(answer).into_iter().collect()
}

fn refusal(model: &Model, exchange: &Exchange<'_>, answer: &Answer) -> Vec<Draft> {
    let status = answer.status;
    let sets = &exchange.derived.expect.answers;
    let bare = |answers: &&&Answers| answers.body == Body::Free && answers.accepts(status, None);
    if exchange.method.eq_ignore_ascii_case("HEAD") || sets.iter().find(bare).is_some() {
        return Vec::new();
    }
    if !sets
        .iter()
        .any(|answers| answers.has_status(status) || tolerates(answers, status))
        && exchange.observed.envelope.is_err()
    {
        return departs(exchange, Check::Status, blamed(exchange, status));
    }
    let error = match envelope::of_error(exchange.observed) {
        Ok(error) => error,
        Err(draft) if is_unread(exchange) => return departs(exchange, draft.check, draft.clause),
        Err(draft) => return vec![draft],
    };
    // A code that may not stand there at all is blamed as that: with its own status it would be as wrong.
    if let Some(draft) = misuse(exchange, error) {
        return vec![draft];
    }
    let code = error.code.as_deref();
    if sets.iter().any(|answers| answers.has_code(code))
        && let Some(draft) = envelope::modelled(model, status, error)
    {
        return vec![draft];
    }
    if !sets.iter().any(|answers| answers.accepts(status, code)) {
        if let Some(answers) = sets.iter().find(|answers| answers.tolerates(status, code)) {
            let got = exchange.observed.short.clone();
            return vec![Draft::note(
                Check::Code,
                answers.clause.clone(),
                wanted(exchange),
                got,
            )];
        }
        let right_status = sets.iter().any(|answers| answers.has_status(status));
        let check = if right_status {
            Check::Code
        } else {
            Check::Status
        };
        return departs(exchange, check, blamed(exchange, status));
    }
    let mut drafts: Vec<Draft> = envelope::content_type(answer).into_iter().collect();
    if exchange.derived.expect.is_framed(status, code) {
        drafts.extend(envelope::message(error));
    }
    drafts
}

fn tolerates(answers: &Answers, status: u16) -> bool {
    answers.note.iter().any(|(noted, _)| *noted == status)
}

/// Which set the answer departs from: the one that has its status, or the first. A value that breaks a constraint and is
/// answered with what is said of permission, profile or policy has passed the constraints by.
fn blamed(exchange: &Exchange<'_>, status: u16) -> ClauseId {
    let sets = &exchange.derived.expect.answers;
    let code = exchange.observed.code();
    let late = [
        &answers::ACCESS_DENIED,
        &answers::NO_SUCH_ENTITY,
        &answers::POLICY,
    ];
    if sets.iter().any(|answers| answers.is_framed())
        && late.iter().any(|late| late.accepts(status, code))
    {
        return ClauseId::of("Validation.order");
    }
    let set = sets
        .iter()
        .find(|answers| answers.has_status(status))
        .or_else(|| sets.first());
    set.map_or_else(
        || exchange.derived.expect.clause.clone(),
        |answers| answers.clause.clone(),
    )
}

/// Two modelled codes say something of the user that is not so for one with a login profile.
fn misuse(exchange: &Exchange<'_>, error: &ErrorEnvelope) -> Option<Draft> {
    let code = error.code.as_deref()?;
    let says_untrue = matches!(code, "NoSuchEntity" | "InvalidUserType");
    (says_untrue && exchange.derived.has_profile).then(|| {
        let got = exchange.observed.short.clone();
        Draft::new(
            Check::Code,
            ClauseId::of("Error.user-exists"),
            wanted(exchange),
            got,
        )
        .with(format!(
            "the user exists and has a login profile: {code} says otherwise"
        ))
    })
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
