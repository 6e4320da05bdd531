//! The ways in which a secret may stand in an artefact, and the search for all of them at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use pwspec::report::visible;
use pwspec::wire::xml::{escape_attribute, escape_text};
use pwspec::wire::{Escape, Hex, Space, Spelling, encode};

/// So much of a password is enough to know it by.
const KNOWN_BY: usize = 24;

/// So much of a secret as is looked for, if it is long and varied enough to stand anywhere by no accident.
pub fn telling(secret: &[u8]) -> Option<Vec<u8>> {
    let text: Vec<char> = std::str::from_utf8(secret).ok()?.chars().collect();
    let is_varied =
        |part: &[char]| part.len() >= 8 && part.iter().collect::<BTreeSet<_>>().len() >= 6;
    let beginning = &text[..text.len().min(KNOWN_BY)];
    let part = if is_varied(beginning) {
        beginning
    } else {
        &text
    };
    is_varied(part).then(|| part.iter().collect::<String>().into_bytes())
}

/// Raw, percent-encoded, escaped as in XML, HTML, JSON, Rust and our own reports, base64 at any place of a longer text, hex.
pub fn forms(secret: &[u8]) -> BTreeSet<Vec<u8>> {
    let mut forms = BTreeSet::from([secret.to_vec()]);
    let mut add = |text: String| forms.insert(text.into_bytes());
    for (escape, hex, space) in [
        (Escape::Standard, Hex::Upper, Space::Percent),
        (Escape::Standard, Hex::Lower, Space::Plus),
        (Escape::Needed, Hex::Upper, Space::Plus),
        (Escape::Query, Hex::Upper, Space::Percent),
        (Escape::All, Hex::Upper, Space::Percent),
        (Escape::All, Hex::Lower, Space::Percent),
    ] {
        add(encode(secret, Spelling { escape, hex, space }));
    }
    if let Ok(text) = std::str::from_utf8(secret) {
        let numbered = |c: char| {
            if "&<>\"'".contains(c) {
                format!("&#{};", c as u32)
            } else {
                c.to_string()
            }
        };
        add(escape_text(text));
        add(escape_attribute(text));
        add(escape_text(text)
            .replace('"', "&quot;")
            .replace('\'', "&apos;"));
        add(text.chars().map(numbered).collect());
        add(visible(text));
        add(serde_json::to_string(text)
            .unwrap()
            .trim_matches('"')
            .to_owned());
        add(text.escape_debug().to_string());
    }
    for shift in 0..3 {
        let within = [&[0; 2][..shift], secret].concat();
        // What hangs on the bytes before and after is left out.
        let certain = (8 * shift).div_ceil(6)..8 * within.len() / 6;
        add(STANDARD_NO_PAD.encode(&within)[certain.clone()].to_owned());
        add(URL_SAFE_NO_PAD.encode(&within)[certain].to_owned());
    }
    add(secret.iter().map(|byte| format!("{byte:02x}")).collect());
    add(secret.iter().map(|byte| format!("{byte:02X}")).collect());
    forms
}

/// By so many bytes a form is found; none has fewer.
const BEGINNING: usize = 8;

/// Looks for many secrets in all their forms.
pub struct Search {
    forms: HashMap<[u8; BEGINNING], Vec<Vec<u8>>>,
    /// Whether a form begins with these three bytes.
    begins: Vec<bool>,
    public: String,
}

impl Search {
    /// Recipes of bytes are the bytes in hex: those that stand in `public`, as Rust's Debug has bytes, are the matrix's own.
    pub fn of<'a>(secrets: impl Iterator<Item = &'a Vec<u8>>, public: String) -> Self {
        let mut search = Self {
            forms: HashMap::new(),
            begins: vec![false; 1 << 24],
            public,
        };
        for form in secrets.flat_map(|secret| forms(secret)) {
            let beginning = form[..BEGINNING].try_into().unwrap();
            search.begins[three(&form)] = true;
            search.forms.entry(beginning).or_default().push(form);
        }
        search
    }

    /// What stands in the text, each with what is around its first occurrence.
    pub fn found(&self, text: &[u8]) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for (at, beginning) in text.windows(BEGINNING).enumerate() {
            if !self.begins[three(beginning)] {
                continue;
            }
            for form in self.forms.get(beginning).into_iter().flatten() {
                let (before, after) = text.split_at(at);
                let is_there = after.starts_with(form) && !self.is_recipe(before, form);
                if is_there && found.len() < 100 {
                    let around = &text[at.saturating_sub(60)..text.len().min(at + form.len() + 60)];
                    let [form, around] =
                        [form, around].map(|text| String::from_utf8_lossy(text).into_owned());
                    found.entry(form).or_insert(around);
                }
            }
        }
        found
    }

    fn is_recipe(&self, before: &[u8], form: &[u8]) -> bool {
        let byte = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        let bytes: Option<Vec<u8>> = form.chunks(2).map(byte).collect();
        before.ends_with(b"bytes:")
            && bytes.is_some_and(|bytes| self.public.contains(&format!("{bytes:?}")))
    }
}

fn three(text: &[u8]) -> usize {
    text[..3]
        .iter()
        .fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[test]
fn a_secret_is_found_in_each_of_its_forms_at_any_place() {
    let secret = "aB3+/é\"<&'> z".as_bytes();
    let search = Search::of([secret.to_vec()].iter(), String::new());
    assert!(search.found(b"nothing of the kind: aB3+/").is_empty());
    for form in forms(secret) {
        let text = [b"before ", form.as_slice(), b" after"].concat();
        assert_eq!(
            search.found(&text).len(),
            1,
            "{}",
            String::from_utf8_lossy(&form)
        );
    }
    for before in ["", "x", "xy", "xyz"] {
        let text = [before.as_bytes(), secret, b"more"].concat();
        assert_eq!(
            search.found(STANDARD_NO_PAD.encode(text).as_bytes()).len(),
            1,
            "after {before:?}"
        );
    }
}

#[test]
fn what_is_short_or_of_few_characters_is_not_looked_for() {
    for text in ["", "Abc-123", "aaaaaaaaaaaaaaaa", "        ", "abcabcabc"] {
        assert_eq!(telling(text.as_bytes()), None, "{text:?}");
    }
    assert_eq!(telling(b"abcdefgh").as_deref(), Some(&b"abcdefgh"[..]));
    let late = format!("{}abcdefgh", "a".repeat(30));
    assert_eq!(telling(late.as_bytes()), Some(late.into_bytes()));
}
