//! Breaks signatures, each in one way.

use crate::case::{Breach, Change, Malformation, Oddity};
use crate::wire::HttpRequest;
use crate::wire::sigv4::Keys;

const AUTHORIZATION: &str = "authorization";

/// The keys that sign: the caller's, or others where that is what is wrong.
pub(super) fn keys(keys: &Keys, breach: &Breach) -> Keys {
    let (access, secret) = (keys.access.as_str(), keys.expose_secret());
    let (access, secret) = match breach {
        Breach::UnknownKey => ("AKIAPWSPECNOSUCHKEY0".to_owned(), secret.to_owned()),
        Breach::KeyCut => (
            access
                .chars()
                .take(access.chars().count().saturating_sub(1))
                .collect(),
            secret.to_owned(),
        ),
        Breach::KeyLonger => (format!("{access}A"), secret.to_owned()),
        Breach::WrongSecret => (access.to_owned(), format!("{secret}x")),
        Breach::SecretCase => (access.to_owned(), swapped(secret)),
        Breach::EmptySecret => (access.to_owned(), String::new()),
        _ => return keys.clone(),
    };
    Keys::new(access, secret, keys.token.clone())
}

fn swapped(secret: &str) -> String {
    let swap = |c: char| {
        if c.is_ascii_lowercase() {
            c.to_ascii_uppercase()
        } else {
            c.to_ascii_lowercase()
        }
    };
    secret.chars().map(swap).collect()
}

/// What is changed after signing.
pub(super) fn signed(http: &mut HttpRequest, breach: &Breach) {
    match breach {
        Breach::Digit(at) => edit_signature(http, |digits| change_digit(digits, *at)),
        Breach::Cut(kept) => edit_signature(http, |digits| digits.chars().take(*kept).collect()),
        Breach::Longer => edit_signature(http, |digits| format!("{digits}0")),
        Breach::Empty => edit_signature(http, |_| String::new()),
        // One more parameter: what is asked stays the same, only the bytes differ.
        Breach::Body { .. } => http.body.extend_from_slice(b"&Tampered=1"),
        Breach::Query => {
            let joint = if http.target.contains('?') { '&' } else { '?' };
            http.target = format!("{}{joint}Tampered=1", http.target);
        }
        Breach::Method => {
            http.method = if http.method == "GET" { "POST" } else { "GET" }.to_owned()
        }
        Breach::Header { name, change } => header(http, name, *change),
        Breach::Unlisted(name) => edit_header(http, AUTHORIZATION, |value| {
            value.replacen(&format!("{name};"), "", 1)
        }),
        Breach::Expires(text) => parameter(http, "X-Amz-Expires", Some(text)),
        Breach::Without(name) => parameter(http, name, None),
        Breach::ScopeDate => edit_header(http, AUTHORIZATION, other_day),
        Breach::Malformed(how) => edit_header(http, AUTHORIZATION, |value| malformed(value, *how)),
        _ => {}
    }
}

/// What is odd about a right signature.
pub(super) fn odd(http: &mut HttpRequest, oddity: Oddity) {
    match oddity {
        Oddity::UpperCase => edit_signature(http, |digits| digits.to_ascii_uppercase()),
        Oddity::SchemeCase => edit_header(http, AUTHORIZATION, |value| {
            value.replace("AWS4-HMAC-SHA256", "aws4-hmac-sha256")
        }),
        Oddity::TwoAuthorizations => {
            let is = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(AUTHORIZATION);
            let found = http.headers.iter().find(is).cloned();
            http.headers.extend(found);
        }
        Oddity::GarbageToken | Oddity::HeaderAndUrl | Oddity::UnsignedPayload => {}
    }
}

fn header(http: &mut HttpRequest, name: &str, change: Change) {
    match change {
        Change::Value(value) => edit_header(http, name, |_| value.to_owned()),
        Change::Removed => http
            .headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name)),
        Change::Again(value) => http.headers.push((name.to_owned(), value.to_owned())),
    }
}

/// The parameter of the query with another value, or taken away.
fn parameter(http: &mut HttpRequest, name: &str, value: Option<&str>) {
    let Some((path, query)) = http.target.split_once('?') else {
        return;
    };
    let is = |pair: &str| pair.split_once('=').is_some_and(|(left, _)| left == name);
    let pairs: Vec<String> = query
        .split('&')
        .filter_map(|pair| match value {
            _ if !is(pair) => Some(pair.to_owned()),
            Some(value) => Some(format!("{name}={value}")),
            None => None,
        })
        .collect();
    http.target = format!("{path}?{}", pairs.join("&"));
}

fn malformed(value: &str, how: Malformation) -> String {
    match how {
        Malformation::Scheme(text) => text.to_owned(),
        Malformation::Edited { find, put } => value.replace(find, put),
        Malformation::Without(part) => {
            let (scheme, parts) = value.split_once(' ').unwrap_or((value, ""));
            let kept: Vec<&str> = parts
                .split(", ")
                .filter(|kept| !kept.starts_with(part))
                .collect();
            format!("{scheme} {}", kept.join(", "))
        }
    }
}

fn edit_header(http: &mut HttpRequest, wanted: &str, edit: impl Fn(&str) -> String) {
    for (name, value) in &mut http.headers {
        if name.eq_ignore_ascii_case(wanted) {
            *value = edit(value);
        }
    }
}

/// The signature is the last thing of the header as of the URL.
fn edit_signature(http: &mut HttpRequest, edit: impl Fn(&str) -> String) {
    let edited = |text: &str| match text.rsplit_once("Signature=") {
        Some((head, digits)) => format!("{head}Signature={}", edit(digits)),
        None => text.to_owned(),
    };
    let target = edited(&http.target);
    http.target = target;
    edit_header(http, AUTHORIZATION, edited);
}

fn change_digit(digits: &str, at: usize) -> String {
    let change = |(place, digit): (usize, char)| match digit {
        _ if place != at => digit,
        '0' => '1',
        _ => '0',
    };
    digits.chars().enumerate().map(change).collect()
}

/// The scope's day put one year back: `Credential=KEY/20260101/…`.
fn other_day(value: &str) -> String {
    let Some((head, rest)) = value.split_once('/') else {
        return value.to_owned();
    };
    let Some((day, tail)) = rest.split_once('/') else {
        return value.to_owned();
    };
    let earlier = day.parse::<u32>().map_or_else(
        |_| day.to_owned(),
        |day| day.saturating_sub(10_000).to_string(),
    );
    format!("{head}/{earlier}/{tail}")
}

#[cfg(test)]
#[path = "tamper_tests.rs"]
mod tests;
