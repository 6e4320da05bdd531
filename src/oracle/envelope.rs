//! Whether a body is the envelope that its status asks for.

use super::{Draft, Observed};
use crate::case::Check;
use crate::spec::{ClauseId, Model};
use crate::wire::Answer;
use crate::wire::xml::{Envelope, ErrorEnvelope, Success};

/// Errors whose `Type` is surely `Sender`, beside the modelled ones.
const SENDER: [&str; 2] = ["ValidationError", "MissingParameter"];

fn broken(clause: &'static str, wanted: &str, got: &str, why: impl Into<String>) -> Draft {
    let why: String = why.into();
    Draft::new(
        Check::Envelope,
        ClauseId::of(clause),
        wanted,
        format!("{got}: {why}"),
    )
}

/// What a body that is no envelope departs from: that of XML, or else this.
fn form(observed: &Observed, else_of: &'static str) -> &'static str {
    match observed.ill_formed {
        true => "Envelope.well-formed",
        false => else_of,
    }
}

/// A success must be the operation's own envelope.
pub(super) fn of_success(model: &Model, observed: &Observed) -> Option<Draft> {
    let root = format!("{}Response", model.operation);
    let wanted = format!("200 {root}");
    let fail = |why: String| Some(broken("Envelope.success", &wanted, &observed.short, why));
    match &observed.envelope {
        Err(why) => {
            let clause = form(observed, "Envelope.success");
            Some(broken(clause, &wanted, &observed.short, why.clone()))
        }
        Ok(Envelope::Error(_)) => Some(broken(
            "Envelope.status",
            &wanted,
            &observed.short,
            "a success status around an error",
        )),
        Ok(Envelope::Success(success)) => {
            if observed.status != Some(200) {
                fail("the status of a success is 200".to_owned())
            } else if success.root != root {
                fail(format!("the root is {}", success.root))
            } else if success.namespace.as_deref() != Some(model.namespace.as_str()) {
                fail(namespace(success))
            } else if success.request_id.is_none() {
                fail("ResponseMetadata/RequestId is missing".to_owned())
            } else if success.result.is_some() {
                Some(Draft::note(
                    Check::Envelope,
                    ClauseId::of("Operation.output"),
                    format!("no {}Result", model.operation),
                    "one",
                ))
            } else {
                None
            }
        }
    }
}

fn namespace(success: &Success) -> String {
    match &success.namespace {
        Some(other) => format!("the namespace is {other}"),
        None => "the root is in no namespace".to_owned(),
    }
}

/// An error must be an error envelope, with what it holds.
pub(super) fn of_error(observed: &Observed) -> Result<&ErrorEnvelope, Draft> {
    let wanted = "an ErrorResponse";
    let fail = |clause, why: String| Err(broken(clause, wanted, &observed.short, why));
    match &observed.envelope {
        Err(why) => fail(form(observed, "Envelope.error"), why.clone()),
        Ok(Envelope::Success(_)) => fail(
            "Envelope.status",
            "an error status around a success".to_owned(),
        ),
        Ok(Envelope::Error(error)) => {
            let missing: Vec<&str> = [
                ("Type", error.kind.is_none()),
                ("Code", error.code.is_none()),
                ("Message", error.message.is_none()),
                ("RequestId", error.request_id.is_none()),
            ]
            .into_iter()
            .filter_map(|(name, missing)| missing.then_some(name))
            .collect();
            if missing.is_empty() {
                Ok(error)
            } else {
                fail(
                    "Envelope.error",
                    format!("{} is missing", missing.join(", ")),
                )
            }
        }
    }
}

/// A modelled code comes with its status and its type.
pub(super) fn modelled(model: &Model, status: u16, error: &ErrorEnvelope) -> Option<Draft> {
    let code = error.code.as_deref()?;
    let clause = ClauseId::of("Error.modelled");
    let modelled = model.error(code);
    if let Some(modelled) = modelled
        && modelled.status != status
    {
        let wanted = format!("{} {code}", modelled.status);
        return Some(Draft::new(
            Check::Status,
            clause,
            wanted,
            format!("{status} {code}"),
        ));
    }
    let kind = modelled.map(|modelled| modelled.kind.as_str());
    let kind = kind.or_else(|| SENDER.contains(&code).then_some("Sender"))?;
    let got = error.kind.as_deref().unwrap_or_default();
    (got != kind).then(|| {
        let got: String = got.chars().take(40).collect();
        Draft::new(
            Check::Type,
            clause,
            format!("Type {kind}"),
            format!("Type {got} for {code}"),
        )
    })
}

/// An answer with an envelope is `text/xml`.
pub(super) fn content_type(answer: &Answer) -> Option<Draft> {
    let clause = ClauseId::of("Envelope.content-type");
    let got = answer.header("content-type").unwrap_or("none");
    let kind = got
        .split(';')
        .next()
        .unwrap_or(got)
        .trim()
        .to_ascii_lowercase();
    match kind.as_str() {
        "text/xml" => None,
        "application/xml" => Some(Draft::note(Check::ContentType, clause, "text/xml", kind)),
        _ => Some(Draft::new(
            Check::ContentType,
            clause,
            "text/xml",
            kind.chars().take(40).collect::<String>(),
        )),
    }
}

/// The request id is there, its own, and the same in header and body.
pub(super) fn request_id(answer: &Answer, observed: &Observed, repeated: bool) -> Option<Draft> {
    let draft = |clause, wanted: &str, got: &str| {
        Some(Draft::new(
            Check::RequestId,
            ClauseId::of(clause),
            wanted,
            got,
        ))
    };
    let id = observed.request_id()?;
    if id.trim().is_empty() {
        return draft("Envelope.request-id", "a request id", "an empty one");
    }
    if repeated {
        return draft(
            "Envelope.request-id.unique",
            "a request id of its own",
            "one that another answer had",
        );
    }
    let header = answer.header("x-amzn-requestid")?;
    if header != id {
        return draft(
            "Envelope.request-id.header",
            "x-amzn-RequestId equal to the body's",
            "another one",
        );
    }
    None
}

/// Messages of validation have a known frame; texts are never more than a note.
pub(super) fn message(error: &ErrorEnvelope) -> Option<Draft> {
    if error.code.as_deref() != Some("ValidationError") {
        return None;
    }
    let text = error.message.as_deref().unwrap_or_default();
    let frame = text
        .split_once(" validation error")
        .is_some_and(|(count, rest)| count.parse::<u32>().is_ok() && rest.contains(" detected: "));
    (!frame).then(|| {
        Draft::note(
            Check::Message,
            ClauseId::of("Error.message-frame"),
            "N validation error(s) detected: …",
            "another text",
        )
    })
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
