//! Requests framed as no client library would: the bytes, in pieces with pauses between.

use std::time::Duration;

use crate::case::{Framing, HeaderCase, Transport};
use crate::wire::{HttpRequest, render};

/// What is written, one piece after another.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// A pause, and the bytes after it.
    pub(super) pieces: Vec<(Duration, Vec<u8>)>,
    /// Wait for an interim answer before the piece of this index, a second at most.
    pub(super) interim_before: Option<usize>,
    /// Finish writing before reading.
    pub(super) half_close: bool,
    /// Answers to read.
    pub(super) answers: usize,
}

/// The script of a framing; none where a client library's own framing is meant.
pub(super) fn script(http: &HttpRequest, transport: &Transport) -> Option<Script> {
    let whole = |bytes: Vec<u8>| Script {
        pieces: vec![(Duration::ZERO, bytes)],
        answers: 1,
        ..Script::default()
    };
    Some(match transport {
        Transport::Plain => return None,
        Transport::HeaderNames(spelling) => {
            let mut respelled = http.clone();
            for (name, _) in &mut respelled.headers {
                *name = respell(name, *spelling);
            }
            whole(render(&respelled))
        }
        Transport::Chunked(size) => whole(chunked(http, *size)),
        Transport::Slow { slice, total } => slow(http, *slice, Duration::from_millis(*total)),
        Transport::HalfClosed => Script {
            half_close: true,
            ..whole(render(http))
        },
        Transport::ExpectContinue => {
            let mut expecting = http.clone();
            expecting
                .headers
                .push(("Expect".to_owned(), "100-continue".to_owned()));
            let bytes = render(&expecting);
            let (head, body) = split_head(&bytes);
            let pieces = vec![
                (Duration::ZERO, head.to_vec()),
                (Duration::ZERO, body.to_vec()),
            ];
            Script {
                pieces,
                interim_before: Some(1),
                answers: 1,
                ..Script::default()
            }
        }
        Transport::Pipelined(times) => Script {
            answers: *times,
            ..whole(render(http).repeat(*times))
        },
        Transport::Broken(framing) => broken(http, *framing),
    })
}

fn respell(name: &str, spelling: HeaderCase) -> String {
    match spelling {
        HeaderCase::Upper => name.to_ascii_uppercase(),
        HeaderCase::Lower => name.to_ascii_lowercase(),
        HeaderCase::Mixed => {
            let mix = |(at, c): (usize, char)| {
                if at % 2 == 0 {
                    c.to_ascii_lowercase()
                } else {
                    c.to_ascii_uppercase()
                }
            };
            name.chars().enumerate().map(mix).collect()
        }
    }
}

fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map_or(bytes.len(), |at| at + 4);
    bytes.split_at(end)
}

fn with_header(http: &HttpRequest, name: &str, value: &str) -> HttpRequest {
    let mut more = http.clone();
    more.headers.push((name.to_owned(), value.to_owned()));
    more
}

fn chunked(http: &HttpRequest, size: usize) -> Vec<u8> {
    let bytes = render(&with_header(http, "Transfer-Encoding", "chunked"));
    let (head, _) = split_head(&bytes);
    let mut framed = head.to_vec();
    for chunk in http.body.chunks(size.max(1)) {
        framed.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        framed.extend_from_slice(chunk);
        framed.extend_from_slice(b"\r\n");
    }
    framed.extend_from_slice(b"0\r\n\r\n");
    framed
}

fn slow(http: &HttpRequest, slice: usize, total: Duration) -> Script {
    let bytes = render(http);
    let (head, body) = split_head(&bytes);
    let slices: Vec<&[u8]> = body.chunks(slice.max(1)).collect();
    let pause = total / u32::try_from(slices.len().max(1)).unwrap_or(u32::MAX);
    let mut pieces = vec![(Duration::ZERO, head.to_vec())];
    pieces.extend(slices.into_iter().map(|slice| (pause, slice.to_vec())));
    Script {
        pieces,
        answers: 1,
        ..Script::default()
    }
}

fn broken(http: &HttpRequest, framing: Framing) -> Script {
    let length = http.body.len();
    let mut half_close = false;
    let bytes = match framing {
        Framing::TwoLengths => {
            let first = with_header(http, "Content-Length", &length.to_string());
            render(&with_header(
                &first,
                "Content-Length",
                &(length + 1).to_string(),
            ))
        }
        Framing::LengthAndChunked => {
            let both = with_header(http, "Content-Length", &length.to_string());
            chunked(&both, 64)
        }
        Framing::NegativeLength => render(&with_header(http, "Content-Length", "-1")),
        Framing::WordLength => render(&with_header(http, "Content-Length", "many")),
        Framing::ShortBody => {
            half_close = true;
            render(&with_header(
                http,
                "Content-Length",
                &(length + 10).to_string(),
            ))
        }
        Framing::BadChunk => {
            let good = chunked(http, 64);
            let (head, _) = split_head(&good);
            [head, b"zz\r\n", &http.body, b"\r\n0\r\n\r\n"].concat()
        }
        Framing::NoHost => {
            let mut without = http.clone();
            without
                .headers
                .retain(|(name, _)| !name.eq_ignore_ascii_case("host"));
            render(&without)
        }
        Framing::NoColon => in_head(http, b"this line has no colon\r\n"),
        Framing::SpaceBeforeColon => in_head(http, b"X-Odd : value\r\n"),
        Framing::NulInHeader => in_head(http, b"X-Odd: a\0b\r\n"),
        Framing::Garbage => {
            half_close = true;
            b"\x16\x03\x01 this is no HTTP\r\n\r\n".to_vec()
        }
        Framing::Version => {
            let bytes = render(http);
            let text = b"HTTP/1.1\r\n";
            match bytes.windows(text.len()).position(|window| window == text) {
                Some(at) => [&bytes[..at], b"HTTP/9.9\r\n", &bytes[at + text.len()..]].concat(),
                None => bytes,
            }
        }
        Framing::HeaderFlood(lines) => {
            let flood: Vec<u8> = (0..lines)
                .flat_map(|at| format!("X-Flood-{at}: {at}\r\n").into_bytes())
                .collect();
            in_head(http, &flood)
        }
        Framing::LongHeader(bytes) => in_head(
            http,
            &[b"X-Long: ".as_slice(), &vec![b'x'; bytes], b"\r\n"].concat(),
        ),
    };
    Script {
        pieces: vec![(Duration::ZERO, bytes)],
        half_close,
        answers: 1,
        ..Script::default()
    }
}

/// The request with these lines at the end of its head.
fn in_head(http: &HttpRequest, lines: &[u8]) -> Vec<u8> {
    let bytes = render(http);
    let (head, body) = split_head(&bytes);
    [
        head.strip_suffix(b"\r\n").unwrap_or(head),
        lines,
        b"\r\n",
        body,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> HttpRequest {
        HttpRequest {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: vec![("Host".to_owned(), "h".to_owned())],
            body: b"Action=X".to_vec(),
        }
    }

    fn text(transport: &Transport) -> String {
        let script = script(&request(), transport).unwrap();
        script
            .pieces
            .iter()
            .map(|(_, bytes)| String::from_utf8_lossy(bytes))
            .collect()
    }

    #[test]
    fn each_framing_is_what_it_says() {
        assert!(
            text(&Transport::Chunked(3)).ends_with("3\r\nAct\r\n3\r\nion\r\n2\r\n=X\r\n0\r\n\r\n")
        );
        assert!(
            !text(&Transport::Chunked(3))
                .to_lowercase()
                .contains("content-length")
        );
        let two = text(&Transport::Broken(Framing::TwoLengths));
        assert!(
            two.contains("Content-Length: 8\r\n") && two.contains("Content-Length: 9\r\n"),
            "{two}"
        );
        let both = text(&Transport::Broken(Framing::LengthAndChunked));
        assert!(
            both.contains("Content-Length: 8\r\n") && both.contains("Transfer-Encoding: chunked"),
            "{both}"
        );
        assert!(text(&Transport::Broken(Framing::Version)).starts_with("POST / HTTP/9.9\r\n"));
        assert!(
            text(&Transport::Broken(Framing::NoColon))
                .contains("\r\nthis line has no colon\r\n\r\nAction=X")
        );
        assert!(text(&Transport::HeaderNames(HeaderCase::Mixed)).contains("\r\nhOsT: h\r\n"));
        assert_eq!(
            text(&Transport::Pipelined(2))
                .matches("POST / HTTP/1.1")
                .count(),
            2
        );
    }
}
