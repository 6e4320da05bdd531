//! Forms: decoding is total and happens once, every spelling decodes to the same, and `form_urlencoded` reads as we do.

use std::fmt;

use super::agree::{Held, agree, must};
use crate::wire::{Field, Spelling, decode, encode};

/// Bytes of a field that is spelled in every way; longer ones are in a few.
const SHORT: usize = 64;

/// The functions that are tried.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Bytes to fields.
    pub decode: fn(&[u8]) -> Vec<Field>,
    /// Bytes to a spelling of them.
    pub encode: fn(&[u8], Spelling) -> String,
}

impl Default for Form {
    fn default() -> Self {
        Self { decode, encode }
    }
}

/// What was decoded.
#[derive(Clone, Debug)]
pub struct Decoded(Vec<Field>);

impl fmt::Display for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for field in &self.0 {
            let [name, value] = [&field.name, &field.value].map(|bytes| bytes.escape_ascii());
            let equals = if field.bare { "" } else { " = " };
            let broken = if field.broken_escape { " (broken)" } else { "" };
            write!(f, "{separator}{name}{equals}{value}{broken}")?;
            separator = " | ";
        }
        Ok(())
    }
}

/// Tries a form.
///
/// # Errors
/// What does not hold of it.
pub fn form(functions: &Form, bytes: &[u8]) -> Held<Decoded> {
    let fields = (functions.decode)(bytes);
    let pairs: Vec<&[u8]> = bytes
        .split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .collect();
    agree("how many fields", &fields.len(), &pairs.len())?;
    for (field, pair) in fields.iter().zip(&pairs) {
        is_marked_right(field, pair)?;
        spells(functions, field, bytes.len())?;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let theirs = form_urlencoded::parse(text.as_bytes());
        for (field, (name, value)) in fields.iter().zip(theirs) {
            agree("a name", &lossy(&field.name), &name.into_owned())?;
            agree("a value", &lossy(&field.value), &value.into_owned())?;
        }
    }
    Ok(Decoded(fields))
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The marks of a field, by regular expressions' lights: what is bare, and what is a broken escape.
fn is_marked_right(field: &Field, pair: &[u8]) -> Held<()> {
    let equals = pair.iter().position(|&byte| byte == b'=');
    agree("bare", &field.bare, &equals.is_none())?;
    let is_digit = |at: usize| pair.get(at).is_some_and(u8::is_ascii_hexdigit);
    let breaks = |at: usize| pair[at] == b'%' && !(is_digit(at + 1) && is_digit(at + 2));
    let broken = (0..pair.len()).any(breaks);
    agree("a broken escape", &field.broken_escape, &broken)?;
    let raw = equals.filter(|_| broken).map(|at| {
        let raw = pair[at + 1..].iter().copied();
        raw.map(|byte| if byte == b'+' { b' ' } else { byte })
            .collect::<Vec<u8>>()
    });
    agree("what was not decoded", &field.undecoded, &raw)
}

/// What is encoded, in whatever spelling, decodes to itself.
fn spells(functions: &Form, field: &Field, turn: usize) -> Held<()> {
    let short = field.name.len() + field.value.len() <= SHORT;
    let count = if short { Spelling::ALL.len() } else { 3 };
    for at in 0..count {
        let spelling = Spelling::ALL[(turn + 7 * at) % Spelling::ALL.len()];
        let written = [&field.name, &field.value].map(|text| (functions.encode)(text, spelling));
        let plain = written.iter().all(|text| {
            text.bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"&=#".contains(&byte))
        });
        must(plain, "an encoded text holds what separates")?;
        let again = (functions.decode)(written.join("=").as_bytes());
        let expected = Field {
            name: field.name.clone(),
            value: field.value.clone(),
            ..Field::default()
        };
        agree(spelling.name(), &again, &vec![expected])?;
    }
    Ok(())
}
