//! Status line and fields, one line at a time (RFC 9112, 4 and 5).

/// Status line and fields of an answer.
pub(super) struct Head {
    /// 0 or 1: the digit after `HTTP/1.`.
    pub(super) minor: u8,
    pub(super) status: u16,
    /// In order, with lower-cased names.
    pub(super) fields: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// The values of a field, in order.
    pub(super) fn values(&self, name: &str) -> Vec<&[u8]> {
        let named = self.fields.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.as_slice()).collect()
    }
}

/// `HTTP/1.1 200 OK`. Many leave out the blank before an absent reason; so does the client library.
pub(super) fn status_line(line: &[u8]) -> Result<(u8, u16), &'static str> {
    let (minor, rest) = match line {
        [
            b'H',
            b'T',
            b'T',
            b'P',
            b'/',
            b'1',
            b'.',
            minor @ b'0'..=b'1',
            b' ',
            rest @ ..,
        ] => (minor - b'0', rest),
        _ => return Err("the status line does not begin with HTTP/1.1 or HTTP/1.0 and one blank"),
    };
    let (digits, reason) = rest.split_at(rest.len().min(3));
    let status = digits.iter().try_fold(0u16, |status, &digit| match digit {
        b'0'..=b'9' => Some(status * 10 + u16::from(digit - b'0')),
        _ => None,
    });
    match (status, reason) {
        (Some(100..), [] | [b' ', ..]) if is_text(reason) => {
            Ok((minor, status.unwrap_or_default()))
        }
        (Some(100..), [] | [b' ', ..]) => Err("a control character stands in the status line"),
        _ => Err("the status is no number of three digits"),
    }
}

/// `name: value`, of which the name is lower-cased and the value freed of blanks around.
pub(super) fn field(line: &[u8]) -> Result<(String, Vec<u8>), &'static str> {
    if line.starts_with(b" ") || line.starts_with(b"\t") {
        return Err("a field is folded over several lines");
    }
    let colon = line.iter().position(|&byte| byte == b':');
    let (name, value) = line.split_at(colon.ok_or("a header line has no colon")?);
    if name.is_empty() || !name.iter().all(|&byte| is_token(byte)) {
        return Err("a field's name is empty or holds a character that no name may hold");
    }
    let value = value.get(1..).unwrap_or_default();
    if !is_text(value) {
        return Err("a control character stands in a field");
    }
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    Ok((name, value.trim_ascii().to_vec()))
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_text(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .all(|&byte| byte == b'\t' || !byte.is_ascii_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_line_is_read() {
        for (line, read) in [
            ("HTTP/1.1 200 OK", (1, 200)),
            ("HTTP/1.0 404 Not Found at all", (0, 404)),
            ("HTTP/1.1 599 ", (1, 599)),
            ("HTTP/1.1 200", (1, 200)),
        ] {
            assert_eq!(status_line(line.as_bytes()), Ok(read), "{line}");
        }
        assert_eq!(status_line(b"HTTP/1.1 200 \xe9\tb"), Ok((1, 200)));
    }

    #[test]
    fn a_malformed_status_line_is_refused() {
        for line in [
            "",
            "HTTP/1.1",
            "HTTP/2 200 OK",
            "HTTP/1.2 200 OK",
            "HTTP/1.1  200 OK",
            "http/1.1 200 OK",
            "HTTP/1.1 20",
            "HTTP/1.1 2000 OK",
            "HTTP/1.1 099 OK",
            "HTTP/1.1 +20 OK",
            "HTTP/1.1 200OK",
            "HTTP/1.1 200 O\rK",
            "HTTP/1.1 200 \0",
        ] {
            assert!(status_line(line.as_bytes()).is_err(), "{line:?}");
        }
    }

    #[test]
    fn a_field_is_read() {
        let read = |name: &str, value: &[u8]| Ok((name.to_owned(), value.to_vec()));
        assert_eq!(
            field(b"Content-Type:text/xml"),
            read("content-type", b"text/xml")
        );
        assert_eq!(field(b"x: \t a b\t\xff "), read("x", b"a b\t\xff"));
        assert_eq!(field(b"x:"), read("x", b""));
        assert_eq!(field(b"x:a:b"), read("x", b"a:b"));
    }

    #[test]
    fn a_malformed_field_is_refused() {
        for line in [
            "x",
            ": a",
            "x : a",
            " x: a",
            "\tx: a",
            "x\u{e9}: a",
            "x: a\rb",
            "x: \0",
            "x: \u{7f}",
        ] {
            assert!(field(line.as_bytes()).is_err(), "{line:?}");
        }
    }
}
