//! What the bytes of a request ask for, and what the front end has against them.

use super::reason::{Reason, Stage};
use super::{Question, framing};
use crate::spec::{ClauseId, Parameter, answers};
use crate::wire::{Field, decode};

/// A value of a parameter, as the wire has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Decoded once.
    pub(super) bytes: Vec<u8>,
    /// Whether a malformed escape was taken literally.
    pub(super) broken_escape: bool,
}

/// What is asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// Whether this is ChangePassword at all, for an endpoint that overlooks the front end's objections.
    pub(super) change: bool,
    /// The action as given.
    pub(super) action: Option<String>,
    /// Every value given for OldPassword, in order.
    pub(super) old: Vec<Value>,
    /// Every value given for NewPassword, in order.
    pub(super) new: Vec<Value>,
    /// The front end's objections.
    pub(super) reasons: Vec<Reason>,
    /// Whether no answer is acceptable.
    pub(super) silence: bool,
}

impl Asked {
    pub(super) fn values(&self, parameter: Parameter) -> &[Value] {
        match parameter {
            Parameter::Old => &self.old,
            Parameter::New => &self.new,
        }
    }

    pub(super) fn of(question: &Question<'_>) -> Self {
        let http = question.http;
        let (path, query) = match http.target.split_once('?') {
            Some((path, query)) => (path, query),
            None => (http.target.as_str(), ""),
        };
        let mut reasons = Vec::new();
        let is_form =
            content_type(http).is_none_or(|kind| kind.eq_ignore_ascii_case(crate::case::FORM));
        let declared_form =
            content_type(http).is_some_and(|kind| kind.eq_ignore_ascii_case(crate::case::FORM));
        match http.method.as_str() {
            "GET" => {}
            "POST" if declared_form || http.body.is_empty() => {}
            "POST" => reasons.push(front("FrontEnd.content-type", &answers::NOT_A_FORM)),
            _ => reasons.push(front("FrontEnd.method", &answers::NOT_SERVED)),
        }
        if path.strip_prefix(question.prefix) != Some("/") {
            reasons.push(front("FrontEnd.path", &answers::NOT_SERVED));
        }
        if http.body.len() > question.model.front_end.body_limit {
            reasons.push(front("FrontEnd.body-too-large", &answers::TOO_LARGE));
        }
        let in_query = decode(query.as_bytes());
        let in_body = if http.method == "GET" || !is_form {
            Vec::new()
        } else {
            decode(&framing::content(http))
        };
        let ours = |field: &&Field| !field.name.starts_with(b"X-Amz-");
        if in_query.iter().any(|field| ours(&field)) && !in_body.is_empty() {
            reasons.push(Reason::may(
                Stage::Front,
                ClauseId::of("FrontEnd.split"),
                &answers::SPLIT,
            ));
        }
        let fields: Vec<&Field> = in_query.iter().chain(&in_body).filter(ours).collect();
        let (action, mut change) = action(question, &fields, &mut reasons);
        change &= version(question, &fields, &mut reasons);
        if fields.iter().any(|field| field.broken_escape) {
            let clause = ClauseId::of("FrontEnd.malformed-escape");
            reasons.push(Reason::may(
                Stage::Front,
                clause,
                &answers::MALFORMED_ESCAPE,
            ));
        }
        let silence = framing::reasons(question.transport, http, &mut reasons);
        let values = |parameter: Parameter| {
            let named = fields
                .iter()
                .filter(|field| field.name == parameter.name().as_bytes());
            named
                .map(|field| Value {
                    bytes: field.value.clone(),
                    broken_escape: field.broken_escape,
                })
                .collect()
        };
        Self {
            change,
            action,
            old: values(Parameter::Old),
            new: values(Parameter::New),
            reasons,
            silence,
        }
    }
}

fn front(clause: &'static str, answers: &'static crate::spec::Answers) -> Reason {
    Reason::must(Stage::Front, ClauseId::of(clause), answers)
}

fn content_type(http: &crate::wire::HttpRequest) -> Option<&str> {
    let (_, value) = http
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))?;
    Some(
        value
            .split_once(';')
            .map_or(value.as_str(), |(kind, _)| kind)
            .trim(),
    )
}

/// The action, and whether an endpoint might take the request for a ChangePassword.
fn action(
    question: &Question<'_>,
    fields: &[&Field],
    reasons: &mut Vec<Reason>,
) -> (Option<String>, bool) {
    let given: Vec<&&Field> = fields
        .iter()
        .filter(|field| field.name == b"Action")
        .collect();
    let ours = |field: &&&Field| field.value == question.model.operation.as_bytes();
    match given.first() {
        Some(first) if first.value.is_empty() => {
            reasons.push(front("FrontEnd.missing-action", &answers::MISSING_ACTION));
            reasons.push(front("FrontEnd.unknown-action", &answers::INVALID_ACTION));
        }
        Some(_) if given.iter().all(|field| ours(&field)) => {}
        Some(_) if given.iter().any(|field| ours(&field)) => {
            // Given twice: the first is likely to count, the other may.
            let clause = ClauseId::of("FrontEnd.duplicate");
            reasons.push(Reason::may(Stage::Front, clause, &answers::INVALID_ACTION));
        }
        Some(_) => reasons.push(front("FrontEnd.unknown-action", &answers::INVALID_ACTION)),
        None => {
            reasons.push(front("FrontEnd.missing-action", &answers::MISSING_ACTION));
        }
    }
    let text = given
        .first()
        .map(|field| String::from_utf8_lossy(&field.value).into_owned());
    (text, given.iter().any(|field| ours(&field)))
}

/// Whether an endpoint might take the version for the right one.
fn version(question: &Question<'_>, fields: &[&Field], reasons: &mut Vec<Reason>) -> bool {
    let given: Vec<&&Field> = fields
        .iter()
        .filter(|field| field.name == b"Version")
        .collect();
    let ours = |field: &&&Field| field.value == question.model.version.as_bytes();
    match given.first() {
        Some(_) if given.iter().all(|field| ours(&field)) => {}
        Some(_) if given.iter().any(|field| ours(&field)) => {
            let clause = ClauseId::of("FrontEnd.duplicate");
            reasons.push(Reason::may(Stage::Front, clause, &answers::WRONG_VERSION));
        }
        Some(first) if first.value.is_empty() => {
            reasons.push(front("FrontEnd.missing-version", &answers::MISSING_VERSION));
        }
        Some(_) => reasons.push(front("FrontEnd.wrong-version", &answers::WRONG_VERSION)),
        None => reasons.push(front("FrontEnd.missing-version", &answers::MISSING_VERSION)),
    }
    // A sloppy endpoint serves the request whatever the version: its state is followed then.
    true
}
