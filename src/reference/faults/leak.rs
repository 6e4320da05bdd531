//! Passwords in answers (FACTS §1: sensitive).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::answer::{edit, parameter, parameters, refuses, refuses_with, set_header, succeeds};
use super::table::table;
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::errors::{
    ACCESS_DENIED, PASSWORD_POLICY_VIOLATION, Refusal, SIGNATURE_DOES_NOT_MATCH, VALIDATION_ERROR,
};
use crate::reference::reply::Reply;
use crate::reference::turn::Turn;
use crate::wire::HttpRequest;
use crate::wire::xml::escape_text;

const NEW: &str = "NewPassword";
const OLD: &str = "OldPassword";

table! {
    "leak-new-in-validation", "quotes a new password that breaks a constraint",
        breaks "NewPassword.sensitive",
        caught by ["envelope/echo/new-password-with-a-control:leak", "envelope/echo/new-password-with-markup:leak", "envelope/echo/new-password-too-long:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, VALIDATION_ERROR) {
            edit(reply, "Value at 'newPassword'", &format!("Value '{}' at 'newPassword'", text(request, NEW)));
        };
    "leak-old-in-validation", "quotes an old password that breaks a constraint",
        breaks "OldPassword.sensitive",
        caught by ["envelope/echo/old-password-with-a-control:leak", "envelope/echo/old-password-with-markup:leak", "envelope/echo/old-password-too-long:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, VALIDATION_ERROR) {
            edit(reply, "Value at 'oldPassword'", &format!("Value '{}' at 'oldPassword'", text(request, OLD)));
        };
    "leak-new-in-policy-violation", "quotes a new password that breaks the account policy",
        breaks "NewPassword.sensitive",
        caught by ["policy/classes/*:leak", "policy/reuse/*:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, PASSWORD_POLICY_VIOLATION) {
            say(reply, &text(request, NEW));
        };
    "leak-old-in-refusal", "quotes a wrong old password",
        breaks "OldPassword.sensitive",
        caught by ["wrong-old/*:leak", "envelope/wrong-old-password:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, ACCESS_DENIED) {
            say(reply, &text(request, OLD));
        };
    "leak-half-of-the-old", "quotes the first half of a wrong old password",
        breaks "OldPassword.sensitive",
        caught by ["wrong-old/another:leak", "wrong-old/twice:leak"],
        also ["**:leak", "content/interpreted/*:envelope", "state/near/*:envelope"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, ACCESS_DENIED) {
            let old = text(request, OLD);
            let half: String = old.chars().take(old.chars().count().div_ceil(2)).collect();
            say(reply, &half);
        };
    "leak-current", "tells who gives a wrong old password which one is right",
        breaks "Password.secret",
        caught by ["wrong-old/*:leak", "envelope/wrong-old-password:leak"],
        also ["**:leak"],
        |seams| seams.compare.steps = &[permitted, tells_the_old, conforms, is_not_reused];
    "leak-new-in-header", "writes the new password of a success in a header for debugging",
        breaks "Password.secret",
        caught by ["envelope/success:leak", "envelope/success-get:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if succeeds(outcome) {
            let new = parameter(request, NEW).unwrap_or_default();
            let visible = |byte: u8| if byte.is_ascii_graphic() { char::from(byte) } else { '?' };
            let new: String = new.into_iter().map(visible).collect();
            set_header(reply, "x-debug", &new);
        };
    "leak-new-in-result", "writes the new password in the envelope of a success",
        breaks "Password.secret",
        caught by ["envelope/success:leak", "envelope/success-get:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if succeeds(outcome) {
            let element = format!("<ResponseMetadata><NewPassword>{}</NewPassword>", text(request, NEW));
            edit(reply, "<ResponseMetadata>", &element);
        };
    "leak-base64", "writes the new password of a success in a header, in base64",
        breaks "Password.secret",
        caught by ["envelope/success:leak", "envelope/success-get:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if succeeds(outcome) {
            set_header(reply, "x-trace", &STANDARD.encode(parameter(request, NEW).unwrap_or_default()));
        };
    "leak-hex-in-request-id", "makes the request id of the new password, in hex",
        breaks "Password.secret",
        caught by ["envelope/success:leak", "envelope/success-get:leak"],
        also ["**:leak", "**:request-id"],
        |seams| seams.render.finish = |request, outcome, reply| if succeeds(outcome) {
            let new = parameter(request, NEW).unwrap_or_default();
            let id: String = new.iter().map(|byte| format!("{byte:02x}")).collect();
            edit(reply, "<RequestId>", &format!("<RequestId>{id}-"));
            reply.headers.retain(|(name, _)| *name != "x-amzn-requestid");
        };
    "leak-body-in-refusal", "repeats the whole body of a request that it refuses",
        breaks "Password.secret",
        caught by ["envelope/wrong-old-password:leak", "envelope/echo/*:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses(outcome) {
            let body = escape_text(&String::from_utf8_lossy(&request.body));
            edit(reply, "</Error>", &format!("</Error><Request>{body}</Request>"));
        };
    "leak-query", "repeats the target of a GET in a header",
        breaks "Password.secret",
        caught by ["envelope/success-get:leak", "envelope/request-id/wrong-old-get:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, _, reply| if request.method == "GET" {
            set_header(reply, "content-location", &request.target);
        };
    "leak-unknown-parameter", "quotes what nobody asked for in a refusal",
        breaks "NewPassword.sensitive",
        caught by ["envelope/echo/unknown-parameter:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses(outcome) {
            let known = ["Action", "Version", OLD, NEW];
            let unknown = parameters(request).find(|field| known.iter().all(|name| field.name != name.as_bytes()));
            if let Some(field) = unknown {
                say(reply, &escape_text(&String::from_utf8_lossy(&field.value)));
            }
        };
    "leak-canonical-request", "shows the canonical request where the signature does not match",
        breaks "Password.secret",
        caught by ["auth/key/wrong-secret-presigned:leak", "auth/presigned/*:leak"],
        also ["**:leak"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, SIGNATURE_DOES_NOT_MATCH) {
            let request = escape_text(&format!("{}\n{}", request.method, request.target));
            edit(reply, "</Message>", &format!("</Message><CanonicalRequest>{request}</CanonicalRequest>"));
        };
}

/// The text of a parameter, escaped.
fn text(request: &HttpRequest, name: &str) -> String {
    let value = parameter(request, name).unwrap_or_default();
    escape_text(&String::from_utf8_lossy(&value))
}

/// Says it at the end of the message.
fn say(reply: &mut Reply, text: &str) {
    edit(reply, "</Message>", &format!(" ({text})</Message>"));
}

fn tells_the_old(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let profile = turn.user(attempt.user)?.profile.as_ref();
    knows_the_old(turn, attempt).map_err(|refusal| match profile {
        Some(profile) => Refusal::new(
            refusal.code,
            format!("The password is {}.", profile.password),
        ),
        None => refusal,
    })
}
