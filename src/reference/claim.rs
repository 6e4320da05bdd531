//! What a request says about its signature, read from the `Authorization` header or the query.

use std::time::{Duration, SystemTime};

use crate::wire::sigv4::Scope;
use crate::wire::{Field, HttpRequest, fields};

use super::call::{first, header, split};
use super::clock;
use super::errors::{INCOMPLETE_SIGNATURE, MISSING_AUTHENTICATION_TOKEN, Refusal};
use super::limits::PRESIGNED_SECONDS;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// A claim to have signed. Its signature is not checked yet.
#[derive(Clone)]
pub struct Claim {
    /// The id of the access key.
    pub key: String,
    /// The scope's date, `YYYYMMDD`.
    pub date: String,
    /// Its region and service.
    pub scope: Scope,
    /// What ends the scope.
    pub terminator: String,
    /// The names of the signed headers, as listed.
    pub signed_headers: String,
    /// The signature.
    pub signature: String,
    /// When it was signed, as written.
    pub at: String,
    /// When it was signed.
    pub signed: SystemTime,
    /// For how long a presigned URL is good; none if the header signs.
    pub presigned: Option<Duration>,
    /// The session token.
    pub token: Option<String>,
}

/// Reads the claim.
///
/// # Errors
/// `MissingAuthenticationToken` where there is none, `IncompleteSignature` where it is malformed.
pub fn read(request: &HttpRequest) -> Result<Claim, Refusal> {
    let is_authorization =
        |(name, _): &&(String, String)| name.eq_ignore_ascii_case("authorization");
    match request.headers.iter().filter(is_authorization).count() {
        0 => from_query(request),
        1 => from_header(
            request,
            header(request, "authorization").unwrap_or_default(),
        ),
        _ => Err(incomplete("There is more than one Authorization header.")),
    }
}

fn from_header(request: &HttpRequest, authorization: &str) -> Result<Claim, Refusal> {
    let parameters = authorization
        .strip_prefix(ALGORITHM)
        .and_then(|rest| rest.strip_prefix([' ', '\t']))
        .ok_or_else(|| incomplete("Unsupported AWS 'algorithm' in the Authorization header."))?;
    let mut found: [Option<&str>; 3] = [None; 3];
    for parameter in parameters.split(',') {
        let Some((name, value)) = parameter.trim().split_once('=') else {
            return Err(incomplete(
                "Authorization holds an element that is no key=value pair.",
            ));
        };
        let place = match name {
            "Credential" => &mut found[0],
            "SignedHeaders" => &mut found[1],
            "Signature" => &mut found[2],
            _ => return Err(incomplete("Authorization holds an unknown parameter.")),
        };
        if place.replace(value).is_some() {
            return Err(incomplete("Authorization holds a parameter twice."));
        }
    }
    let [credential, signed_headers, signature] = found;
    claim(Parts {
        credential,
        signed_headers,
        signature,
        at: header(request, "x-amz-date"),
        presigned: None,
        token: header(request, "x-amz-security-token"),
    })
}

fn from_query(request: &HttpRequest) -> Result<Claim, Refusal> {
    let query: Vec<Field> = fields(split(&request.target).1.as_bytes())
        .filter(|field| field.name.starts_with(b"X-Amz-"))
        .take(64)
        .collect();
    let text = |name| first(&query, name).and_then(|field| std::str::from_utf8(&field.value).ok());
    if text("X-Amz-Algorithm").is_none() && text("X-Amz-Signature").is_none() {
        return Err(Refusal::new(
            MISSING_AUTHENTICATION_TOKEN,
            "Request is missing Authentication Token",
        ));
    }
    if text("X-Amz-Algorithm") != Some(ALGORITHM) {
        return Err(incomplete("Unsupported X-Amz-Algorithm."));
    }
    let seconds = text("X-Amz-Expires").and_then(|text| text.parse().ok());
    let seconds = seconds
        .filter(|seconds| PRESIGNED_SECONDS.contains(seconds))
        .ok_or_else(|| incomplete("X-Amz-Expires must be a number of seconds up to a week."))?;
    claim(Parts {
        credential: text("X-Amz-Credential"),
        signed_headers: text("X-Amz-SignedHeaders"),
        signature: text("X-Amz-Signature"),
        at: text("X-Amz-Date"),
        presigned: Some(Duration::from_secs(seconds)),
        token: text("X-Amz-Security-Token"),
    })
}

struct Parts<'a> {
    credential: Option<&'a str>,
    signed_headers: Option<&'a str>,
    signature: Option<&'a str>,
    at: Option<&'a str>,
    presigned: Option<Duration>,
    token: Option<&'a str>,
}

fn claim(parts: Parts<'_>) -> Result<Claim, Refusal> {
    let needed = |part: Option<&str>, name: &str| {
        part.filter(|text| !text.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| incomplete(format!("Authorization requires '{name}' parameter.")))
    };
    let credential = needed(parts.credential, "Credential")?;
    let signed_headers = needed(parts.signed_headers, "SignedHeaders")?;
    let signature = needed(parts.signature, "Signature")?;
    let at = needed(parts.at, "X-Amz-Date")?;
    let signed = clock::parse_basic(&at)
        .ok_or_else(|| incomplete("Date must be in ISO-8601 'basic format'."))?;
    let elements: Vec<&str> = credential.split('/').collect();
    let [key, date, region, service, terminator] = elements[..] else {
        return Err(incomplete(
            "Credential must have exactly 5 slash-delimited elements.",
        ));
    };
    if key.is_empty() {
        return Err(incomplete("Credential must name an access key."));
    }
    Ok(Claim {
        key: key.to_owned(),
        date: date.to_owned(),
        scope: Scope {
            region: region.to_owned(),
            service: service.to_owned(),
        },
        terminator: terminator.to_owned(),
        signed_headers,
        signature,
        at,
        signed,
        presigned: parts.presigned,
        token: parts.token.map(str::to_owned),
    })
}

fn incomplete(message: impl Into<std::borrow::Cow<'static, str>>) -> Refusal {
    Refusal::new(INCOMPLETE_SIGNATURE, message)
}
