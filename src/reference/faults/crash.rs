//! One byte, or the want of one, that the endpoint goes down over, and answers 500.

use super::answer::{asks_for_a_change, holds, parameter, refuses_with};
use super::table::table;
use crate::reference::call::{DecodeSeams, admit};
use crate::reference::errors::NO_SUCH_ENTITY;
use crate::wire::HttpRequest;

table! {
    "crash-on-quote", "answers a password with an apostrophe with 500",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0027:status", "old-password/charset/u+0027:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| over(seams, request, b"'");
    "crash-on-backslash", "answers a password with a backslash with 500",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+005c:status", "old-password/charset/u+005c:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| over(seams, request, b"\\");
    "crash-on-percent", "answers a password with a percent sign with 500",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0025:status", "old-password/charset/u+0025:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| over(seams, request, b"%");
    "crash-on-e-acute", "answers a password with an \u{e9} with 500",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+00e9:status", "old-password/charset/u+00e9:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| over(seams, request, "\u{e9}".as_bytes());
    "crash-on-nul", "answers a password with a NUL with 500",
        breaks "Error.no-5xx",
        caught by ["new-password/charset/u+0000-*:status", "old-password/charset/u+0000-*:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| over(seams, request, b"\0");
    "crash-above-latin1", "answers a password with a character above U+00FF with 500",
        breaks "Error.no-5xx",
        caught by ["new-password/charset/u+0100-*:status", "old-password/charset/u+0100-*:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| over(seams, request, "\u{100}".as_bytes());
    "crash-beyond-the-first-plane", "answers a password with a character of four bytes with 500",
        breaks "Error.no-5xx",
        caught by ["new-password/charset/u+10000-*:status", "old-password/charset/u+20000-*:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| match (0xf0..=0xf4).any(|lead| holds(request, &[lead])) {
            true => Some(500),
            false => admit(seams, request),
        };
    "crash-on-empty", "answers an empty password with 500",
        breaks "Error.no-5xx",
        caught by ["new-password/required/bare-name:status", "old-password/required/bare-name:status", "both-bad/*:status"],
        also ["**:status"],
        |seams| seams.decode.admit = |seams, request| match is_empty(request) {
            true => Some(500),
            false => admit(seams, request),
        };
    "crash-without-profile", "answers who has no login profile with 500",
        breaks "Error.no-5xx",
        caught by ["identity/profile/none:status", "identity/profile/deleted:status"],
        also ["identity/**:status"],
        |seams| seams.render.finish = |_, outcome, reply| if refuses_with(outcome, NO_SUCH_ENTITY) {
            reply.status = 500;
        };
    "crash-on-framing", "answers a message that is none of HTTP, or too much of one, with 500",
        breaks "Error.no-5xx",
        caught by ["robustness/framing/{bad-chunk,folded-header,garbage,http-9.9,length-in-words,negative-length,no-colon,nul-in-header,space-before-colon,two-lengths}:status", "robustness/head/*:status", "frontend/size/query-of-a-megabyte:status"],
        also ["robustness:*", "frontend/size:*", "frontend/path:*", "frontend/echo/*:status", "frontend/media-type/*:status", "frontend/method/*:status", "state/refused/*:status"],
        |seams| seams.transport.rewrite = Some(|bytes| match std::str::from_utf8(bytes) {
            Ok(head) if head.starts_with("HTTP/1.1 4") && head.contains("content-length: 0\r\n") => {
                format!("HTTP/1.1 500 Internal Server Error{}", &head[head.find("\r\n").unwrap_or_default()..]).into_bytes()
            }
            _ => bytes.to_vec(),
        });
    "crash-on-cut-message", "answers a message that ends before it is whole with 500",
        breaks "Error.no-5xx",
        caught by ["robustness/framing/{cut-head,short-body}:status"],
        also ["robustness/framing/bad-chunk:status"],
        |seams| seams.transport.cut_short = Some(500);
}

fn over(seams: &DecodeSeams, request: &HttpRequest, bytes: &[u8]) -> Option<u16> {
    match holds(request, bytes) {
        true => Some(500),
        false => admit(seams, request),
    }
}

fn is_empty(request: &HttpRequest) -> bool {
    let empty = |name| parameter(request, name).is_some_and(|value| value.is_empty());
    asks_for_a_change(request) && (empty("OldPassword") || empty("NewPassword"))
}
