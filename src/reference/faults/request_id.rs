//! Request ids that are missing or not the request's own (FACTS §6).

use std::time::{SystemTime, UNIX_EPOCH};

use super::answer::{edit, refuses, replace_between, set_header, succeeds};
use super::table::table;
use crate::reference::identifiers;
use crate::reference::render::Outcome;
use crate::reference::reply::Reply;
use crate::wire::sigv4::sha256_hex;

table! {
    "request-id-constant", "gives every request the id of the page's sample",
        breaks "Envelope.request-id.unique",
        caught by ["envelope:request-id", "envelope/request-id/*:request-id"],
        also ["**:request-id"],
        |seams| seams.render.finish = |_, outcome, reply| identify(outcome, reply, "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE");
    "request-id-empty", "leaves the request id empty",
        breaks "Envelope.request-id",
        caught by ["envelope/success:request-id", "envelope/validation-error:request-id"],
        also ["**:request-id"],
        |seams| seams.render.finish = |_, outcome, reply| identify(outcome, reply, "");
    "request-id-of-the-bytes", "makes the request id of the parameters, so that the same request has the same id",
        breaks "Envelope.request-id.unique",
        caught by ["envelope/same-bytes-twice:request-id", "envelope/request-id/validation:request-id"],
        also ["**:request-id"],
        |seams| seams.render.finish = |request, outcome, reply| {
            let bytes = [request.target.as_bytes(), &request.body].concat();
            identify(outcome, reply, &sha256_hex(&bytes)[..32]);
        };
    "request-id-of-the-clock", "makes the request id of the second",
        breaks "Envelope.request-id.unique",
        caught by ["envelope:request-id", "envelope/request-id/*:request-id"],
        also ["**:request-id"],
        |seams| seams.render.finish = |_, outcome, reply| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            identify(outcome, reply, &now.as_secs().to_string());
        };
    "request-id-missing-on-errors", "gives errors no request id",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            replace_between(reply, "<RequestId>", "</RequestId>", "");
        };
    "request-id-of-ec2", "writes RequestID in errors, as EC2 does",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, "<RequestId>", "<RequestID>");
            edit(reply, "</RequestId>", "</RequestID>");
        };
    "request-id-missing-in-front", "gives a call that is none no request id",
        breaks "Envelope.error",
        caught by ["frontend/action/*:envelope", "frontend/version/*:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if matches!(outcome, Outcome::Refused(None, _)) {
            replace_between(reply, "<RequestId>", "</RequestId>", "");
        };
    "request-id-of-its-own-in-the-header", "gives another request id in the header than in the body",
        breaks "Envelope.request-id.header",
        caught by ["envelope/success:request-id", "envelope/validation-error:request-id"],
        also ["**:request-id"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            set_header(reply, "x-amzn-requestid", &identifiers::request_id());
        };
}

/// The answer has this request id, in body and header.
fn identify(outcome: &Outcome, reply: &mut Reply, id: &str) {
    if succeeds(outcome) || refuses(outcome) {
        let element = format!("<RequestId>{id}</RequestId>");
        replace_between(reply, "<RequestId>", "</RequestId>", &element);
        set_header(reply, "x-amzn-requestid", id);
    }
}
