//! What the bytes of a request ask for, and what the transport has against them.

use super::reason::{Reason, Stage};
use super::{Question, framing};
use crate::spec::{Answers, ClauseId, Parameter, answers};
use crate::wire::{Field, HttpRequest, decode};

/// Octets of a request target that every server should take (RFC 9110, section 4.1): a longer one may be refused.
const TARGET: usize = 8_000;
/// Octets of a request target that is over-long by anybody's measure.
const OVERLONG_TARGET: usize = 1_000_000;
/// The parameters of a ChangePassword.
const KNOWN: [&str; 4] = ["Action", "Version", "OldPassword", "NewPassword"];

/// What is asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// The parameters in the order of the wire; those of a presigned URL are no part of them.
    fields: Vec<Field>,
    /// Whether it holds anything that is to be ignored: unknown parameters, bare keys, empty pairs.
    pub(super) ignorable: bool,
    /// The transport's objections.
    pub(super) reasons: Vec<Reason>,
    /// Whether no answer is acceptable.
    pub(super) silence: bool,
}

impl Asked {
    pub(super) fn of(question: &Question<'_>) -> Self {
        let http = question.http;
        let (path, query) = http.target.split_once('?').unwrap_or((&http.target, ""));
        let mut reasons = transport(question, path);
        let too_large = reasons.iter().any(|reason| {
            [&answers::TOO_LARGE, &answers::HEAD_TOO_LARGE].contains(&reason.answers)
        });
        // A server may close on what it will not read to its end (RFC 9110, section 15.5.14).
        let silence = framing::reasons(question.transport, http, &mut reasons) || too_large;
        let content = framing::content(http);
        let body: &[u8] = match http.method.as_str() {
            "GET" => &[],
            _ if content_type(http).is_none_or(is_form) => &content,
            _ => &[],
        };
        let ours = |field: &Field| !field.name.starts_with(b"X-Amz-");
        let mut fields: Vec<Field> = decode(query.as_bytes()).into_iter().filter(ours).collect();
        if http.method == "POST" && !fields.is_empty() {
            let clause = ClauseId::of("FrontEnd.split");
            reasons.push(Reason::may(Stage::Front, clause, &answers::SPLIT));
        }
        fields.extend(decode(body));
        let (fields, ignored) = without_bare_repeats(fields);
        if fields.iter().any(|field| field.broken_escape) {
            let clause = ClauseId::of("FrontEnd.malformed-escape");
            reasons.push(Reason::may(
                Stage::Front,
                clause,
                &answers::MALFORMED_ESCAPE,
            ));
        }
        if fields.iter().any(is_no_text) {
            let clause = ClauseId::of("Error.not-utf8");
            reasons.push(Reason::may(Stage::Front, clause, &answers::NOT_UTF8));
        }
        let unknown = |field: &Field| KNOWN.iter().all(|known| field.name != known.as_bytes());
        Self {
            ignorable: ignored
                || fields.iter().any(unknown)
                || [query.as_bytes(), body].into_iter().any(has_empty_pair),
            fields,
            reasons,
            silence,
        }
    }

    /// The values given for a parameter, in order.
    pub(super) fn given(&self, name: &str) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(move |field| field.name == name.as_bytes())
    }

    /// Whether a name stands there in another case.
    pub(super) fn is_respelled(&self, name: &str) -> bool {
        let respelled = |field: &Field| {
            field.name != name.as_bytes() && field.name.eq_ignore_ascii_case(name.as_bytes())
        };
        self.fields.iter().any(respelled)
    }

    /// Whether a parameter of the operation is given more than once.
    pub(super) fn has_repeats(&self) -> bool {
        KNOWN.iter().any(|name| self.given(name).count() > 1)
    }
}

fn front(clause: &'static str, answers: &'static Answers) -> Reason {
    Reason::must(Stage::Front, ClauseId::of(clause), answers)
}

/// Method, content type, path and sizes.
fn transport(question: &Question<'_>, path: &str) -> Vec<Reason> {
    let http = question.http;
    let mut reasons = Vec::new();
    match http.method.as_str() {
        "GET" => {}
        "POST" if content_type(http).is_some_and(is_form) => {}
        // Nothing is there that would have to be a form.
        "POST" if http.body.is_empty() => reasons.push(Reason::may(
            Stage::Front,
            ClauseId::of("FrontEnd.content-type"),
            &answers::NOT_A_FORM,
        )),
        "POST" => reasons.push(front("FrontEnd.content-type", &answers::NOT_A_FORM)),
        _ => reasons.push(front("FrontEnd.method", &answers::NOT_SERVED)),
    }
    if path.strip_prefix(question.prefix) != Some("/") {
        reasons.push(front("FrontEnd.path", &answers::NOT_SERVED));
    }
    if http.body.len() > question.model.front_end.body_limit {
        reasons.push(front("FrontEnd.body-too-large", &answers::TOO_LARGE));
    }
    let clause = "FrontEnd.head-too-large";
    if http.target.len() > OVERLONG_TARGET {
        reasons.push(front(clause, &answers::HEAD_TOO_LARGE));
    } else if http.target.len() > TARGET {
        let clause = ClauseId::of(clause);
        reasons.push(Reason::may(Stage::Front, clause, &answers::HEAD_TOO_LARGE));
    }
    reasons
}

fn content_type(http: &HttpRequest) -> Option<&str> {
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

fn is_form(kind: &str) -> bool {
    kind.eq_ignore_ascii_case(crate::case::FORM)
}

/// A bare key beside a value of the same name is to be ignored; alone it is an empty value.
fn without_bare_repeats(fields: Vec<Field>) -> (Vec<Field>, bool) {
    let count = fields.len();
    let valued: Vec<Vec<u8>> = KNOWN
        .iter()
        .map(|name| name.as_bytes())
        .filter(|name| {
            fields
                .iter()
                .any(|field| !field.bare && field.name == *name)
        })
        .map(<[u8]>::to_vec)
        .collect();
    let kept: Vec<Field> = fields
        .into_iter()
        .filter(|field| !(field.bare && valued.contains(&field.name)))
        .collect();
    let ignored = kept.len() < count;
    (kept, ignored)
}

/// Bytes that are no UTF-8 anywhere but in a password, whose constraints speak of them.
fn is_no_text(field: &Field) -> bool {
    let is_password = Parameter::BOTH
        .iter()
        .any(|parameter| field.name == parameter.name().as_bytes());
    let is_text = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok();
    !is_text(&field.name) || (!is_password && !is_text(&field.value))
}

fn has_empty_pair(form: &[u8]) -> bool {
    !form.is_empty() && form.split(|&byte| byte == b'&').any(<[u8]>::is_empty)
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
