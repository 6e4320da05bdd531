//! Requests that nobody signed, or that say it in words that cannot be read (FACTS §8).

use super::signature::{again, whoever_knows};
use super::table::table;
use crate::reference::account::Caller;
use crate::reference::authenticate::{self, Asked, AuthenticateSeams};
use crate::reference::document::{branch, leaf};
use crate::reference::errors::{
    ErrorCode, INCOMPLETE_SIGNATURE, MISSING_AUTHENTICATION_TOKEN, Refusal, SERVICE_FAILURE,
};
use crate::reference::operation::Service;
use crate::reference::render::{self, Outcome};

table! {
    "unsigned-for-whom-it-knows", "takes an unsigned request for one of the user whose password it has",
        breaks "Auth.unsigned",
        caught by ["auth/unsigned/*:status"],
        also ["envelope/request-id/unsigned:status", "robustness/connection/after-an-unsigned-one:status", "state/connection/unsigned-after-signed:status", "state/lifetime/holds-for-a-while:status", "state/race/right-among-refused:status", "state/refused/unsigned:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| or_whoever_knows(seams, asked, MISSING_AUTHENTICATION_TOKEN);
        };
    "unsigned-answered-200", "answers an unsigned request with success and does nothing",
        breaks "Auth.unsigned",
        caught by ["auth/unsigned/*:status"],
        also ["state/race/right-among-refused:state", "envelope/request-id/unsigned:status", "robustness/connection/after-an-unsigned-one:status", "state/connection/unsigned-after-signed:status", "state/lifetime/holds-for-a-while:status", "state/race/right-among-refused:status", "state/refused/unsigned:status"],
        |seams| {
            seams.render.status = |outcome| match unsigned(outcome) {
                true => 200,
                false => render::status(outcome),
            };
            seams.render.document = |outcome, id| match unsigned(outcome) {
                true => {
                    let metadata = branch("ResponseMetadata", vec![leaf("RequestId", id.to_owned())]);
                    let root = branch("ChangePasswordResponse", vec![metadata]);
                    (root, Some(Service::Iam.namespace()))
                }
                false => render::document(outcome, id),
            };
        };
    "unsigned-answered-500", "answers an unsigned request with ServiceFailure",
        breaks "Error.no-5xx",
        caught by ["auth/unsigned/*:status"],
        also ["envelope/request-id/unsigned:status", "robustness/connection/after-an-unsigned-one:status", "state/connection/unsigned-after-signed:status", "state/lifetime/holds-for-a-while:status", "state/race/right-among-refused:status", "state/refused/unsigned:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .map_err(|refusal| match refusal.code == MISSING_AUTHENTICATION_TOKEN {
                    true => Refusal::new(SERVICE_FAILURE, "Nobody signed."),
                    false => refusal,
                });
        };
    "malformed-for-whom-it-knows", "takes an Authorization that it cannot read for that of the user whose password the call has",
        breaks "Auth.malformed",
        caught by ["auth/malformed/*:status"],
        also ["auth/presigned/*:status", "auth/tampered/*:status", "state/refused/malformed-authorization:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| or_whoever_knows(seams, asked, INCOMPLETE_SIGNATURE);
        };
    "malformed-separators", "reads an Authorization whatever divides its elements",
        breaks "Auth.malformed",
        caught by ["auth/malformed/no-commas:status", "auth/malformed/semicolons:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| read_so(seams, asked, |value| {
                value.replace("; ", ", ").replace(" SignedHeaders", ", SignedHeaders").replace(" Signature", ", Signature").replace(",,", ",")
            });
        };
    "malformed-algorithm", "reads past the algorithm that an Authorization names",
        breaks "Auth.malformed",
        caught by ["auth/malformed/other-algorithm:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| read_so(seams, asked, |value| {
                value.replacen("AWS4-HMAC-SHA1 ", "AWS4-HMAC-SHA256 ", 1)
            });
        };
}

/// Whether a change was asked for and nobody signed it.
fn unsigned(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused(Some(operation), refusal)
        if operation.name == "ChangePassword" && refusal.code == MISSING_AUTHENTICATION_TOKEN)
}

/// The caller; where this is wrong with the signature, the user whose password is the old one of the call.
fn or_whoever_knows(
    seams: &AuthenticateSeams,
    asked: &Asked<'_>,
    wrong: ErrorCode,
) -> Result<Caller, Refusal> {
    authenticate::identify(seams, asked).or_else(|refusal| match refusal.code == wrong {
        true => whoever_knows(asked).ok_or(refusal),
        false => Err(refusal),
    })
}

/// The caller, by an Authorization that is mended before it is read.
fn read_so(
    seams: &AuthenticateSeams,
    asked: &Asked<'_>,
    mend: fn(&str) -> String,
) -> Result<Caller, Refusal> {
    again(seams, asked, |request| {
        for (name, value) in &mut request.headers {
            if name.eq_ignore_ascii_case("authorization") {
                *value = mend(value);
            }
        }
    })
}
