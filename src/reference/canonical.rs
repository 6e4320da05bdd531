//! SigV4's canonical request and string to sign, in this reading's own writing.

use std::fmt::Write;

use crate::wire::sigv4::{Scope, sha256_hex};
use crate::wire::{HttpRequest, Spelling, encode, fields};

use super::call::split;
use super::claim::Claim;

/// What the signature is made over.
pub fn string_to_sign(request: &HttpRequest, claim: &Claim, payload_hash: &str) -> String {
    let Claim {
        at,
        date,
        scope,
        terminator,
        ..
    } = claim;
    let Scope { region, service } = scope;
    let hash = sha256_hex(canonical_request(request, claim, payload_hash).as_bytes());
    format!("AWS4-HMAC-SHA256\n{at}\n{date}/{region}/{service}/{terminator}\n{hash}")
}

fn canonical_request(request: &HttpRequest, claim: &Claim, payload_hash: &str) -> String {
    let (path, query) = split(&request.target);
    let mut canonical = format!("{}\n{path}\n", request.method);
    write_query(&mut canonical, query);
    canonical.push('\n');
    for name in claim.signed_headers.split(';') {
        write_header(&mut canonical, request, name);
    }
    let _ = write!(canonical, "\n{}\n{payload_hash}", claim.signed_headers);
    canonical
}

/// Every parameter but the signature, encoded anew, in order.
fn write_query(canonical: &mut String, query: &str) {
    let mut pairs: Vec<(String, String)> = fields(query.as_bytes())
        .filter(|field| field.name != b"X-Amz-Signature")
        .map(|f| {
            (
                encode(&f.name, Spelling::STANDARD),
                encode(&f.value, Spelling::STANDARD),
            )
        })
        .collect();
    pairs.sort_unstable();
    for (index, (name, value)) in pairs.iter().enumerate() {
        let separator = if index == 0 { "" } else { "&" };
        let _ = write!(canonical, "{separator}{name}={value}");
    }
}

/// The values of all headers of the name, runs of spaces made one. A tab stays what it is.
fn write_header(canonical: &mut String, request: &HttpRequest, name: &str) {
    let _ = write!(canonical, "{name}:");
    let named = request
        .headers
        .iter()
        .filter(|(n, _)| n.eq_ignore_ascii_case(name));
    for (index, (_, value)) in named.enumerate() {
        if index > 0 {
            canonical.push(',');
        }
        for (index, word) in value.split(' ').filter(|word| !word.is_empty()).enumerate() {
            if index > 0 {
                canonical.push(' ');
            }
            canonical.push_str(word);
        }
    }
    canonical.push('\n');
}
