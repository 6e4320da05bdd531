//! `application/x-www-form-urlencoded`, byte for byte (FACTS §2). The only file that knows percent-encoding.

use std::fmt;

use percent_encoding::{percent_decode, percent_encode_byte};

use super::spelling::{Escape, Hex, Space, Spelling};

/// Writes a name or a value in the given spelling.
pub fn encode(bytes: &[u8], spelling: Spelling) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if spelling.space == Space::Plus => text.push('+'),
            _ if byte == b' ' || is_escaped(spelling.escape, at, byte) => {
                push_escape(&mut text, byte, spelling.hex)
            }
            _ => text.push(char::from(byte)),
        }
    }
    text
}

fn is_escaped(escape: Escape, at: usize, byte: u8) -> bool {
    match escape {
        Escape::Needed => !byte.is_ascii_graphic() || b"%&+=#".contains(&byte),
        Escape::Query => !(byte.is_ascii_alphanumeric() || b"-._~!$'()*,;:@/?".contains(&byte)),
        Escape::Standard => !(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)),
        Escape::All => true,
        Escape::Alternate => at.is_multiple_of(2) || is_escaped(Escape::Standard, at, byte),
    }
}

fn push_escape(text: &mut String, byte: u8, hex: Hex) {
    let escape = percent_encode_byte(byte);
    match hex {
        Hex::Upper => text.push_str(escape),
        Hex::Lower => text.push_str(&escape.to_ascii_lowercase()),
        Hex::Mixed => {
            let (first, second) = escape.split_at(2);
            text.push_str(&first.to_ascii_lowercase());
            text.push_str(second);
        }
    }
}

/// One pair as decoded from the wire.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// What stands before the first `=`.
    pub name: Vec<u8>,
    /// What stands after it.
    pub value: Vec<u8>,
    /// There is no `=`.
    pub bare: bool,
    /// A malformed `%XX` was taken literally.
    pub broken_escape: bool,
    /// Where one was, what stands after the first `=` with no escape decoded at all: some parsers give up on the whole.
    pub undecoded: Option<Vec<u8>>,
}

/// Lengths only: a wrongly escaped password can end up in a name.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("name_bytes", &self.name.len())
            .field("value_bytes", &self.value.len())
            .field("bare", &self.bare)
            .field("broken_escape", &self.broken_escape)
            .finish()
    }
}

/// All fields of a form, in order. Total, and decodes exactly once: `&` alone separates, the first `=`
/// splits, `+` is a space; splitting comes before decoding; empty pairs are dropped.
pub fn decode(form: &[u8]) -> Vec<Field> {
    fields(form).collect()
}

/// [`decode`], one field at a time, for forms of hostile size.
pub fn fields(form: &[u8]) -> impl Iterator<Item = Field> {
    form.split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(field)
}

fn field(pair: &[u8]) -> Field {
    let mut halves = pair.splitn(2, |&byte| byte == b'=');
    let name = halves.next().unwrap_or_default();
    let value = halves.next();
    let broken_escape = has_broken_escape(pair);
    Field {
        name: unescape(name),
        value: unescape(value.unwrap_or_default()),
        bare: value.is_none(),
        broken_escape,
        undecoded: value.filter(|_| broken_escape).map(spaced),
    }
}

fn unescape(text: &[u8]) -> Vec<u8> {
    percent_decode(&spaced(text)).collect()
}

fn spaced(text: &[u8]) -> Vec<u8> {
    let space = |&byte: &u8| if byte == b'+' { b' ' } else { byte };
    text.iter().map(space).collect()
}

/// No escape spans the `=`, which is no hex digit.
fn has_broken_escape(pair: &[u8]) -> bool {
    let mut rest = pair;
    while let Some(at) = rest.iter().position(|&byte| byte == b'%') {
        rest = &rest[at + 1..];
        if !matches!(rest, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()) {
            return true;
        }
    }
    false
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
