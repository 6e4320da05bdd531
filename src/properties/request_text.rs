//! Requests as texts: what a fuzzer changes, and what a person reads. Total: any bytes are a request.
//!
//! ```text
//! POST / HTTP/1.1
//! Content-Type: application/x-www-form-urlencoded
//! X-Sign: header
//! X-Frame: plain
//!
//! Action=ChangePassword&Version=2010-05-08&OldPassword=…&NewPassword=…
//! ```

use super::framed::Framed;
use crate::wire::HttpRequest;

/// Who signs, and how: the header that is taken away.
const SIGN: &str = "X-Sign";
/// How it is put into bytes: another that is taken away.
const FRAME: &str = "X-Frame";

/// How a request is to be signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignedAs {
    /// In its headers.
    #[default]
    Header,
    /// In its query.
    Query,
    /// By nobody.
    Nobody,
    /// In its headers, by another secret.
    WrongSecret,
}

impl SignedAs {
    /// Each.
    pub const ALL: [Self; 4] = [Self::Header, Self::Query, Self::Nobody, Self::WrongSecret];

    /// As in a text.
    pub fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Nobody => "nobody",
            Self::WrongSecret => "wrong-secret",
        }
    }
}

/// A request that is not signed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestText {
    /// The request.
    pub http: HttpRequest,
    /// How it is to be signed.
    pub sign: SignedAs,
    /// How it is to be put into bytes.
    pub frame: Framed,
}

impl RequestText {
    /// Reads a text. Header lines without a name that HTTP admits are passed over.
    pub fn read(bytes: &[u8]) -> Self {
        let (head, body) = halves(bytes);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.split('\n').map(|line| line.trim_end_matches('\r'));
        let mut first = lines.next().unwrap_or_default().split(' ');
        let mut word = || first.next().unwrap_or_default().to_owned();
        let mut read = Self {
            http: HttpRequest {
                method: word(),
                target: word(),
                headers: Vec::new(),
                body: body.to_vec(),
            },
            sign: SignedAs::default(),
            frame: Framed::default(),
        };
        for line in lines {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim_matches([' ', '\t']);
            if name.eq_ignore_ascii_case(SIGN) {
                let known = SignedAs::ALL.into_iter().find(|it| it.word() == value);
                read.sign = known.unwrap_or_default();
            } else if name.eq_ignore_ascii_case(FRAME) {
                read.frame = Framed::named(value).unwrap_or_default();
            } else if !name.is_empty() && name.bytes().all(is_token) {
                let value = value.replace(|c: char| c.is_control() && c != '\t', "");
                read.http.headers.push((name.to_owned(), value));
            }
        }
        read
    }

    /// The text.
    pub fn to_bytes(&self) -> Vec<u8> {
        let http = &self.http;
        let mut head = format!("{} {} HTTP/1.1\r\n", http.method, http.target);
        for (name, value) in &http.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.sign != SignedAs::default() {
            head.push_str(&format!("{SIGN}: {}\r\n", self.sign.word()));
        }
        if self.frame != Framed::default() {
            head.push_str(&format!("{FRAME}: {}\r\n", self.frame.word()));
        }
        head.push_str("\r\n");
        [head.as_bytes(), &http.body].concat()
    }

    /// Without the headers of these beginnings, in any case.
    pub fn without(mut self, beginnings: &[&str]) -> Self {
        self.http.headers.retain(|(name, _)| {
            let name = name.to_ascii_lowercase();
            !beginnings
                .iter()
                .any(|beginning| name.starts_with(beginning))
        });
        self
    }

    /// With a `Host`, without which nothing can be signed.
    pub fn with_host(mut self) -> Self {
        let is_host = |(name, _): &(String, String)| name.eq_ignore_ascii_case("host");
        if !self.http.headers.iter().any(is_host) {
            let host = ("Host".to_owned(), "localhost".to_owned());
            self.http.headers.insert(0, host);
        }
        self
    }

    /// Without the parameters of a presigned URL.
    pub fn without_signature(mut self) -> Self {
        let Some((path, query)) = self.http.target.split_once('?') else {
            return self;
        };
        let ours = |pair: &&str| {
            let field = crate::wire::decode(pair.as_bytes());
            !field.iter().any(|field| field.name.starts_with(b"X-Amz-"))
        };
        let kept: Vec<&str> = query.split('&').filter(ours).collect();
        self.http.target = format!("{path}?{}", kept.join("&"));
        self
    }
}

/// Head and body: an empty line parts them.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"];
    let found = ends.iter().filter_map(|end| {
        let at = bytes.windows(end.len()).position(|window| window == *end)?;
        Some((at, at + end.len()))
    });
    match found.min() {
        Some((end, start)) => (&bytes[..end], &bytes[start..]),
        None => (bytes, &[]),
    }
}

/// What a header's name is made of (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_request_is_read_as_it_stands_and_told_how_to_sign() {
        let text =
            b"POST /?a=b HTTP/1.1\nHost: h\r\nX-Sign: query\r\nX-Frame: gzip\r\nno header\r\nb d: x\n\nbody\n\n";
        let read = RequestText::read(text);
        assert_eq!(
            (read.http.method.as_str(), read.sign, read.frame.word()),
            ("POST", SignedAs::Query, "gzip")
        );
        assert_eq!(read.http.target, "/?a=b");
        assert_eq!(read.http.headers, [("Host".to_owned(), "h".to_owned())]);
        assert_eq!(read.http.body, b"body\n\n");
    }

    #[test]
    fn the_parameters_of_a_signature_are_taken_away_in_any_spelling() {
        let read = RequestText::read(b"GET /?a=b&X-Amz-Date=1&%58-Amz-Signature=2&c HTTP/1.1\n\n");
        assert_eq!(read.without_signature().http.target, "/?a=b&c");
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_and_read_as_the_same(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let read = RequestText::read(&bytes);
            // A word of the first line may hold what ends a line.
            prop_assume!(!read.http.method.contains('\r') && !read.http.target.contains('\r'));
            prop_assert_eq!(RequestText::read(&read.to_bytes()), read);
        }
    }
}
