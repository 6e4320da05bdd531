//! Whether an answer tells a password: the whole or a half of one, raw or in any usual encoding, in body or headers.

use std::fmt::Write as _;

use base64::Engine as _;
use memchr::memmem;

use crate::case::Check;
use crate::password::Secret;
use crate::spec::ClauseId;
use crate::wire::xml::Envelope;
use crate::wire::{Answer, Escape, Space, Spelling, encode};

use super::{Draft, Observed};

/// Texts that stand in answers by accident: what languages write for nothing, for everything, and for "as long as can be".
const ORDINARY: [&str; 4] = ["undefined", "[object Object]", "Infinity", "2147483647"];

/// Looks for each canary in the answer. `public` are texts that may stand in an answer whatever they hold: user names, key
/// ids, the pattern of the page.
pub(super) fn leak(
    answer: &Answer,
    observed: &Observed,
    secrets: &[(Option<&'static str>, Secret)],
    public: &[String],
) -> Option<Draft> {
    let mut haystack: Vec<u8> = Vec::with_capacity(answer.body.len() + 512);
    for (_, value) in &answer.headers {
        haystack.extend_from_slice(value);
        haystack.push(b'\n');
    }
    haystack.extend_from_slice(&answer.body);
    let lower = haystack.to_ascii_lowercase();
    for (at, (parameter, secret)) in secrets.iter().enumerate() {
        // What is sent is often what is in force.
        if secrets[..at].iter().any(|(_, known)| known == secret) {
            continue;
        }
        for (part, canary) in parts(secret, public) {
            let Some(how) = found(&haystack, &lower, &canary) else {
                continue;
            };
            let in_message =
                message(observed).is_some_and(|message| message.contains(canary.as_str()));
            let clause = match parameter {
                Some(name) if in_message => ClauseId::named(format!("{name}.sensitive")),
                _ => ClauseId::of("Password.secret"),
            };
            let place = if in_message {
                "in the error message"
            } else {
                "in the answer"
            };
            return Some(Draft::new(
                Check::Leak,
                clause,
                "no password in the answer",
                format!(
                    "{part} of {} {place}, {how}",
                    parameter.unwrap_or("a password in force")
                ),
            ));
        }
    }
    None
}

fn message(observed: &Observed) -> Option<&str> {
    match &observed.envelope {
        Ok(Envelope::Error(error)) => error.message.as_deref(),
        _ => None,
    }
}

/// A quotation is perhaps cut to so many characters, or a few more.
const QUOTED: usize = 16;

/// The whole and both halves, and both ends of a long one, as far as they are long and varied enough to stand there by no
/// accident. Of what is no UTF-8 that which is, up to where it is not.
fn parts(secret: &Secret, public: &[String]) -> Vec<(&'static str, String)> {
    let Some(chunk) = secret.expose().utf8_chunks().next() else {
        return Vec::new();
    };
    let characters: Vec<char> = chunk.valid().chars().collect();
    let part = |range: &[char]| range.iter().collect::<String>();
    let (first, second) = characters.split_at(characters.len() / 2);
    let mut parts = vec![
        ("the whole", part(&characters)),
        ("the first half", part(first)),
        ("the second half", part(second)),
    ];
    if first.len() > QUOTED {
        parts.push(("the beginning", part(&first[..QUOTED])));
        parts.push(("the end", part(&second[second.len() - QUOTED..])));
    }
    parts.retain(|(_, part)| {
        let mut ordinary = public.iter().map(String::as_str).chain(ORDINARY);
        is_telling(part) && !ordinary.any(|known| known.contains(part.as_str()))
    });
    parts
}

fn is_telling(part: &str) -> bool {
    let mut different: Vec<char> = part.chars().collect();
    let count = different.len();
    different.sort_unstable();
    different.dedup();
    count >= 8 && different.len() >= 6
}

/// Every usual way to write the text; whether the case of its letters matters.
fn encodings(canary: &str) -> Vec<(&'static str, String, bool)> {
    let bytes = canary.as_bytes();
    let plus = Spelling {
        space: Space::Plus,
        ..Spelling::STANDARD
    };
    // Writing into a String does not fail; one for each character would cost more than all the rest of a case.
    let entities = |entity: fn(&mut String, char)| -> String {
        let mut out = String::with_capacity(2 * canary.len());
        for c in canary.chars() {
            match c.is_ascii() && !"&<>\"'".contains(c) {
                true => out.push(c),
                false => entity(&mut out, c),
            }
        }
        out
    };
    let named = |out: &mut String, c: char| match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&apos;"),
        other => out.push(other),
    };
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        hex.extend(
            [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
        );
    }
    let json = serde_json::to_string(canary).unwrap_or_default();
    let url_safe = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes);
    let every_byte = Spelling {
        escape: Escape::All,
        ..Spelling::STANDARD
    };
    vec![
        ("raw", canary.to_owned(), true),
        ("percent-encoded", encode(bytes, Spelling::STANDARD), false),
        ("percent-encoded", encode(bytes, plus), false),
        ("percent-encoded", encode(bytes, every_byte), false),
        ("with entities", entities(named), true),
        (
            "with character references",
            entities(|out, c| {
                let _ = write!(out, "&#{};", c as u32);
            }),
            true,
        ),
        (
            "with character references",
            entities(|out, c| {
                let _ = write!(out, "&#x{:x};", c as u32);
            }),
            false,
        ),
        ("in base64", base64, true),
        ("in base64", url_safe, true),
        ("in hex", hex, false),
        ("as JSON", json.trim_matches('"').to_owned(), true),
    ]
}

fn found(haystack: &[u8], lower: &[u8], canary: &str) -> Option<&'static str> {
    let holds = |(_, text, exact): &(&str, String, bool)| {
        if *exact {
            contains(haystack, text.as_bytes())
        } else {
            contains(lower, text.to_ascii_lowercase().as_bytes())
        }
    };
    encodings(canary)
        .into_iter()
        .filter(|(how, text, _)| *how == "raw" || text != canary)
        .find(holds)
        .map(|(how, _, _)| how)
}

/// Bytes up to which an answer is gone through by hand: to prepare a search costs more than the search, and there are dozens of
/// texts to look for in each answer.
const SHORT: usize = 4_096;

fn contains(haystack: &[u8], text: &[u8]) -> bool {
    match text.first() {
        Some(first) if haystack.len() <= SHORT => {
            memchr::memchr_iter(*first, haystack).any(|at| haystack[at..].starts_with(text))
        }
        _ => memmem::find(haystack, text).is_some(),
    }
}

#[cfg(test)]
#[path = "leak_tests.rs"]
mod tests;
