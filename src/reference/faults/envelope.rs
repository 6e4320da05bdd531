//! Envelopes that are none, and envelopes of something else (FACTS §6, §7).

use super::answer::{edit, refuses, refuses_with, replace_between, set_header, succeeds};
use super::table::table;
use crate::reference::errors::{ACCESS_DENIED, INVALID_ACTION, VALIDATION_ERROR};
use crate::reference::identifiers;
use crate::reference::reply::Reply;

const NAMESPACE: &str = " xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"";

table! {
    "success-in-another-namespace", "leaves the last slash out of the namespace of a success",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            edit(reply, "2010-05-08/", "2010-05-08");
        };
    "success-without-namespace", "puts a success in no namespace",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            edit(reply, NAMESPACE, "");
        };
    "success-without-request-id", "gives a success no request id",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            replace_between(reply, "<RequestId>", "</RequestId>", "");
        };
    "success-without-metadata", "puts the request id of a success right inside the root",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            edit(reply, "<ResponseMetadata>", "");
            edit(reply, "</ResponseMetadata>", "");
        };
    "success-without-body", "answers a success with an empty body",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            reply.body.clear();
        };
    "success-204", "answers a success with 204 and no body",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            *reply = Reply::bare(204);
        };
    "success-201", "answers a success with 201",
        breaks "Envelope.success",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            reply.status = 201;
        };
    "success-of-another-operation", "answers a success with the envelope of another operation",
        breaks "Operation.implemented",
        caught by ["preflight:implemented"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            edit(reply, "<ChangePasswordResponse", "<UpdateLoginProfileResponse");
            edit(reply, "</ChangePasswordResponse", "</UpdateLoginProfileResponse");
        };
    "success-json", "answers a success in JSON",
        breaks "Operation.implemented",
        caught by ["preflight:implemented"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            json(reply, "{}");
        };
    "success-as-error", "answers a success with 400 around the envelope of a success",
        breaks "Operation.implemented",
        caught by ["preflight:implemented"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            reply.status = 400;
        };
    "errors-200", "answers errors with 200",
        breaks "Envelope.status",
        caught by ["envelope/validation-error:status", "envelope/wrong-old-password:status", "envelope/policy-violation:status"],
        also ["**:status"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            reply.status = 200;
        };
    "denied-200", "answers a wrong old password with 200 around an error",
        breaks "Envelope.status",
        caught by ["envelope/wrong-old-password:status", "wrong-old/*:status"],
        also ["**:status"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, ACCESS_DENIED) {
            reply.status = 200;
        };
    "errors-as-success", "answers values that break a constraint with 400 around the envelope of a success",
        breaks "Envelope.status",
        caught by ["envelope/validation-error:envelope", "both-bad/*:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, VALIDATION_ERROR) {
            let id = identifiers::request_id();
            let root = "ChangePasswordResponse";
            let metadata = format!("<ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata>");
            reply.body = format!("<{root}{NAMESPACE}>{metadata}</{root}>").into_bytes();
            set_header(reply, "x-amzn-requestid", &id);
        };
    "errors-without-error", "puts what an Error holds right inside the root",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, "<Error>", "");
            edit(reply, "</Error>", "");
        };
    "errors-without-code", "leaves out the code of an error",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            replace_between(reply, "<Code>", "</Code>", "");
        };
    "errors-without-message", "leaves out the message of an error",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            replace_between(reply, "<Message>", "</Message>", "");
        };
    "errors-lower-case-message", "writes message for Message",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, "<Message>", "<message>");
            edit(reply, "</Message>", "</message>");
        };
    "errors-of-ec2", "writes errors as EC2 does",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            for (from, to) in [("<ErrorResponse", "<Response"), ("</ErrorResponse>", "</Response>"), ("<Error>", "<Errors><Error>"), ("</Error>", "</Error></Errors>")] {
                edit(reply, from, to);
            }
        };
    "errors-of-s3", "writes errors as S3 does",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            for (from, to) in [("<ErrorResponse", "<Error"), ("</ErrorResponse>", "</Error>"), ("<Error>", ""), ("</Error>", "")] {
                edit(reply, from, to);
            }
        };
    "errors-json", "writes errors in JSON",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            json(reply, "{\"__type\":\"ValidationException\",\"message\":\"No.\"}");
        };
    "errors-html", "writes errors as web pages",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            set_header(reply, "content-type", "text/html");
            reply.body = b"<!DOCTYPE html><title>Bad Request</title><p>No.".to_vec();
        };
    "errors-plain", "writes errors as plain text",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            set_header(reply, "content-type", "text/plain");
            reply.body = b"Bad Request".to_vec();
        };
    "errors-without-body", "answers errors with an empty body",
        breaks "Envelope.error",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            reply.body.clear();
        };
    "unknown-action-without-envelope", "answers an unknown action with an empty body",
        breaks "Envelope.error",
        caught by ["frontend/action/*:envelope", "envelope/unknown-action:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, INVALID_ACTION) {
            reply.body.clear();
        };
}

fn json(reply: &mut Reply, text: &str) {
    set_header(reply, "content-type", "application/json");
    reply.body = text.as_bytes().to_vec();
}
