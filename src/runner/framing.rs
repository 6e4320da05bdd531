//! Requests framed as no client library would: the bytes, in pieces with pauses between.

use std::time::Duration;

use crate::case::{Framing, HeaderCase, Transport};
use crate::wire::{HttpRequest, render};

/// How far the slices of a message are apart, so that each goes in a packet of its own.
const APART: Duration = Duration::from_millis(1);

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

impl Script {
    /// As a client library frames it.
    pub(super) fn plain(http: &HttpRequest) -> Self {
        Self::whole(render(http))
    }

    fn whole(bytes: Vec<u8>) -> Self {
        Self {
            pieces: vec![(Duration::ZERO, bytes)],
            answers: 1,
            ..Self::default()
        }
    }
}

/// The script of a framing; none where a client library's own framing is meant.
pub(super) fn script(http: &HttpRequest, transport: &Transport) -> Option<Script> {
    let whole = Script::whole;
    Some(match transport {
        // What is compressed was so before it was signed.
        Transport::Plain | Transport::Gzip => return None,
        Transport::HeaderNames(spelling) => {
            let mut respelled = with_header(http, "Content-Length", &http.body.len().to_string());
            for (name, _) in &mut respelled.headers {
                *name = respell(name, *spelling);
            }
            whole(render(&respelled))
        }
        Transport::Sliced(size) => sliced(&render(http), *size),
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

fn sliced(bytes: &[u8], size: usize) -> Script {
    let pieces = bytes
        .chunks(size.max(1))
        .map(|slice| (APART, slice.to_vec()));
    Script {
        pieces: pieces.collect(),
        answers: 1,
        ..Script::default()
    }
}

/// Whether a server may take it that more is to come. It is told that nothing is.
fn seems_unfinished(framing: Framing) -> bool {
    matches!(
        framing,
        Framing::TwoLengths
            | Framing::LengthAndChunked
            | Framing::NegativeLength
            | Framing::WordLength
            | Framing::ShortBody
            | Framing::LongBody(_)
            | Framing::BadChunk
            | Framing::LineFeeds
            | Framing::CutHead
            | Framing::Garbage
            | Framing::Version
    )
}

fn broken(http: &HttpRequest, framing: Framing) -> Script {
    let length = http.body.len();
    let of_length = |text: &str| with_header(http, "Content-Length", text);
    let bytes = match framing {
        Framing::TwoLengths => {
            let other = (length + 1).to_string();
            let first = of_length(&length.to_string());
            render(&with_header(&first, "Content-Length", &other))
        }
        Framing::LengthTwice => {
            let same = length.to_string();
            render(&with_header(&of_length(&same), "Content-Length", &same))
        }
        Framing::LengthAndChunked => chunked(&of_length(&length.to_string()), 64),
        Framing::NegativeLength => render(&of_length("-1")),
        Framing::WordLength => render(&of_length("many")),
        Framing::ShortBody => render(&of_length(&(length + 10).to_string())),
        Framing::LongBody(behind) => render(&of_length(&length.saturating_sub(behind).to_string())),
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
        Framing::TwoHosts => render(&with_header(http, "Host", "example.com")),
        Framing::NoColon => in_head(http, b"this line has no colon\r\n"),
        Framing::SpaceBeforeColon => in_head(http, b"X-Odd : value\r\n"),
        Framing::NulInHeader => in_head(http, b"X-Odd: a\0b\r\n"),
        Framing::Folded => in_head(http, b"X-Odd: a\r\n b\r\n"),
        Framing::LineFeeds => {
            let bytes = render(http);
            let (head, body) = split_head(&bytes);
            let lines = String::from_utf8_lossy(head).replace("\r\n", "\n");
            [lines.as_bytes(), body].concat()
        }
        Framing::CutHead => {
            let bytes = render(http);
            let (head, _) = split_head(&bytes);
            head[..head.len() / 2].to_vec()
        }
        Framing::Garbage => b"\x16\x03\x01 this is no HTTP\r\n\r\n".to_vec(),
        Framing::OldVersion => of_version(http, "HTTP/1.0"),
        Framing::Version => of_version(http, "HTTP/9.9"),
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
        half_close: seems_unfinished(framing),
        answers: 1,
        ..Script::default()
    }
}

fn of_version(http: &HttpRequest, version: &str) -> Vec<u8> {
    let bytes = render(http);
    let (head, body) = split_head(&bytes);
    let head = String::from_utf8_lossy(head).replacen("HTTP/1.1", version, 1);
    [head.as_bytes(), body].concat()
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
