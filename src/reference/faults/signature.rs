//! Signatures not checked, or not as they were made (FACTS §8; the SigV4 guide).

use super::table::table;
use crate::reference::account::Caller;
use crate::reference::authenticate::{self, Asked, AuthenticateSeams};
use crate::reference::call::{Call, DecodeSeams, Value, header};
use crate::reference::errors::Refusal;
use crate::reference::{canonical, claim};
use crate::wire::HttpRequest;
use crate::wire::sigv4::{Keys, sha256_hex};

table! {
    "signature-unchecked", "takes any signature by a key that there is",
        breaks "Auth.secret",
        caught by ["preflight:signatures"],
        |seams| {
            seams.authenticate.same = |_, _| true;
        };
    "signature-first-eight", "compares eight digits of a signature",
        breaks "Auth.signature",
        caught by ["auth/tampered/digit-*:status"],
        also ["auth/presigned/digit-63:status"],
        |seams| {
            seams.authenticate.same = |expected, given| given.len() == expected.len() && expected.get(..8) == given.get(..8);
        };
    "signature-last-half", "compares the last half of a signature",
        breaks "Auth.signature",
        caught by ["auth/tampered/digit-*:status"],
        also ["auth/presigned/digit-0:status"],
        |seams| {
            seams.authenticate.same = |expected, given| given.len() == expected.len() && expected.get(32..) == given.get(32..);
        };
    "signature-as-far-as-given", "compares as many digits of a signature as are given",
        breaks "Auth.signature",
        caught by ["auth/tampered/first-*-digits:status"],
        |seams| {
            seams.authenticate.same = |expected, given| expected.starts_with(given);
        };
    "signature-and-more", "overlooks what follows the digits of a signature",
        breaks "Auth.signature",
        caught by ["auth/tampered/a-digit-more:status"],
        |seams| {
            seams.authenticate.same = |expected, given| given.starts_with(expected);
        };
    "signature-any-secret", "takes a signature by any secret of the account",
        breaks "Auth.secret",
        caught by ["auth/key/another-user-s-secret:status"],
        also ["auth/date/*:status", "auth/presigned/*:status", "auth/scope/*:status", "state/refused/too-old:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .or_else(|refusal| signed_by(seams, asked, refusal, asked.account.keys.values().map(|key| key.keys.clone())));
        };
    "signature-empty-secret", "takes a signature by an empty secret",
        breaks "Auth.secret",
        caught by ["auth/key/empty-secret:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .or_else(|refusal| signed_by(seams, asked, refusal, [Keys::new("", "", None)].into_iter()));
        };
    "signature-body-hash-trusted", "takes the hash that a request names for that of its body",
        breaks "Auth.body",
        caught by ["auth/tampered/body-with-old-hash:status"],
        |seams| {
            seams.authenticate.payload_hash = |request| match header(request, "x-amz-content-sha256") {
                Some(hash) => hash.to_owned(),
                None => sha256_hex(&request.body),
            };
        };
    "signature-first-of-header", "signs the first value of a header that comes twice",
        breaks "Auth.header",
        caught by ["auth/tampered/header-again:status", "auth/canonical/header-twice:status"],
        |seams| {
            seams.authenticate.text = |request, claim, hash| {
                let mut once = request.clone();
                let mut seen = std::collections::HashSet::new();
                once.headers.retain(|(name, _)| seen.insert(name.to_ascii_lowercase()));
                canonical::string_to_sign(&once, claim, hash)
            };
        };
    "signature-get-as-post", "takes the signature of a GET for that of a POST",
        breaks "Auth.method",
        caught by ["auth/tampered/method:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .or_else(|_| again(seams, asked, |request| request.method = "GET".to_owned()));
        };
    "signature-spares-unknown", "overlooks parameters of a signed query that it does not know",
        breaks "Auth.query",
        caught by ["auth/tampered/query:status", "auth/presigned/query:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .or_else(|_| again(seams, asked, |request| request.target = request.target.replace("&Tampered=1", "")));
        };
    "scope-service-unchecked", "takes a signature for any service",
        breaks "Auth.scope.service",
        caught by ["auth/scope/service-*:status"],
        |seams| {
            seams.authenticate.scope = |claim, service| {
                let mut claim = claim.clone();
                service.name().clone_into(&mut claim.scope.service);
                authenticate::scope(&claim, service)
            };
        };
}

/// The user whose password is the old one of the call.
pub(super) fn whoever_knows(asked: &Asked<'_>) -> Option<Caller> {
    let call = Call::read(DecodeSeams::default(), asked.request, None).ok()?;
    let Value::Text(old) = call.get("OldPassword") else {
        return None;
    };
    let mut users = asked.account.users().map(|(_, user)| user);
    let knows = users.find(|user| {
        user.profile
            .as_ref()
            .is_some_and(|profile| profile.password == old)
    });
    knows.map(|user| Caller::User(user.name.clone()))
}

/// The caller, if the request were another.
pub(super) fn again(
    seams: &AuthenticateSeams,
    asked: &Asked<'_>,
    edit: impl Fn(&mut HttpRequest),
) -> Result<Caller, Refusal> {
    let mut request = asked.request.clone();
    edit(&mut request);
    let asked = Asked {
        request: &request,
        ..*asked
    };
    authenticate::identify(seams, &asked)
}

/// The caller as claimed, if one of these keys has signed.
fn signed_by(
    seams: &AuthenticateSeams,
    asked: &Asked<'_>,
    refusal: Refusal,
    mut keys: impl Iterator<Item = Keys>,
) -> Result<Caller, Refusal> {
    let claim = claim::read(asked.request)?;
    let (caller, _) = authenticate::key(seams, asked, &claim)?;
    let text = canonical::string_to_sign(asked.request, &claim, &sha256_hex(&asked.request.body));
    let signs = |keys: Keys| keys.signature(&claim.date, &claim.scope, &text) == claim.signature;
    match keys.any(signs) {
        true => Ok(caller),
        false => Err(refusal),
    }
}
