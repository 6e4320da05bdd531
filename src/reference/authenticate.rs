//! Who signed, if anybody did (FACTS §8; the SigV4 guide).

use std::time::{Duration, SystemTime};

use crate::wire::HttpRequest;
use crate::wire::sigv4::{Keys, sha256_hex};

use super::account::{Account, Caller};
use super::canonical;
use super::claim::{self, Claim};
use super::clock;
use super::errors::{EXPIRED_TOKEN, INVALID_CLIENT_TOKEN_ID, Refusal, SIGNATURE_DOES_NOT_MATCH};
use super::limits::CLOCK_SKEW;
use super::operation::Service;
use super::user::{AccessKey, Owner};

/// The seams of authentication.
#[derive(Clone, Copy)]
pub struct AuthenticateSeams {
    /// Whether the signature is looked at before it is known what is called. The page leaves the order open.
    pub first: bool,
    /// The whole of it: who signed.
    pub identify: fn(&Self, &Asked<'_>) -> Result<Caller, Refusal>,
    /// How far the date of a signature may lie from now.
    pub skew: Duration,
    /// Whether the signature was made at a time that is good now.
    pub fresh: fn(&Self, &Claim, SystemTime) -> Result<(), Refusal>,
    /// Whether the scope is right for the service.
    pub scope: fn(&Claim, Service) -> Result<(), Refusal>,
    /// The long-term key of an id.
    pub find: for<'a> fn(&'a Account, &str) -> Option<&'a AccessKey>,
    /// Whether a long-term key may be used.
    pub usable: fn(&AccessKey) -> bool,
    /// What the signature was made over, given the hash of what was sent.
    pub text: fn(&HttpRequest, &Claim, &str) -> String,
    /// The hash of what was sent.
    pub payload_hash: fn(&HttpRequest) -> String,
    /// Whether the signature is the one that it should be (the first argument).
    pub same: fn(&str, &str) -> bool,
}

/// What there is to judge by.
pub struct Asked<'a> {
    /// The request as it came.
    pub request: &'a HttpRequest,
    /// The one before it, where the connection remembers any.
    pub earlier: Option<&'a HttpRequest>,
    /// The service that is asked.
    pub service: Service,
    /// The keys there are.
    pub account: &'a Account,
    /// The time.
    pub now: SystemTime,
}

impl Default for AuthenticateSeams {
    fn default() -> Self {
        Self {
            first: false,
            identify,
            skew: CLOCK_SKEW,
            fresh,
            scope,
            find: |account, id| account.keys.get(id),
            usable: |key| key.active,
            text: canonical::string_to_sign,
            payload_hash: |request| sha256_hex(&request.body),
            same: |expected, given| expected == given,
        }
    }
}

/// Reads the claim, finds the key, and checks scope, time and signature.
pub fn identify(seams: &AuthenticateSeams, asked: &Asked<'_>) -> Result<Caller, Refusal> {
    let claim = claim::read(asked.request)?;
    let (caller, keys) = key(seams, asked, &claim)?;
    (seams.scope)(&claim, asked.service)?;
    (seams.fresh)(seams, &claim, asked.now)?;
    let payload_hash = (seams.payload_hash)(asked.request);
    let text = (seams.text)(asked.request, &claim, &payload_hash);
    let expected = keys.signature(&claim.date, &claim.scope, &text);
    if !(seams.same)(&expected, &claim.signature) {
        return Err(mismatch(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
        ));
    }
    Ok(caller)
}

/// Whose key it is, and the key.
pub fn key<'a>(
    seams: &AuthenticateSeams,
    asked: &Asked<'a>,
    claim: &Claim,
) -> Result<(Caller, &'a Keys), Refusal> {
    let invalid = || {
        Refusal::new(
            INVALID_CLIENT_TOKEN_ID,
            "The security token included in the request is invalid.",
        )
    };
    if let Some(session) = asked.account.sessions.get(&claim.key) {
        if claim.token != session.keys.token {
            return Err(invalid());
        }
        if session.expires <= asked.now {
            let message = "The security token included in the request is expired";
            return Err(Refusal::new(EXPIRED_TOKEN, message));
        }
        return Ok((Caller::Session(session.clone()), &session.keys));
    }
    let key = (seams.find)(asked.account, &claim.key).filter(|key| (seams.usable)(key));
    let key = key.filter(|_| claim.token.is_none()).ok_or_else(invalid)?;
    let caller = match &key.owner {
        Owner::Root => Caller::Root,
        Owner::User(name) => Caller::User(name.clone()),
    };
    Ok((caller, &key.keys))
}

/// The scope names the day of the signature, us-east-1, the service, and ends as it should; the host is signed.
pub fn scope(claim: &Claim, service: Service) -> Result<(), Refusal> {
    let day = claim.at.get(..8).unwrap_or_default();
    if claim.date != day {
        return Err(mismatch(
            "Date in Credential scope does not match the date of the request.",
        ));
    }
    if claim.scope.region != "us-east-1" {
        return Err(mismatch("Credential should be scoped to a valid region."));
    }
    if claim.scope.service != service.name() {
        let name = service.name();
        return Err(mismatch(format!(
            "Credential should be scoped to correct service: '{name}'."
        )));
    }
    if claim.terminator != "aws4_request" {
        return Err(mismatch(
            "Credential should be scoped with a valid terminator: 'aws4_request'.",
        ));
    }
    if !claim.signed_headers.split(';').any(|name| name == "host") {
        return Err(mismatch(
            "'Host' must be a 'SignedHeader' in the AWS Authorization.",
        ));
    }
    Ok(())
}

/// Signed at most 15 minutes ago, or for a presigned URL within its time; not more than 15 minutes ahead.
pub fn fresh(seams: &AuthenticateSeams, claim: &Claim, now: SystemTime) -> Result<(), Refusal> {
    let good_for = claim.presigned.unwrap_or(seams.skew);
    let limits = |d: Duration| (claim.signed.checked_add(d), claim.signed.checked_sub(d));
    let ((end, _), (_, begin)) = (limits(good_for), limits(seams.skew));
    if end.is_some_and(|end| end < now) {
        let now = clock::basic(now);
        return Err(mismatch(format!(
            "Signature expired: {} is now earlier than {now}",
            claim.at
        )));
    }
    if begin.is_some_and(|begin| begin > now) {
        let now = clock::basic(now);
        return Err(mismatch(format!(
            "Signature not yet current: {} is still later than {now}",
            claim.at
        )));
    }
    Ok(())
}

fn mismatch(message: impl Into<std::borrow::Cow<'static, str>>) -> Refusal {
    Refusal::new(SIGNATURE_DOES_NOT_MATCH, message)
}
