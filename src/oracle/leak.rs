//! Whether an answer tells a password: the whole or a half of one, raw or in any usual encoding, in body or headers.

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
    let entities = |write: fn(char) -> String| -> String {
        let special = |c: char| !c.is_ascii() || "&<>\"'".contains(c);
        canary
            .chars()
            .map(|c| if special(c) { write(c) } else { c.to_string() })
            .collect()
    };
    let named = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&apos;".to_owned(),
        other => other.to_string(),
    };
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
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
            entities(|c| format!("&#{};", c as u32)),
            true,
        ),
        (
            "with character references",
            entities(|c| format!("&#x{:x};", c as u32)),
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
            memmem::find(haystack, text.as_bytes()).is_some()
        } else {
            memmem::find(lower, text.to_ascii_lowercase().as_bytes()).is_some()
        }
    };
    encodings(canary)
        .into_iter()
        .filter(|(how, text, _)| *how == "raw" || text != canary)
        .find(holds)
        .map(|(how, _, _)| how)
}

#[cfg(test)]
#[path = "leak_tests.rs"]
mod tests;
