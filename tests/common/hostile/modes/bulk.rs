//! Endpoints that send too much.

use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::hostile::deed::Deed::{Repeat, Say};
use crate::hostile::mode::Mode;

/// What one costs is much.
const FEWEST: &[&str] = &["sample"];
const PIECE: usize = 0x10000;
const AT_ONCE: Duration = Duration::ZERO;

pub const BULK: &[Mode] = &[
    Mode::new("endless-body", "sends a body without an end", |_| {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let chunk = format!("{PIECE:x}\r\n{}\r\n", "a".repeat(PIECE));
        vec![Say(head.to_vec()), Repeat(chunk.into_bytes(), AT_ONCE)]
    })
    .changes(
        1,
        "the body of the answer exceeds the limit (4194304 bytes; see --max-body)",
    )
    .all(
        6,
        "the body of the answer exceeds the limit (4194304 bytes; see --max-body)",
    ),
    Mode::new(
        "unframed-body",
        "sends a body without an end, and does not say how long it is",
        |_| {
            let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n";
            vec![Say(head.to_vec()), Repeat(vec![b' '; PIECE], AT_ONCE)]
        },
    )
    .changes(
        1,
        "the body of the answer exceeds the limit (4194304 bytes; see --max-body)",
    )
    .all(
        6,
        "the body of the answer exceeds the limit (4194304 bytes; see --max-body)",
    ),
    Mode::new("gigabyte", "sends a body of a gigabyte", |_| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 1 << 30);
        vec![Say(head.into_bytes()), Repeat(vec![b'a'; PIECE], AT_ONCE)]
    })
    .changes(
        1,
        "the body of the answer exceeds the limit (4194304 bytes; see --max-body)",
    )
    .all(
        6,
        "the body of the answer exceeds the limit (4194304 bytes; see --max-body)",
    ),
    Mode::new(
        "gzip-bomb",
        "sends a megabyte that unpacks to a gigabyte",
        |asked| {
            let answer = asked.with_body(bomb());
            let (end, line) = (answer.len(), b"Content-Encoding: gzip\r\n");
            let first = answer
                .iter()
                .position(|byte| *byte == b'\n')
                .unwrap_or(end - 1);
            let (start, rest) = answer.split_at(first + 1);
            vec![Say([start, line, rest].concat())]
        },
    )
    .changes(1, "in a content coding, which nobody asked for")
    .all(6, "in a content coding, which nobody asked for"),
    Mode::new("endless-head", "sends header fields without an end", |_| {
        let field = format!("X-Field: {}\r\n", "a".repeat(4000));
        vec![
            Say(b"HTTP/1.1 200 OK\r\n".to_vec()),
            Repeat(field.into_bytes(), AT_ONCE),
        ]
    })
    .changes(
        1,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    )
    .all(
        6,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    ),
    Mode::new(
        "ten-thousand-fields",
        "sends 10,000 header fields",
        |asked| {
            let lines = (0..10_000).map(|nth| format!("X-{nth}: a\r\n"));
            vec![Say(asked.with_lines(&lines.collect::<String>()))]
        },
    )
    .changes(
        1,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    )
    .all(
        6,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    ),
    Mode::new(
        "two-hundred-fields",
        "sends 200 short header fields",
        |asked| {
            let lines = (0..200).map(|nth| format!("X-{nth}: a\r\n"));
            vec![Say(asked.with_lines(&lines.collect::<String>()))]
        },
    )
    .changes(
        1,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    )
    .all(
        6,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    ),
    Mode::new(
        "megabyte-field",
        "sends a header field of a megabyte",
        |asked| {
            let line = format!("X-Field: {}\r\n", "a".repeat(1 << 20));
            vec![Say(asked.with_lines(&line))]
        },
    )
    .changes(
        1,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    )
    .all(
        6,
        "the head of the answer exceeds the limit (65536 bytes, 100 fields; see --max-head)",
    ),
    Mode::new(
        "interim-flood",
        "sends interim answers without an end",
        |_| {
            let interim = b"HTTP/1.1 102 Processing\r\n\r\n".repeat(100);
            vec![Repeat(interim, Duration::from_millis(10))]
        },
    )
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (no whole head came)"),
    Mode::new(
        "padded",
        "pads every answer with three megabytes of comment",
        |asked| {
            let document = asked.document();
            let comment = format!("<!--{}-->", "a".repeat(3 << 20));
            vec![Say(asked.with_body(document + &comment))]
        },
    )
    .in_cases(FEWEST)
    .changes(0, "3 cases: 3 passed"),
];

/// A gigabyte of zeros: members of four megabytes, one behind the other.
fn bomb() -> &'static [u8] {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    BOMB.get_or_init(|| {
        let mut member = GzEncoder::new(Vec::new(), Compression::best());
        member.write_all(&vec![0; 4 << 20]).unwrap();
        member.finish().unwrap().repeat(256)
    })
}
