//! The canonical request: what is hashed and signed.

use crate::wire::{Field, HttpRequest, Spelling, encode, fields};

use super::sha256_hex;

/// Changed on the way by proxies or by the client library, hence never signed; `authorization` holds the signature.
const UNSIGNED: [&str; 4] = [
    "authorization",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];

/// Carries the payload's hash when the caller wants another than the body's, `UNSIGNED-PAYLOAD` for one.
const PAYLOAD_HASH: &str = "x-amz-content-sha256";

/// A request in the form that is signed.
pub(super) struct Canonical {
    /// Lower-cased names, sorted, joined by `;`.
    pub(super) signed_headers: String,
    headers: Vec<(String, String)>,
}

impl Canonical {
    /// Takes the headers as they stand; their names go into the query of a presigned request.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, value) in &request.headers {
            let (name, value) = (name.to_ascii_lowercase(), collapse(value));
            match headers.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => {
                    values.push(',');
                    values.push_str(&value);
                }
                None if UNSIGNED.contains(&name.as_str()) => {}
                None => headers.push((name, value)),
            }
        }
        headers.sort();
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        Self {
            signed_headers: names.join(";"),
            headers,
        }
    }

    /// The value of a signed header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// SHA-256 of the canonical request, the last line of the string to sign.
    pub(super) fn hash(&self, request: &HttpRequest) -> String {
        let (path, query) = split(&request.target);
        let headers: String = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let payload = match self.header(PAYLOAD_HASH) {
            Some(declared) => declared.to_owned(),
            None => sha256_hex(&request.body),
        };
        let canonical = format!(
            "{}\n{}\n{}\n{headers}\n{}\n{payload}",
            request.method,
            canonical_path(path),
            canonical_query(query),
            self.signed_headers,
        );
        sha256_hex(canonical.as_bytes())
    }
}

/// Path and query of a target.
pub(super) fn split(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

/// Without spaces around, and with single ones inside.
fn collapse(value: &str) -> String {
    let words: Vec<&str> = value.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Dot segments and empty ones removed (RFC 3986, 5.2.4), then encoded once more, as for every service but S3.
fn canonical_path(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    let mut canonical = String::new();
    for segment in &kept {
        canonical.push('/');
        canonical.push_str(&encode(segment.as_bytes(), Spelling::STANDARD));
    }
    if kept.is_empty() || ["/", "/.", "/.."].iter().any(|end| path.ends_with(end)) {
        canonical.push('/');
    }
    canonical
}

/// Sorted by encoded name, then by encoded value.
fn canonical_query(query: &str) -> String {
    let encoded = |Field { name, value, .. }: Field| {
        (
            encode(&name, Spelling::STANDARD),
            encode(&value, Spelling::STANDARD),
        )
    };
    let mut pairs: Vec<(String, String)> = fields(query.as_bytes()).map(encoded).collect();
    pairs.sort();
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}
