//! Content types that are none of XML's (FACTS §6).

use super::answer::{refuses, set_header, succeeds};
use super::table::table;

table! {
    "content-type-missing", "names no content type",
        breaks "Envelope.content-type",
        caught by ["envelope/success:content-type", "envelope/validation-error:content-type", "envelope/wrong-old-password:content-type"],
        also ["**:content-type"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            reply.headers.retain(|(name, _)| *name != "content-type");
        };
    "content-type-json", "calls its XML application/json",
        breaks "Envelope.content-type",
        caught by ["envelope/success:content-type", "envelope/validation-error:content-type"],
        also ["**:content-type"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) || refuses(outcome) {
            set_header(reply, "content-type", "application/json");
        };
    "content-type-octets-on-success", "calls the XML of a success binary/octet-stream",
        breaks "Envelope.content-type",
        caught by ["envelope/success:content-type", "envelope/success-get:content-type"],
        also ["**:content-type"],
        |seams| seams.render.finish = |_, outcome, reply| if succeeds(outcome) {
            set_header(reply, "content-type", "binary/octet-stream");
        };
    "content-type-html-on-errors", "calls the XML of an error text/html",
        breaks "Envelope.content-type",
        caught by ["envelope/validation-error:content-type", "envelope/policy-violation:content-type"],
        also ["**:content-type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            set_header(reply, "content-type", "text/html; charset=utf-8");
        };
    "content-type-of-json-services", "calls the XML of an error application/x-amz-json-1.1",
        breaks "Envelope.content-type",
        caught by ["envelope/validation-error:content-type", "envelope/policy-violation:content-type"],
        also ["**:content-type"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses(outcome) {
            set_header(reply, "content-type", "application/x-amz-json-1.1");
        };
}
