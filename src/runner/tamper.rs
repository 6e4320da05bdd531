//! Breaks signatures, each in one way.

use crate::case::Breach;
use crate::wire::HttpRequest;
use crate::wire::sigv4::Keys;

/// Other keys than the caller's.
pub(super) fn keys(keys: &Keys, breach: &Breach) -> Keys {
    let secret = keys.expose_secret();
    match breach {
        Breach::UnknownKey => Keys::new("AKIAPWSPECNOSUCHKEY0", secret, keys.token.clone()),
        Breach::SecretCase => Keys::new(keys.access.clone(), swapped(secret), keys.token.clone()),
        _ => Keys::new(
            keys.access.clone(),
            format!("{secret}x"),
            keys.token.clone(),
        ),
    }
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
        Breach::Empty => edit_signature(http, |_| String::new()),
        // One more parameter: what is asked stays the same, only the bytes differ.
        Breach::Body { .. } => http.body.extend_from_slice(b"&Tampered=1"),
        Breach::Method => {
            http.method = if http.method == "GET" { "POST" } else { "GET" }.to_owned()
        }
        Breach::Header => edit_header(http, "x-pwspec-signed", |_| "after".to_owned()),
        Breach::ScopeDate => edit_header(http, "authorization", other_day),
        Breach::Malformed(text) => edit_header(http, "authorization", |_| (*text).to_owned()),
        _ => {}
    }
}

/// The signature in upper-case hex.
pub(super) fn upper_case(http: &mut HttpRequest) {
    edit_signature(http, |digits| digits.to_ascii_uppercase());
}

/// The query changed after signing.
pub(super) fn query(http: &mut HttpRequest) {
    http.target.push_str("&Tampered=1");
}

fn edit_header(http: &mut HttpRequest, wanted: &str, edit: impl Fn(&str) -> String) {
    for (name, value) in &mut http.headers {
        if name.eq_ignore_ascii_case(wanted) {
            *value = edit(value);
        }
    }
}

fn edit_signature(http: &mut HttpRequest, edit: impl Fn(&str) -> String) {
    edit_header(http, "authorization", |value| {
        match value.split_once("Signature=") {
            Some((head, digits)) => format!("{head}Signature={}", edit(digits)),
            None => value.to_owned(),
        }
    });
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
    let earlier = day
        .parse::<u32>()
        .map_or_else(|_| day.to_owned(), |day| (day - 10_000).to_string());
    format!("{head}/{earlier}/{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> HttpRequest {
        let value = "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0a1b";
        HttpRequest {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: vec![("authorization".to_owned(), value.to_owned())],
            body: Vec::new(),
        }
    }

    fn after(breach: &Breach) -> String {
        let mut http = request();
        signed(&mut http, breach);
        http.headers[0].1.clone()
    }

    #[test]
    fn each_breach_changes_what_it_says() {
        assert!(after(&Breach::Digit(0)).ends_with("Signature=1a1b"));
        assert!(after(&Breach::Digit(3)).ends_with("Signature=0a10"));
        assert!(after(&Breach::Cut(2)).ends_with("Signature=0a"));
        let mut http = request();
        upper_case(&mut http);
        assert!(http.headers[0].1.ends_with("Signature=0A1B"));
        assert!(after(&Breach::ScopeDate).contains("/20250101/"));
        assert_eq!(after(&Breach::Malformed("AWS4")), "AWS4");
    }
}
