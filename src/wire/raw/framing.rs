//! Where the body of an answer ends (RFC 9112, 6.3), and the lines of a chunked one.

use super::head::Head;

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// There is no body.
    Empty,
    /// So many bytes.
    Length(usize),
    /// In chunks.
    Chunked,
    /// The body ends with the connection.
    ToEnd,
}

/// What the head says. `head_only` is the answer to a HEAD.
pub(super) fn framing(head: &Head, head_only: bool) -> Result<Framing, &'static str> {
    let lengths = head.values("content-length");
    let codings = head.values("transfer-encoding");
    let framing = match (codings.as_slice(), lengths.as_slice()) {
        ([], []) => Framing::ToEnd,
        ([], [length]) => {
            Framing::Length(number(length, 10).ok_or("its Content-Length is no number")?)
        }
        ([], _) => return Err("it has several Content-Lengths"),
        (_, [_, ..]) => return Err("it has both a Content-Length and a Transfer-Encoding"),
        _ if head.minor == 0 => return Err("it is HTTP/1.0 and has a Transfer-Encoding"),
        ([coding], []) if coding.eq_ignore_ascii_case(b"chunked") => Framing::Chunked,
        _ => return Err("its Transfer-Encoding is not chunked, and nothing else was asked for"),
    };
    match head.status {
        _ if head_only => Ok(Framing::Empty),
        100..=199 | 204 | 304 => Ok(Framing::Empty),
        _ => Ok(framing),
    }
}

/// The length of a chunk, from its first line: hex digits, and perhaps extensions, which are ignored.
pub(super) fn chunk_length(line: &[u8]) -> Result<usize, &'static str> {
    let end = line
        .iter()
        .position(|&byte| byte == b';')
        .unwrap_or(line.len());
    let (digits, extensions) = line.split_at(end);
    let digits = match extensions {
        [] => digits,
        _ => digits.trim_ascii_end(),
    };
    number(digits, 16).ok_or("a chunk's length is no hexadecimal number")
}

/// Digits only: no sign, no blank.
fn number(digits: &[u8], radix: u32) -> Option<usize> {
    let text = std::str::from_utf8(digits).ok()?;
    let digits_only = text.chars().all(|digit| digit.is_digit(radix));
    usize::from_str_radix(text, radix)
        .ok()
        .filter(|_| digits_only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        minor: u8,
        status: u16,
        fields: &[(&str, &str)],
        head_only: bool,
    ) -> Result<Framing, &'static str> {
        let fields = fields.iter();
        let head = Head {
            minor,
            status,
            fields: fields
                .map(|&(name, value)| (name.to_owned(), value.into()))
                .collect(),
        };
        framing(&head, head_only)
    }

    #[test]
    fn the_end_of_a_body_is_told_by_the_head() {
        let length = [("content-length", "12")];
        let chunked = [("transfer-encoding", "Chunked")];
        assert_eq!(of(1, 200, &length, false), Ok(Framing::Length(12)));
        assert_eq!(of(1, 400, &chunked, false), Ok(Framing::Chunked));
        assert_eq!(of(0, 200, &[], false), Ok(Framing::ToEnd));
    }

    #[test]
    fn some_answers_have_no_body_whatever_they_say() {
        let length = [("content-length", "12")];
        assert_eq!(of(1, 200, &length, true), Ok(Framing::Empty));
        for status in [100, 103, 204, 304] {
            assert_eq!(of(1, status, &length, false), Ok(Framing::Empty));
        }
    }

    #[test]
    fn a_framing_that_can_be_read_in_two_ways_is_refused() {
        for fields in [
            &[("content-length", "12"), ("content-length", "13")][..],
            &[("content-length", "12"), ("content-length", "12")],
            &[("content-length", "12"), ("transfer-encoding", "chunked")],
            &[
                ("transfer-encoding", "chunked"),
                ("transfer-encoding", "chunked"),
            ],
            &[("transfer-encoding", "gzip, chunked")],
            &[("content-length", "-1")],
            &[("content-length", "+1")],
            &[("content-length", "")],
            &[("content-length", "1, 1")],
            &[("content-length", "99999999999999999999999")],
        ] {
            assert!(of(1, 200, fields, false).is_err(), "{fields:?}");
            assert!(of(1, 200, fields, true).is_err(), "{fields:?}");
        }
        assert!(of(0, 200, &[("transfer-encoding", "chunked")], false).is_err());
    }

    #[test]
    fn why_a_framing_is_refused_is_told() {
        let coding = ("transfer-encoding", "chunked");
        let length = ("content-length", "12");
        for (minor, fields, reason) in [
            (1, &[length, length][..], "it has several Content-Lengths"),
            (
                1,
                &[length, coding],
                "it has both a Content-Length and a Transfer-Encoding",
            ),
            (0, &[coding], "it is HTTP/1.0 and has a Transfer-Encoding"),
            (
                1,
                &[coding, coding],
                "its Transfer-Encoding is not chunked, and nothing else was asked for",
            ),
            (
                1,
                &[("content-length", "x")],
                "its Content-Length is no number",
            ),
        ] {
            assert_eq!(of(minor, 200, fields, false), Err(reason));
        }
    }

    #[test]
    fn a_chunk_s_length_is_hexadecimal() {
        for (line, length) in [("0", 0), ("1aF", 0x1af), ("00a;x=y", 10), ("a ;x", 10)] {
            assert_eq!(chunk_length(line.as_bytes()), Ok(length), "{line}");
        }
        for line in ["", " a", "a ", "+a", "0xa", "g", ";x", "11111111111111111"] {
            assert!(chunk_length(line.as_bytes()).is_err(), "{line}");
        }
    }
}
