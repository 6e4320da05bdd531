//! Which answers a fault speaks of, and how it changes them.

use crate::reference::errors::ErrorCode;
use crate::reference::operation::Operation;
use crate::reference::render::Outcome;
use crate::reference::reply::Reply;
use crate::wire::{Field, HttpRequest, fields};

fn is_change(operation: &Operation) -> bool {
    operation.name == "ChangePassword"
}

/// A change that was made.
pub(super) fn succeeds(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Served(operation, _) if is_change(operation))
}

/// A change that was refused, or a call that is none. The administrator's calls stay as they are.
pub(super) fn refuses(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Served(..) => false,
        Outcome::Refused(operation, _) => operation.is_none_or(is_change),
    }
}

/// The same, for this reason.
pub(super) fn refuses_with(outcome: &Outcome, code: ErrorCode) -> bool {
    refuses(outcome) && matches!(outcome, Outcome::Refused(_, refusal) if refusal.code == code)
}

/// The first of these texts in the body becomes the second.
pub(super) fn edit(reply: &mut Reply, from: &str, to: &str) {
    let text = String::from_utf8_lossy(&reply.body).replacen(from, to, 1);
    reply.body = text.into_bytes();
}

/// All that stands in the body from the first text to the second, both included, becomes the third.
pub(super) fn replace_between(reply: &mut Reply, from: &str, to: &str, with: &str) {
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    if let Some((before, rest)) = text.split_once(from)
        && let Some((_, after)) = rest.split_once(to)
    {
        reply.body = format!("{before}{with}{after}").into_bytes();
    }
}

/// The refusal of this code is given by another status and name.
pub(super) fn recode(
    outcome: &Outcome,
    reply: &mut Reply,
    code: ErrorCode,
    (status, name): (u16, &str),
) {
    if refuses_with(outcome, code) {
        replace_between(reply, "<Code>", "</Code>", &format!("<Code>{name}</Code>"));
        reply.status = status;
    }
}

/// The value of a header.
pub(super) fn set_header(reply: &mut Reply, name: &'static str, value: &str) {
    reply.headers.retain(|(known, _)| *known != name);
    reply.headers.push((name, value.to_owned()));
}

/// The parameters of a request, wherever they stand.
pub(super) fn parameters(request: &HttpRequest) -> impl Iterator<Item = Field> + '_ {
    let query = request
        .target
        .split_once('?')
        .map_or("", |(_, query)| query);
    fields(query.as_bytes()).chain(fields(&request.body))
}

/// The value of a parameter of a request.
pub(super) fn parameter(request: &HttpRequest, name: &str) -> Option<Vec<u8>> {
    let mut named = parameters(request).filter(|field| field.name == name.as_bytes());
    named.next().map(|field| field.value)
}

/// Whether a request asks for a change.
pub(super) fn asks_for_a_change(request: &HttpRequest) -> bool {
    parameter(request, "Action").is_some_and(|action| action == b"ChangePassword")
}

/// Whether a request asks for a change with these bytes in one of its passwords.
pub(super) fn holds(request: &HttpRequest, bytes: &[u8]) -> bool {
    let within = |value: Vec<u8>| value.windows(bytes.len()).any(|window| window == bytes);
    asks_for_a_change(request)
        && ["OldPassword", "NewPassword"]
            .into_iter()
            .filter_map(|name| parameter(request, name))
            .any(within)
}
