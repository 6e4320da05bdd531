//! Answers that do not come, or come broken (FACTS §7).

use std::time::Duration;

use super::answer::{asks_for_a_change, holds, parameter};
use super::table::table;
use crate::reference::reply::Reply;
use crate::reference::transport::Delivery;
use crate::wire::HttpRequest;

/// Longer than anybody waits.
const FOR_EVER: Duration = Duration::from_secs(3_600);

table! {
    "drop-on-nul", "closes the connection over a NUL in a password",
        breaks "Answer.timely",
        caught by ["new-password/charset/u+0000-*:answer", "old-password/charset/u+0000-*:answer"],
        also ["**:answer"],
        |seams| seams.transport.deliver = |request, _| silent(holds(request, b"\0"));
    "drop-on-policy-violation", "closes the connection where the account policy is broken",
        breaks "Answer.timely",
        caught by ["envelope/policy-violation:answer", "policy/length/*:answer"],
        also ["**:answer"],
        |seams| seams.transport.deliver = |request, reply| silent(asks_for_a_change(request) && says(reply, "PasswordPolicyViolation"));
    "drop-on-missing", "closes the connection where a password is missing",
        breaks "Answer.timely",
        caught by ["new-password/required/absent:answer", "old-password/required/absent:answer"],
        also ["**:answer"],
        |seams| seams.transport.deliver = |request, _| silent(lacks(request, "NewPassword") || lacks(request, "OldPassword"));
    "hang-on-missing", "leaves a call without a new password hanging",
        breaks "Answer.timely",
        caught by ["new-password/required/absent:answer", "new-password/required/absent-get:answer"],
        also ["**:answer"],
        |seams| seams.transport.deliver = |request, _| Delivery {
            delay: if lacks(request, "NewPassword") { FOR_EVER } else { Duration::ZERO },
            ..Delivery::default()
        };
    "half-an-answer", "breaks off in the midst of an error",
        breaks "Answer.timely",
        caught by ["envelope/validation-error:answer", "new-password/required/absent:answer"],
        also ["**:answer", "identity/profile/none-and-too-long:liveness"],
        |seams| seams.transport.deliver = |request, reply| {
            let breaks = asks_for_a_change(request) && says(reply, "validation error");
            Delivery { cut_after: breaks.then_some(40), ..Delivery::default() }
        };
    "half-a-success", "breaks off in the midst of a success with a character above ASCII",
        breaks "Answer.timely",
        caught by ["new-password/charset/u+00e9:answer", "old-password/charset/u+00e9:answer"],
        also ["**:answer", "**:liveness"],
        |seams| seams.transport.deliver = |request, _| Delivery {
            cut_after: holds(request, "\u{e9}".as_bytes()).then_some(40),
            ..Delivery::default()
        };
    "length-too-long", "says that an error is longer than it is",
        breaks "Answer.timely",
        caught by ["envelope/validation-error:answer", "new-password/required/absent:answer"],
        also ["**:answer", "identity/profile/none-and-too-long:liveness"],
        |seams| {
            seams.transport.deliver = |request, reply| Delivery {
                close: asks_for_a_change(request) && says(reply, "validation error"),
                ..Delivery::default()
            };
            seams.transport.rewrite = Some(|bytes| of_errors(bytes, |text| text.replacen("content-length: ", "content-length: 9", 1)));
        };
    "length-too-short", "says that an error is one byte shorter than it is",
        breaks "Answer.http",
        caught by ["state/connection/complete-after-lacking:answer"],
        also ["**:answer"],
        |seams| seams.transport.rewrite = Some(|bytes| of_errors(bytes, shortened));
    "chunks-with-0x", "writes 0x before the sizes of the chunks of an error",
        breaks "Answer.http",
        caught by ["envelope/validation-error:answer", "new-password/required/absent:answer"],
        also ["**:answer", "identity/profile/none-and-too-long:liveness"],
        |seams| {
            seams.transport.deliver = |request, reply| Delivery {
                chunks: (asks_for_a_change(request) && says(reply, "validation error")).then_some(1_000),
                ..Delivery::default()
            };
            seams.transport.rewrite = Some(|bytes| of_errors(bytes, with_0x));
        };
    "errors-without-head", "answers errors without a status line and headers",
        breaks "Answer.http",
        caught by ["envelope/validation-error:answer", "new-password/required/absent:answer"],
        also ["**:answer", "identity/profile/none-and-too-long:liveness"],
        |seams| {
            seams.transport.deliver = |request, reply| Delivery {
                close: asks_for_a_change(request) && says(reply, "validation error"),
                ..Delivery::default()
            };
            seams.transport.rewrite = Some(|bytes| of_errors(bytes, |text| text.split_once("\r\n\r\n").map_or(text, |(_, body)| body).to_owned()));
        };
    "body-behind-405", "writes a body that it does not announce behind a 405",
        breaks "Answer.http",
        caught by ["frontend/method/head-then-change:answer"],
        also ["**:answer"],
        |seams| seams.transport.rewrite = Some(|bytes| match bytes.starts_with(b"HTTP/1.1 405") {
            true => [bytes, b"No."].concat(),
            false => bytes.to_vec(),
        });
}

fn silent(silent: bool) -> Delivery {
    Delivery {
        silent,
        ..Delivery::default()
    }
}

fn says(reply: &Reply, text: &str) -> bool {
    String::from_utf8_lossy(&reply.body).contains(text)
}

fn lacks(request: &HttpRequest, name: &str) -> bool {
    asks_for_a_change(request) && parameter(request, name).is_none()
}

/// Rewrites an answer that tells of validation errors of a change, head and body in one piece.
fn of_errors(bytes: &[u8], rewrite: fn(&str) -> String) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("oldPassword") || text.contains("newPassword") => {
            rewrite(text).into_bytes()
        }
        _ => bytes.to_vec(),
    }
}

fn shortened(text: &str) -> String {
    let Some((before, rest)) = text.split_once("content-length: ") else {
        return text.to_owned();
    };
    let (length, after) = rest.split_once("\r\n").unwrap_or((rest, ""));
    let length = length.parse().unwrap_or(1_usize).saturating_sub(1);
    format!("{before}content-length: {length}\r\n{after}")
}

fn with_0x(text: &str) -> String {
    let mut lines: Vec<String> = text.split("\r\n").map(str::to_owned).collect();
    if let Some(size) = lines.iter_mut().find(|line| is_hex(line)) {
        size.insert_str(0, "0x");
    }
    lines.join("\r\n")
}

fn is_hex(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_hexdigit())
}
