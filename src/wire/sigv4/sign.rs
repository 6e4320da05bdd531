//! Signing a request, in its headers or in its query.
//!
//! The canonical request is written here and not by `aws_sigv4::http_request`, which decodes the query
//! as text (bytes that are no UTF-8 would be signed as U+FFFD, and be refused for their signature) and panics
//! on a query whose canonical form exceeds 64 KiB. A property test holds the two against each other.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use crate::wire::{HttpRequest, Spelling, encode};

use super::canonical::{Canonical, split};
use super::{Keys, Scope};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: &str = "x-amz-date";
const TOKEN: &str = "x-amz-security-token";
const AUTHORIZATION: &str = "authorization";

/// Why a request cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The signature must cover `Host`.
    #[error("no Host among the headers to sign")]
    NoHost,
    /// The time has no four-digit year.
    #[error("the time of the signature is not between the years 1970 and 9999")]
    Time,
}

/// Signs in place: sets `x-amz-date`, `x-amz-security-token` if the keys have one, and `authorization`, in
/// place of earlier ones. Every other header that no proxy changes is signed as it stands.
///
/// # Errors
/// `Host` is not among the headers, or the time cannot be written.
pub fn sign_headers(
    request: &mut HttpRequest,
    keys: &Keys,
    scope: &Scope,
    at: SystemTime,
) -> Result<(), SignError> {
    let time = amz_date(at)?;
    set_header(request, DATE, time.clone());
    if let Some(token) = &keys.token {
        set_header(request, TOKEN, token.clone());
    }
    let canonical = Canonical::of(request);
    let signature = signature(request, &canonical, keys, scope, &time)?;
    let authorization = format!(
        "{ALGORITHM} Credential={}, SignedHeaders={}, Signature={signature}",
        credential(keys, scope, &time),
        canonical.signed_headers,
    );
    set_header(request, AUTHORIZATION, authorization);
    Ok(())
}

/// Adds the `X-Amz-*` parameters of a presigned URL to the query. `expires` counts in whole seconds.
///
/// # Errors
/// As [`sign_headers`].
pub fn sign_query(
    request: &mut HttpRequest,
    keys: &Keys,
    scope: &Scope,
    at: SystemTime,
    expires: Duration,
) -> Result<(), SignError> {
    let time = amz_date(at)?;
    let canonical = Canonical::of(request);
    add_parameter(request, "X-Amz-Algorithm", ALGORITHM);
    add_parameter(request, "X-Amz-Credential", &credential(keys, scope, &time));
    add_parameter(request, "X-Amz-Date", &time);
    add_parameter(request, "X-Amz-Expires", &expires.as_secs().to_string());
    add_parameter(request, "X-Amz-SignedHeaders", &canonical.signed_headers);
    if let Some(token) = &keys.token {
        add_parameter(request, "X-Amz-Security-Token", token);
    }
    let signature = signature(request, &canonical, keys, scope, &time)?;
    add_parameter(request, "X-Amz-Signature", &signature);
    Ok(())
}

fn signature(
    request: &HttpRequest,
    canonical: &Canonical,
    keys: &Keys,
    scope: &Scope,
    time: &str,
) -> Result<String, SignError> {
    canonical.header("host").ok_or(SignError::NoHost)?;
    let date = day(time);
    let string_to_sign = format!(
        "{ALGORITHM}\n{time}\n{}\n{}",
        scope.of_day(date),
        canonical.hash(request)
    );
    Ok(keys.signature(date, scope, &string_to_sign))
}

fn credential(keys: &Keys, scope: &Scope, time: &str) -> String {
    format!("{}/{}", keys.access, scope.of_day(day(time)))
}

/// `20150830T123600Z`
fn amz_date(at: SystemTime) -> Result<String, SignError> {
    if at < SystemTime::UNIX_EPOCH {
        return Err(SignError::Time);
    }
    let time = Timestamp::try_from(at).map_err(|_| SignError::Time)?;
    Ok(time.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// The day of an `amz_date`.
fn day(time: &str) -> &str {
    time.split_once('T').map_or(time, |(day, _)| day)
}

fn set_header(request: &mut HttpRequest, name: &str, value: String) {
    let headers = &mut request.headers;
    headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    headers.push((name.to_owned(), value));
}

fn add_parameter(request: &mut HttpRequest, name: &str, value: &str) {
    let separator = match split(&request.target) {
        (_, "") if request.target.ends_with('?') => "",
        (_, "") => "?",
        (_, query) if query.ends_with('&') => "",
        _ => "&",
    };
    let value = encode(value.as_bytes(), Spelling::STANDARD);
    request.target.push_str(separator);
    request.target.push_str(&format!("{name}={value}"));
}
