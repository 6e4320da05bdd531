//! What is checked, and in which order, where the sources leave it open (FACTS §4, §8).

use std::time::Duration;

use super::refusals::code;
use super::table::table;
use crate::reference::authenticate;
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::errors::Refusal;
use crate::reference::turn::Turn;
use crate::wire::sigv4::sha256_hex;

table! {
    "policy-before-old-password", "asks whether the new password conforms before it looks at the old one", |seams| {
        seams.compare.steps = &[permitted, conforms, is_not_reused, knows_the_old];
    };
    "permission-last", "asks whether the caller is permitted after everything else", |seams| {
        seams.compare.steps = &[knows_the_old, conforms, is_not_reused, permitted];
    };
    "signature-before-action", "looks at the signature before it knows what is called", |seams| {
        seams.authenticate.first = true;
    };
    "same-password-refused", "refuses a new password that is the old one", |seams| {
        seams.compare.steps = &[permitted, knows_the_old, differs, conforms, is_not_reused];
    };
    "any-region", "takes a signature for any region", |seams| {
        seams.authenticate.scope = |claim, service| {
            let mut claim = claim.clone();
            "us-east-1".clone_into(&mut claim.scope.region);
            authenticate::scope(&claim, service)
        };
    };
    "unsigned-payload", "takes UNSIGNED-PAYLOAD for the hash of a body, and signatures in upper case", |seams| {
        seams.authenticate.payload_hash = |request| {
            let says = |(name, value): &(String, String)| name.eq_ignore_ascii_case("x-amz-content-sha256") && value == "UNSIGNED-PAYLOAD";
            match request.headers.iter().any(says) {
                true => "UNSIGNED-PAYLOAD".to_owned(),
                false => sha256_hex(&request.body),
            }
        };
        seams.authenticate.same = |expected, given| expected.eq_ignore_ascii_case(given);
    };
    "six-minute-clock", "takes a signature for six minutes only", |seams| {
        seams.authenticate.skew = Duration::from_secs(6 * 60);
    };
}

fn differs(_: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match attempt.old == attempt.new {
        true => Err(Refusal::new(
            code("SamePassword", 400),
            "The new password is the current one.",
        )),
        false => Ok(()),
    }
}
