//! A request as bytes, with a name in the place of each password.

use crate::case::{Body, FORM, Param, Place, Request, Sign, Spelled, Text, Transport};
use crate::password::Secret;
use crate::wire::{Spelling, encode};

/// Pairs that are shown of a request with very many.
const SHOWN: usize = 12;

/// The parameters as they stand on the wire, a piece a line: `Action=ChangePassword&`, `NewPassword=‹latin1*129›`.
pub(in crate::report) fn parameters(request: &Request) -> Vec<String> {
    let mut pieces: Vec<String> = request.params.iter().take(SHOWN).map(piece).collect();
    let last = pieces.len().saturating_sub(1);
    let more = request.params.len().saturating_sub(SHOWN);
    for (nth, piece) in pieces.iter_mut().enumerate() {
        if nth < last || more > 0 {
            piece.push('&');
        }
    }
    if more > 0 {
        pieces.push(format!("({more} more)"));
    }
    if request.padding > 0 {
        pieces.push(format!("({} times x)", request.padding));
    }
    pieces
}

/// Where they stand and how, as far as it is not as any client has it.
pub(in crate::report) fn manner(request: &Request) -> Vec<String> {
    let mut said = Vec::new();
    match request.place {
        Place::Query if request.method != "GET" => said.push("parameters in the query".to_owned()),
        Place::Split(at) => said.push(format!("the first {at} in the query, the rest in the body")),
        Place::Body | Place::Query => {}
    }
    match request.body {
        Body::Form => {}
        Body::Json => said.push("the body as JSON".to_owned()),
        Body::Multipart => said.push("the body as a multipart form".to_owned()),
    }
    match request.content_type.as_deref() {
        Some(FORM) => {}
        None if request.place == Place::Query => {}
        None => said.push("no content type".to_owned()),
        Some(kind) => said.push(format!("Content-Type: {kind}")),
    }
    said.extend(
        request
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    if request.sign != Sign::Header {
        said.push(format!("signature {:?}", request.sign));
    }
    if request.transport != Transport::Plain {
        said.push(format!("framing {:?}", request.transport));
    }
    said
}

/// What a password is made of, and how large it is, decoded and on the wire.
pub(in crate::report) fn sizes(secret: &Secret, spelling: Spelling) -> String {
    let bytes = secret.expose();
    let characters = match std::str::from_utf8(bytes) {
        Ok(text) => format!("{} characters", text.chars().count()),
        Err(_) => "no UTF-8".to_owned(),
    };
    let wire = encode(bytes, spelling).len();
    format!(
        "{}: {characters}, {} bytes, {wire} on the wire",
        secret.recipe(),
        bytes.len()
    )
}

fn piece(param: &Param) -> String {
    match param {
        Param::Pair { name, value } => format!("{}={}", spelled(name), spelled(value)),
        Param::Verbatim(bytes) => shown(bytes),
        Param::Around {
            name,
            before,
            password,
            after,
        } => {
            format!(
                "{}={}‹{password}›{}",
                spelled(name),
                shown(before),
                shown(after)
            )
        }
    }
}

fn spelled(text: &Spelled) -> String {
    match &text.text {
        Text::Public(public) => encode(public.as_bytes(), text.spelling),
        Text::UserName(index) => format!("‹name of user {index}›"),
        Text::Password(recipe) if text.spelling == Spelling::STANDARD => format!("‹{recipe}›"),
        Text::Password(recipe) => format!("‹{recipe} spelled {}›", text.spelling.name()),
    }
}

/// Bytes that were written by hand: printable ASCII as it is.
fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::{Forge, Recipe};

    #[test]
    fn every_byte_of_a_request_is_shown_but_for_passwords() {
        let request = Request::change(Recipe::current(), Recipe::latin1(129))
            .and(Param::Verbatim(b"a\xff=%4".to_vec()))
            .and(Param::pair("A&B", "c d"));
        assert_eq!(
            parameters(&request).concat(),
            "Action=ChangePassword&Version=2010-05-08&OldPassword=‹current›&NewPassword=‹latin1*129›&a\\xff=%4&A%26B=c%20d"
        );
        assert_eq!(manner(&request), [""; 0]);
    }

    #[test]
    fn the_size_of_a_password_is_told_decoded_and_on_the_wire() {
        let secret = Forge::plain().make(&Recipe::latin1(129), None).unwrap();
        assert_eq!(
            sizes(&secret, Spelling::STANDARD),
            "latin1*129: 129 characters, 258 bytes, 774 on the wire"
        );
    }
}
