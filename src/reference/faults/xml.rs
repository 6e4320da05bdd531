//! Bodies that are no XML, or not in the encoding that they declare (FACTS §6).

use super::answer::{
    edit, parameter, refuses, refuses_with, replace_between, set_header, succeeds,
};
use super::table::table;
use crate::reference::errors::INVALID_ACTION;
use crate::reference::reply::Reply;

table! {
    "errors-cut", "cuts the end of an error",
        breaks "Envelope.well-formed",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            reply.body.truncate(reply.body.len().saturating_sub(24));
        };
    "success-unclosed", "leaves the root of a success open",
        breaks "Envelope.well-formed",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            edit(reply, "</ChangePasswordResponse>", "");
        };
    "success-twice", "writes the envelope of a success twice",
        breaks "Envelope.well-formed",
        caught by ["envelope/success:envelope", "envelope/success-get:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            reply.body = reply.body.repeat(2);
        };
    "text-behind-the-root", "writes a word behind the envelope",
        breaks "Envelope.well-formed",
        caught by ["envelope/success:envelope", "envelope/validation-error:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            reply.body.extend_from_slice(b"OK");
        };
    "blank-before-the-declaration", "writes an empty line before the XML declaration",
        breaks "Envelope.well-formed",
        caught by ["envelope/success:envelope", "envelope/validation-error:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            reply.body.splice(0..0, *b"\n<?xml version=\"1.0\"?>\n");
        };
    "declared-utf-16", "declares UTF-16 and writes UTF-8",
        breaks "Envelope.well-formed",
        caught by ["envelope/success:envelope", "envelope/validation-error:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            reply.body.splice(0..0, *b"<?xml version=\"1.0\" encoding=\"utf-16\"?>\n");
        };
    "charset-utf-16", "names UTF-16 in the content type and writes UTF-8",
        breaks "Envelope.well-formed",
        caught by ["envelope/success:envelope", "envelope/validation-error:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            set_header(reply, "content-type", "text/xml; charset=utf-16");
        };
    "latin1-messages", "writes messages in ISO-8859-1 and does not say so",
        breaks "Envelope.well-formed",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            replace_between(reply, "<Message>", "</Message>", "<Message>Ung?ltig</Message>");
            reply.body.iter_mut().filter(|byte| **byte == b'?').for_each(|byte| *byte = 0xfc);
        };
    "html-entities", "writes messages with the entities of HTML",
        breaks "Envelope.well-formed",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            replace_between(reply, "<Message>", "</Message>", "<Message>Ung&uuml;ltig</Message>");
        };
    "unbound-prefix", "gives the root of an error a prefix and no namespace",
        breaks "Envelope.well-formed",
        caught by ["envelope/validation-error:envelope", "envelope/wrong-old-password:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            edit(reply, "<ErrorResponse", "<iam:ErrorResponse");
            edit(reply, "</ErrorResponse", "</iam:ErrorResponse");
        };
    "raw-markup", "repeats an unknown action without escaping it",
        breaks "Envelope.well-formed",
        caught by ["frontend/echo/action-ampersand:envelope", "frontend/echo/action-entity:envelope", "frontend/echo/action-cdata-start:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, INVALID_ACTION) {
            let action = parameter(request, "Action").unwrap_or_default();
            repeat(reply, &String::from_utf8_lossy(&action));
        };
    "raw-controls", "repeats the control characters of an unknown action",
        breaks "Envelope.well-formed",
        caught by ["frontend/echo/action-control:envelope", "frontend/echo/action-nul:envelope", "frontend/action/nul-after:envelope"],
        also ["**:envelope"],
        |seams| seams.render.finish = |request, outcome, reply| if refuses_with(outcome, INVALID_ACTION) {
            let action = parameter(request, "Action").unwrap_or_default();
            let escaped = String::from_utf8_lossy(&action).replace('&', "&amp;").replace('<', "&lt;").replace("]]>", "]]&gt;");
            repeat(reply, &escaped);
        };
}

fn repeat(reply: &mut Reply, action: &str) {
    let message = format!("<Message>Could not find operation {action}</Message>");
    replace_between(reply, "<Message>", "</Message>", &message);
}
