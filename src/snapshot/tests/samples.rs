//! Answers for the tests of this room.

use std::time::Duration;

use crate::case::{CaseId, Request, StepRecord};
use crate::password::Recipe;
use crate::wire::{Answer, NoAnswer};

const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

pub(super) fn step(answer: Result<Answer, NoAnswer>) -> StepRecord {
    StepRecord {
        sent: "NewPassword = ascii*1".to_owned(),
        request: Request::change(Recipe::current(), Recipe::ascii(1)),
        answer,
        unordered: false,
        volatile: vec![("user-name", "pwspec-lane-7".to_owned())],
    }
}

pub(super) fn answered(status: u16, kind: &str, body: &str) -> StepRecord {
    step(Ok(Answer {
        status,
        headers: vec![("content-type".to_owned(), kind.as_bytes().to_vec())],
        body: body.as_bytes().to_vec(),
        took: Duration::ZERO,
    }))
}

pub(super) fn success(id: &str) -> StepRecord {
    let metadata = format!("<ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata>");
    let body =
        format!("<ChangePasswordResponse xmlns='{NAMESPACE}'>{metadata}</ChangePasswordResponse>");
    answered(200, "text/xml", &body)
}

pub(super) fn refusal(code: &str, message: &str, id: &str) -> StepRecord {
    let error = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    let body = format!(
        "<ErrorResponse xmlns='{NAMESPACE}'>{error}<RequestId>{id}</RequestId></ErrorResponse>"
    );
    answered(400, "text/xml", &body)
}

pub(super) fn closed() -> NoAnswer {
    NoAnswer::Closed {
        received: 0,
        expected: None,
    }
}

pub(super) fn id(text: &str) -> CaseId {
    text.parse().unwrap()
}

/// One of everything that may come.
pub(super) fn everything() -> Vec<(&'static str, Vec<StepRecord>)> {
    let message =
        "User: arn:aws:iam::123456789012:user/pwspec-lane-7 is not authorized &lt;yet&gt;";
    let cut = NoAnswer::Timeout {
        after: Duration::from_secs(10),
        received: 0,
    };
    vec![
        ("s/twice", vec![success("id-000001"), success("id-000002")]),
        (
            "s/same-id",
            vec![success("id-000001"), success("id-000001")],
        ),
        (
            "s/refused",
            vec![refusal("AccessDenied", message, "id-000003")],
        ),
        ("s/lines", vec![refusal("A", "one\n\n  two", "id-000003")]),
        (
            "s/nothing",
            vec![step(Err(cut)), answered(200, "text/xml", "")],
        ),
        (
            "s/html",
            vec![answered(
                502,
                "text/html; charset=utf-8",
                "<p>Bad <br> gateway",
            )],
        ),
        (
            "s/json",
            vec![answered(
                400,
                "application/json",
                "{\"at\": \"2026-11-23T16:09:00Z\"}",
            )],
        ),
        (
            "s/other-type",
            vec![answered(400, "application/xml", "<a b='c'>d</a>")],
        ),
    ]
}
