//! A form rewritten, so that a right reading of it is a wrong one of the original.

use crate::reference::limits::FIELDS;
use crate::wire::{Field, fields};

/// The fields of a form, read rightly.
pub(super) fn kept(form: &[u8]) -> Vec<Field> {
    fields(form).take(FIELDS + 1).collect()
}

/// Every one of these bytes replaced.
pub(super) fn every(text: &[u8], wanted: u8, by: &[u8]) -> Vec<u8> {
    let replaced = |&byte: &u8| match byte == wanted {
        true => by.to_vec(),
        false => vec![byte],
    };
    text.iter().flat_map(replaced).collect()
}

/// Every pair of the form rewritten.
pub(super) fn pairs(form: &[u8], rewrite: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let pairs: Vec<Vec<u8>> = form.split(|&byte| byte == b'&').map(rewrite).collect();
    pairs.join(&b'&')
}

/// The text with its good escapes decoded; a plus stays one.
pub(super) fn hex_pairs(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => escaped(*high, *low),
            _ => None,
        };
        decoded.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    decoded
}

/// The text with the percent signs of lower-case escapes escaped, so that they stay.
pub(super) fn swapped(text: &[u8]) -> Vec<u8> {
    let mut rewritten = Vec::with_capacity(text.len());
    for (at, &byte) in text.iter().enumerate() {
        rewritten.push(byte);
        let digits = text.get(at + 1..at + 3).unwrap_or_default();
        if byte == b'%' && digits.iter().any(u8::is_ascii_lowercase) {
            rewritten.extend(b"25");
        }
    }
    rewritten
}

fn escaped(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
