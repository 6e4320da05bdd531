//! Endpoints that break connections off, and those that speak something else.

use std::time::Duration;

use crate::hostile::deed::Deed::{Close, Listen, Pause, Reset, Say};
use crate::hostile::mode::Mode;

/// Until a request is under way.
const A_MOMENT: Duration = Duration::from_millis(50);

pub const BREAKS: &[Mode] = &[
    Mode::new(
        "reset-at-once",
        "resets every connection before it is asked",
        |_| vec![Pause(A_MOMENT), Reset],
    )
    .at_once()
    .all(6, "the connection was reset before the answer was whole"),
    Mode::new("reset-before-head", "resets instead of an answer", |_| {
        vec![Reset]
    })
    .changes(1, "the connection was reset before the answer was whole")
    .all(6, "the connection was reset before the answer was whole"),
    Mode::new("reset-within-head", "resets in the midst of a head", |_| {
        vec![Say(b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec()), Reset]
    })
    .changes(1, "the connection was reset before the answer was whole")
    .all(6, "the connection was reset before the answer was whole"),
    Mode::new(
        "reset-within-body",
        "resets in the midst of a body",
        |asked| vec![Say(asked.cut(5)), Reset],
    )
    .changes(1, "the connection was reset before the answer was whole")
    .all(6, "the connection was reset before the answer was whole"),
    Mode::new(
        "reset-when-used-again",
        "resets a connection that is used again",
        |asked| vec![Say(asked.answer.to_vec()), Listen, Reset],
    )
    .alone()
    .changes(0, "14 cases: 14 passed")
    .all(0, "14 cases: 14 passed"),
    Mode::new(
        "close-at-once",
        "closes every connection before it is asked",
        |_| vec![Close],
    )
    .at_once()
    .all(6, "the connection was closed before the answer was whole"),
    Mode::new("close-before-head", "closes instead of an answer", |_| {
        vec![Close]
    })
    .changes(1, "the connection was closed before the answer was whole")
    .all(6, "the connection was closed before the answer was whole"),
    Mode::new("close-within-head", "closes in the midst of a head", |_| {
        vec![Say(b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec()), Close]
    })
    .changes(1, "the connection was closed before the answer was whole")
    .all(6, "the connection was closed before the answer was whole"),
    Mode::new(
        "close-within-body",
        "closes in the midst of a body",
        |asked| vec![Say(asked.cut(5)), Close],
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
        "http-0.9",
        "answers as HTTP/0.9 does: a body alone",
        |asked| vec![Say(asked.body().to_vec()), Close],
    )
    .changes(1, "the answer is not HTTP: invalid HTTP version parsed")
    .all(6, "the answer is not HTTP: invalid HTTP version parsed"),
    Mode::new("http-3", "says that it speaks HTTP/3.0", |asked| {
        let text = String::from_utf8_lossy(asked.answer);
        vec![Say(text.replacen("HTTP/1.1", "HTTP/3.0", 1).into_bytes())]
    })
    .changes(1, "the answer is not HTTP: invalid HTTP version parsed")
    .all(6, "the answer is not HTTP: invalid HTTP version parsed"),
    Mode::new(
        "status-beyond-numbers",
        "answers with the status 99999",
        |asked| {
            let text = String::from_utf8_lossy(asked.answer);
            vec![Say(text
                .replacen("HTTP/1.1 ", "HTTP/1.1 99", 1)
                .into_bytes())]
        },
    )
    .changes(1, "the answer is not HTTP: invalid HTTP status-code parsed")
    .all(6, "the answer is not HTTP: invalid HTTP status-code parsed"),
    Mode::new("garbage", "answers with bytes that are no protocol", |_| {
        vec![Say(b"\x01\x02no http at all\n\n".repeat(100))]
    })
    .changes(1, "the answer is not HTTP: invalid HTTP version parsed")
    .all(6, "the answer is not HTTP: invalid HTTP version parsed"),
    Mode::new("tls-alert", "answers with an alert of TLS", |_| {
        vec![Say(vec![0x15, 3, 3, 0, 2, 2, 40]), Close]
    })
    .changes(1, "the answer is not HTTP: invalid HTTP version parsed")
    .all(6, "the answer is not HTTP: invalid HTTP version parsed"),
    Mode::new(
        "tls-refused",
        "refuses the handshake of TLS with an alert",
        |_| vec![Say(vec![0x15, 3, 3, 0, 2, 2, 40]), Close],
    )
    .at_once()
    .over_tls()
    .all(
        3,
        "the TLS handshake failed: received fatal alert: HandshakeFailure",
    ),
    Mode::new(
        "tls-absent",
        "speaks plain HTTP where TLS is asked for",
        |_| vec![Say(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), Close],
    )
    .at_once()
    .over_tls()
    .all(3, "the TLS handshake failed: received corrupt message"),
    Mode::new(
        "another-protocol",
        "greets with the banner of another protocol",
        |_| vec![Say(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()), Close],
    )
    .at_once()
    .all(6, "the answer is not HTTP: invalid HTTP version parsed"),
    Mode::new(
        "head-without-colon",
        "sends a header line without a colon",
        |asked| vec![Say(asked.with_lines("no colon here\r\n"))],
    )
    .changes(1, "the answer is not HTTP: invalid HTTP header parsed")
    .all(6, "the answer is not HTTP: invalid HTTP header parsed"),
    Mode::new("nul-in-head", "sends a NUL in a header field", |asked| {
        vec![Say(asked.with_lines("X-Field: a\0b\r\n"))]
    })
    .changes(1, "the answer is not HTTP: invalid HTTP header parsed")
    .all(6, "the answer is not HTTP: invalid HTTP header parsed"),
];
