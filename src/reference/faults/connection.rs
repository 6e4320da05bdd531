//! What one request does to the next ones: on its connection, or of its caller.

use super::answer::parameters;
use super::table::table;
use crate::reference::authenticate::{self, Asked};
use crate::reference::errors::MISSING_AUTHENTICATION_TOKEN;
use crate::reference::reply::Reply;

table! {
    "connection-keeps-new-password", "takes a new password that is missing from the request before on the connection",
        breaks "NewPassword.required",
        caught by ["state/connection/without-new-password:status"],
        also ["**:status", "**:state"],
        |seams| {
            seams.transport.remembers = true;
            seams.decode.carry = |fields, earlier| if fields.iter().all(|field| field.name != b"NewPassword") {
                fields.extend(parameters(earlier).filter(|field| field.name == b"NewPassword"));
            };
        };
    "connection-keeps-signature", "takes an unsigned request for one of who signed the request before on the connection",
        breaks "Auth.unsigned",
        caught by ["state/connection/unsigned-after-signed:status"],
        also ["**:status", "**:state", "state/lifetime/holds-for-a-while:code"],
        |seams| {
            seams.transport.remembers = true;
            seams.authenticate.identify = |seams, asked| match (authenticate::identify(seams, asked), asked.earlier) {
                (Err(refusal), Some(earlier)) if refusal.code == MISSING_AUTHENTICATION_TOKEN => {
                    authenticate::identify(seams, &Asked { request: earlier, earlier: None, ..*asked })
                }
                (identified, _) => identified,
            };
        };
    "connection-repeats-answer", "answers a request again as it answered the same one before on the connection",
        breaks "OldPassword.match",
        caught by ["robustness/connection/pipelined-2:status", "robustness/connection/pipelined-10:status"],
        also ["**:status", "**:request-id", "identity/keys/*:state"],
        |seams| {
            seams.transport.remembers = true;
            seams.transport.instead = |request, earlier| (*request == earlier.request).then(|| earlier.reply.clone());
        };
    "connection-leaves-body", "leaves the body of a request to another path on the connection, and takes it for the next request",
        breaks "Answer.http",
        caught by ["robustness/connection/after-another-path:status"],
        also ["**:status", "**:state", "state/refused/other-path:envelope"],
        |seams| {
            seams.transport.remembers = true;
            seams.transport.instead = |_, earlier| {
                let is_left = earlier.reply.status == 404 && earlier.reply.body.is_empty() && !earlier.request.body.is_empty();
                is_left.then(|| Reply::bare(400))
            };
        };
    "away-after-malformed-escape", "leaves two calls of the same caller without an answer after a malformed escape",
        breaks "Answer.liveness",
        caught by ["frontend/escape/*:liveness"],
        also ["**:liveness", "frontend/escape/*:answer"],
        |seams| seams.pace.loses = Some(|request| if parameters(request).any(|field| field.broken_escape) { 2 } else { 0 });
    "away-after-chunks", "leaves a call of the same caller without an answer after a body in chunks",
        breaks "Answer.liveness",
        caught by ["robustness/body/chunks-of-1:liveness", "robustness/body/chunks-of-7:liveness"],
        also ["**:liveness"],
        |seams| seams.pace.loses = Some(|request| {
            let chunked = |(name, _): &(String, String)| name.eq_ignore_ascii_case("transfer-encoding");
            usize::from(request.headers.iter().any(chunked))
        });
}
