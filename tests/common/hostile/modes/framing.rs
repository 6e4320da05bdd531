//! Endpoints whose answers do not end where they say.

use crate::hostile::deed::Deed::{Close, Hold, Say};
use crate::hostile::message::page;
use crate::hostile::mode::Mode;

const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";

pub const FRAMING: &[Mode] = &[
    Mode::new(
        "length-too-long",
        "announces more bytes than it sends, and closes",
        |asked| {
            let length = format!("Content-Length: {}\r\n", asked.length() + 10);
            vec![Say(asked.framed_by(&length, asked.body())), Close]
        },
    )
    .changes(
        1,
        "the connection was closed before the answer was whole (… of … bytes)",
    )
    .all(
        6,
        "the connection was closed before the answer was whole (… of … bytes)",
    ),
    Mode::new(
        "length-too-long-and-open",
        "announces more bytes than it sends, and does not close",
        |asked| {
            let length = format!("Content-Length: {}\r\n", asked.length() + 10);
            vec![Say(asked.framed_by(&length, asked.body())), Hold]
        },
    )
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (… bytes came)"),
    Mode::new(
        "length-too-short",
        "announces fewer bytes than it sends",
        |asked| {
            let length = format!("Content-Length: {}\r\n", asked.length() / 2);
            vec![Say(asked.framed_by(&length, asked.body()))]
        },
    )
    .changes(1, "not well-formed")
    .all(6, "not well-formed"),
    Mode::new(
        "lengths-that-differ",
        "announces two lengths that differ",
        |asked| {
            let (one, other) = (asked.length(), asked.length() + 1);
            let lengths = format!("Content-Length: {one}\r\nContent-Length: {other}\r\n");
            vec![Say(asked.framed_by(&lengths, asked.body()))]
        },
    )
    .changes(1, "the answer is not HTTP: invalid content-length parsed")
    .all(6, "the answer is not HTTP: invalid content-length parsed"),
    Mode::new("length-negative", "announces a negative length", |asked| {
        vec![Say(asked.framed_by("Content-Length: -1\r\n", asked.body()))]
    })
    .changes(1, "the answer is not HTTP: invalid content-length parsed")
    .all(6, "the answer is not HTTP: invalid content-length parsed"),
    Mode::new("length-no-number", "announces a length in words", |asked| {
        vec![Say(
            asked.framed_by("Content-Length: many\r\n", asked.body())
        )]
    })
    .changes(1, "the answer is not HTTP: invalid content-length parsed")
    .all(6, "the answer is not HTTP: invalid content-length parsed"),
    Mode::new(
        "chunk-no-number",
        "announces a chunk whose length is no number",
        |asked| {
            let body = format!("zz\r\n{}\r\n0\r\n\r\n", asked.document());
            vec![Say(asked.framed_by(CHUNKED, body))]
        },
    )
    .changes(1, "the answer is not HTTP: its chunks are malformed")
    .all(6, "the answer is not HTTP: its chunks are malformed"),
    Mode::new(
        "chunk-longer-than-said",
        "sends a chunk that is longer than it says",
        |asked| {
            let length = asked.length() - 5;
            let body = format!("{length:x}\r\n{}\r\n0\r\n\r\n", asked.document());
            vec![Say(asked.framed_by(CHUNKED, body))]
        },
    )
    .changes(1, "the answer is not HTTP: its chunks are malformed")
    .all(6, "the answer is not HTTP: its chunks are malformed"),
    Mode::new(
        "chunk-beyond-numbers",
        "announces a chunk longer than there are numbers",
        |asked| {
            let body = format!("{}\r\n{}", "f".repeat(17), asked.document());
            vec![Say(asked.framed_by(CHUNKED, body))]
        },
    )
    .changes(1, "the answer is not HTTP: its chunks are malformed")
    .all(6, "the answer is not HTTP: its chunks are malformed"),
    Mode::new(
        "chunks-without-a-last",
        "closes before the last chunk",
        |asked| {
            let length = asked.length();
            let body = format!("{length:x}\r\n{}\r\n", asked.document());
            vec![Say(asked.framed_by(CHUNKED, body)), Close]
        },
    )
    .changes(1, "the connection was closed before the answer was whole")
    .all(6, "the connection was closed before the answer was whole"),
    Mode::new(
        "answer-unasked",
        "sends another answer behind each, unasked",
        |asked| {
            let other = page("400 Bad Request", "text/xml", "<Unasked/>");
            vec![Say([asked.answer, &other].concat())]
        },
    )
    .in_cases(&["state/connection"])
    .changes(1, "got 400 <Unasked>"),
];
