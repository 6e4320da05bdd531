//! Changes of a request that keep its structure: what a fuzzer does to it beside changing bytes.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::framed::Framed;
use super::request_text::{RequestText, SignedAs};
use super::stage::CURRENT;
use crate::password::{Recipe, literals};
use crate::wire::{Spelling, encode};

/// One change.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Edit {
    /// A parameter goes.
    Drop(u8),
    /// A parameter comes twice.
    Double(u8),
    /// Two parameters change places.
    Swap(u8, u8),
    /// A parameter's name and value are written in another spelling.
    Spell(u8, u8),
    /// A parameter gets the name of another.
    Name(u8, u8),
    /// A parameter's value is a text of the catalogue of awkward ones.
    Awkward(u8, u8),
    /// A parameter's value is of a length about a limit, in characters of one byte or two.
    Length(u8, u8, bool),
    /// A parameter's value is the password in force.
    Current(u8),
    /// A parameter's value holds a character about the pattern's edges.
    Edge(u8, u8),
    /// The parameters move to the query, or from there to the body.
    Move,
    /// Another method.
    Method(u8),
    /// Another signature.
    Sign(u8),
    /// Another content type.
    Media(u8),
    /// Another framing.
    Frame(u8),
}

const NAMES: [&str; 6] = [
    "Action",
    "Version",
    "OldPassword",
    "NewPassword",
    "newpassword",
    "UserName",
];
const METHODS: [&str; 6] = ["POST", "GET", "HEAD", "PUT", "OPTIONS", "post"];
const MEDIA: [&str; 5] = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-8",
    "Application/X-WWW-Form-Urlencoded",
    "application/json",
    "text/plain",
];
const LENGTHS: [usize; 10] = [0, 1, 5, 6, 7, 8, 127, 128, 129, 256];
const EDGES: [char; 14] = [
    '\0',
    '\u{8}',
    '\t',
    '\n',
    '\u{b}',
    '\r',
    '\u{1f}',
    ' ',
    '~',
    '\u{7f}',
    '\u{80}',
    '\u{ff}',
    '\u{100}',
    '\u{1f511}',
];

/// The request after one to four changes, which the bytes say; none where they say none.
pub fn edited(request: &RequestText, bytes: &[u8]) -> Option<RequestText> {
    let mut said = Unstructured::new(bytes);
    let mut request = request.clone();
    let changes = said.int_in_range(1..=4).ok()?;
    for _ in 0..changes {
        let edit: Result<Edit> = said.arbitrary();
        apply(&mut request, edit.ok()?);
    }
    Some(request)
}

fn apply(request: &mut RequestText, edit: Edit) {
    let pick = |among: &[&'static str], at: u8| among[usize::from(at) % among.len()];
    match edit {
        Edit::Method(at) => return request.http.method = pick(&METHODS, at).to_owned(),
        Edit::Sign(at) => return request.sign = SignedAs::ALL[usize::from(at) % 4],
        Edit::Media(at) => return set_media(request, pick(&MEDIA, at)),
        Edit::Move => return moved(request),
        Edit::Frame(at) => return request.frame = Framed::any(at),
        _ => {}
    }
    let mut pairs = pairs(request);
    let count = pairs.len();
    let place = |at: u8| usize::from(at) % count.max(1);
    let text = |value: &str| value.as_bytes().to_vec();
    if count == 0 {
        return;
    }
    match edit {
        Edit::Drop(at) => drop(pairs.remove(place(at))),
        Edit::Double(at) => pairs.push(pairs[place(at)].clone()),
        Edit::Swap(a, b) => pairs.swap(place(a), place(b)),
        Edit::Spell(at, how) => spell(&mut pairs[place(at)], how),
        Edit::Name(at, name) => rename(&mut pairs[place(at)], pick(&NAMES, name)),
        Edit::Awkward(at, which) => {
            let all = literals();
            let literal = &all[usize::from(which) % all.len()];
            set(&mut pairs[place(at)], &text(literal.value));
        }
        Edit::Length(at, length, wide) => {
            let length = LENGTHS[usize::from(length) % LENGTHS.len()];
            let recipe = if wide {
                Recipe::latin1(length)
            } else {
                Recipe::ascii(length)
            };
            let made = crate::password::Forge::plain().make(&recipe, None);
            if let Ok(made) = made {
                set(&mut pairs[place(at)], made.expose());
            }
        }
        Edit::Current(at) => set(&mut pairs[place(at)], &text(CURRENT)),
        Edit::Edge(at, edge) => {
            let edge = EDGES[usize::from(edge) % EDGES.len()];
            set(&mut pairs[place(at)], &text(&format!("Abc-{edge}-123")));
        }
        Edit::Move | Edit::Method(_) | Edit::Sign(_) | Edit::Media(_) | Edit::Frame(_) => {}
    }
    put(request, pairs);
}

/// The pairs of the body, or of the query where there is no body.
fn pairs(request: &RequestText) -> Vec<Vec<u8>> {
    let query = query(request);
    let form = if request.http.body.is_empty() {
        query.as_bytes()
    } else {
        &request.http.body
    };
    form.split(|&byte| byte == b'&')
        .map(<[u8]>::to_vec)
        .collect()
}

fn query(request: &RequestText) -> String {
    let (_, query) = request.http.target.split_once('?').unwrap_or_default();
    query.to_owned()
}

fn put(request: &mut RequestText, pairs: Vec<Vec<u8>>) {
    let form = pairs.join(&b'&');
    if request.http.body.is_empty() {
        request.http.target = format!("/?{}", String::from_utf8_lossy(&form));
    } else {
        request.http.body = form;
    }
}

fn moved(request: &mut RequestText) {
    if request.http.body.is_empty() {
        request.http.body = query(request).into_bytes();
        request.http.target = "/".to_owned();
        request.http.method = "POST".to_owned();
        set_media(request, MEDIA[0]);
    } else {
        let body = std::mem::take(&mut request.http.body);
        request.http.target = format!("/?{}", String::from_utf8_lossy(&body));
        request.http.method = "GET".to_owned();
    }
}

fn set_media(request: &mut RequestText, media: &str) {
    let headers = &mut request.http.headers;
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    headers.push(("Content-Type".to_owned(), media.to_owned()));
}

fn set(pair: &mut Vec<u8>, value: &[u8]) {
    let name = pair.split(|&byte| byte == b'=').next().unwrap_or_default();
    let written = encode(value, Spelling::STANDARD);
    *pair = [name, written.as_bytes()].join(&b'=');
}

fn rename(pair: &mut Vec<u8>, name: &str) {
    let value = pair.iter().position(|&byte| byte == b'=');
    let value = value.map_or(&[][..], |at| &pair[at..]);
    *pair = [name.as_bytes(), value].concat();
}

fn spell(pair: &mut Vec<u8>, how: u8) {
    let spelling = Spelling::ALL[usize::from(how) % Spelling::ALL.len()];
    if let [field] = crate::wire::decode(pair).as_slice() {
        let [name, value] = [&field.name, &field.value].map(|text| encode(text, spelling));
        *pair = format!("{name}={value}").into_bytes();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_leaves_a_request_and_some_change_it() {
        let text = b"POST / HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\nAction=ChangePassword&OldPassword=a&NewPassword=b";
        let request = RequestText::read(text);
        let mut seen = std::collections::HashSet::new();
        for seed in 0..=u16::MAX {
            let bytes = [seed.to_le_bytes(), seed.wrapping_mul(40_503).to_le_bytes()].concat();
            let changed = edited(&request, &bytes.repeat(4)).unwrap();
            assert_eq!(RequestText::read(&changed.to_bytes()), changed);
            seen.insert(changed.to_bytes());
        }
        assert!(seen.len() > 500, "{}", seen.len());
    }
}
