//! Endpoints that do not live as others do.

use std::time::Duration;

use crate::hostile::deed::Deed::{Close, Die, Say};
use crate::hostile::message::refusal;
use crate::hostile::mode::Mode;

const AN_HOUR: u64 = 3600;

/// As HTTP writes it.
fn date(ahead: u64) -> String {
    let at = std::time::SystemTime::now() + Duration::from_secs(ahead);
    let at = jiff::Timestamp::try_from(at).unwrap();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

pub const LIVES: &[Mode] = &[
    Mode::new("dies", "dies", |_| vec![Die(None)])
        .in_vain()
        .changes(6, "connection refused")
        .all(3, "CreateUser got no answer: connection refused"),
    Mode::new(
        "dies-and-comes-back",
        "dies after 100 requests, and comes back",
        |asked| match asked.number {
            100 => vec![Die(Some(Duration::from_millis(400)))],
            _ => vec![Say(asked.answer.to_vec())],
        },
    )
    .in_cases(&["wrong-old"])
    .changes(1, "connection refused")
    .all(1, "connection refused"),
    Mode::new("clock-ahead", "is an hour ahead", |_| {
        let text = "Signature expired: it is earlier than my clock - 15 min.";
        let answer = refusal("403 Forbidden", "Sender", "SignatureDoesNotMatch", text);
        let line = format!("Date: {}\r\n", date(AN_HOUR));
        let first = answer
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or_default();
        let (start, rest) = answer.split_at(first + 1);
        vec![Say([start, line.as_bytes(), rest].concat())]
    })
    .in_vain()
    .changes(1, "got 403 SignatureDoesNotMatch")
    .all(3, "Signature expired"),
    Mode::new(
        "one-connection",
        "serves one connection at a time, and closes the others",
        |asked| vec![Say(asked.answer.to_vec())],
    )
    .with_room_for(1)
    .all_of(&[1, 3, 6], "before the answer was whole"),
    Mode::new(
        "one-answer-a-connection",
        "closes every connection after one answer, without a word",
        |asked| vec![Say(asked.answer.to_vec()), Close],
    )
    .changes(0, "14 cases: 14 passed")
    .all(0, "14 cases: 14 passed"),
];
