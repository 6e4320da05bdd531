//! Bytes to text. A byte order mark beats the `charset` parameter, and that beats the XML declaration (RFC 7303, section 3).

use std::borrow::Cow;

use super::{
    declaration::declaration,
    error::{EncodingSource, XmlError},
};

/// The encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    /// Without its mark, so its byte order is not known.
    Utf16,
    Utf16Be,
    Utf16Le,
}

/// A document as text, and where its XML declaration ends.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// From after the byte order mark.
    pub(super) text: Cow<'a, str>,
    /// Bytes of the XML declaration.
    pub(super) declaration: usize,
}

/// Reads a body in its encoding, which must be the true one. A declaration that disagrees with a stronger
/// source is no error (RFC 7303); where the declaration is all there is beside a mark, both must speak of the
/// same width (XML 1.0, section 4.3.3).
pub(super) fn decode<'a>(body: &'a [u8], charset: Option<&str>) -> Result<Document<'a>, XmlError> {
    let charset = charset.map(str::trim).filter(|name| !name.is_empty());
    let (mark, bytes) = split_mark(body);
    let (encoding, source_of_name) = match (mark, charset) {
        (Some(encoding), _) => (encoding, EncodingSource::Mark),
        (None, Some(name)) => (Encoding::named(name)?, EncodingSource::Charset),
        (None, None) => {
            let readable = std::str::from_utf8(bytes)
                .or_else(|error| {
                    std::str::from_utf8(bytes.get(..error.valid_up_to()).unwrap_or_default())
                })
                .unwrap_or_default();
            match declaration(readable)?.and_then(|found| found.encoding) {
                Some(name) => (Encoding::named(name)?, EncodingSource::Declaration),
                None => (Encoding::Utf8, EncodingSource::Default),
            }
        }
    };
    let wrong = |expected: Encoding, source_of_name, at| XmlError::Encoding {
        expected: expected.name(),
        source_of_name,
        at,
    };
    // A declaration that was read byte by byte is not in UTF-16, whatever it says.
    if source_of_name == EncodingSource::Declaration && encoding.is_wide() {
        return Err(wrong(encoding, source_of_name, 0));
    }
    let text = encoding
        .decode(bytes)
        .map_err(|at| wrong(encoding, source_of_name, body.len() - bytes.len() + at))?;
    let declaration = declaration(&text)?;
    if let (None, Some(name)) = (
        charset,
        declaration.as_ref().and_then(|found| found.encoding),
    ) && let Ok(declared) = Encoding::named(name)
        && declared.is_wide() != encoding.is_wide()
    {
        return Err(wrong(declared, EncodingSource::Declaration, 0));
    }
    let declaration = declaration.map_or(0, |found| found.length);
    Ok(Document { text, declaration })
}

fn split_mark(body: &[u8]) -> (Option<Encoding>, &[u8]) {
    match body {
        [0xef, 0xbb, 0xbf, rest @ ..] => (Some(Encoding::Utf8), rest),
        [0xfe, 0xff, rest @ ..] => (Some(Encoding::Utf16Be), rest),
        [0xff, 0xfe, rest @ ..] => (Some(Encoding::Utf16Le), rest),
        rest => (None, rest),
    }
}

impl Encoding {
    fn named(name: &str) -> Result<Self, XmlError> {
        let known = [
            ("utf-8", Self::Utf8),
            ("utf8", Self::Utf8),
            ("us-ascii", Self::Ascii),
            ("ascii", Self::Ascii),
            ("iso-8859-1", Self::Latin1),
            ("iso_8859-1", Self::Latin1),
            ("latin1", Self::Latin1),
            ("utf-16", Self::Utf16),
            ("utf-16be", Self::Utf16Be),
            ("utf-16le", Self::Utf16Le),
        ];
        known
            .into_iter()
            .find_map(|(alias, encoding)| alias.eq_ignore_ascii_case(name).then_some(encoding))
            .ok_or_else(|| XmlError::UnsupportedEncoding {
                name: name.chars().take(40).collect(),
            })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Ascii => "US-ASCII",
            Self::Latin1 => "ISO-8859-1",
            Self::Utf16 => "UTF-16",
            Self::Utf16Be => "UTF-16BE",
            Self::Utf16Le => "UTF-16LE",
        }
    }

    /// Two bytes a unit.
    fn is_wide(self) -> bool {
        matches!(self, Self::Utf16 | Self::Utf16Be | Self::Utf16Le)
    }

    /// The text, or the first byte that is none.
    fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
        let utf8 = std::str::from_utf8(bytes);
        match self {
            Self::Utf8 => utf8.map(Cow::Borrowed).map_err(|error| error.valid_up_to()),
            Self::Ascii | Self::Latin1 => match (utf8, bytes.iter().position(|b| !b.is_ascii())) {
                (Ok(text), None) => Ok(Cow::Borrowed(text)),
                (_, first) if self == Self::Ascii => Err(first.unwrap_or(0)),
                _ => Ok(bytes.iter().copied().map(char::from).collect()),
            },
            Self::Utf16 => Err(0),
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, usize> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut at = 0;
    for c in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let c = c.map_err(|_| at)?;
        at += 2 * c.len_utf16();
        text.push(c);
    }
    if rest.is_empty() {
        Ok(Cow::Owned(text))
    } else {
        Err(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::xml::{XmlLimits, parse};

    fn text(body: &[u8], charset: Option<&str>) -> Result<String, XmlError> {
        parse(body, charset, &XmlLimits::default()).map(|root| root.text())
    }

    fn declared(encoding: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("<?xml version='1.0' encoding='{encoding}'?><a>");
        [head.as_bytes(), content, b"</a>"].concat()
    }

    fn wide(document: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        document.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_document_is_utf_8_with_a_mark_or_without() {
        assert_eq!(text("<a>ü</a>".as_bytes(), None), Ok("ü".into()));
        assert_eq!(text("\u{feff}<a>ü</a>".as_bytes(), None), Ok("ü".into()));
        assert_eq!(
            text(&declared("utf-8", "ü".as_bytes()), Some("UTF-8")),
            Ok("ü".into())
        );
    }

    #[test]
    fn a_declared_encoding_is_decoded_whatever_the_case_of_its_name() {
        for name in ["ISO-8859-1", "iso-8859-1", "latin1"] {
            assert_eq!(
                text(&declared(name, b"\xfc\x80"), None),
                Ok("ü\u{80}".into()),
                "{name}"
            );
        }
        assert_eq!(text(&declared("US-ASCII", b"u"), None), Ok("u".into()));
    }

    #[test]
    fn utf_16_is_decoded_by_its_mark_or_by_a_charset_with_a_byte_order() {
        let document = "<?xml version='1.0' encoding='UTF-16'?><a>ü\u{10000}</a>";
        let marked = format!("\u{feff}{document}");
        let expected = Ok("ü\u{10000}".to_owned());
        assert_eq!(text(&wide(&marked, u16::to_be_bytes), None), expected);
        assert_eq!(text(&wide(&marked, u16::to_le_bytes), None), expected);
        assert_eq!(
            text(&wide(&marked, u16::to_le_bytes), Some("utf-16")),
            expected
        );
        assert_eq!(
            text(&wide(document, u16::to_be_bytes), Some("utf-16be")),
            expected
        );
        assert_eq!(
            text(&wide(document, u16::to_le_bytes), Some("utf-16le")),
            expected
        );
        assert_eq!(
            text(&wide("\u{feff}<a>ü</a>", u16::to_le_bytes), None),
            Ok("ü".into())
        );
    }

    fn wrong(body: &[u8], charset: Option<&str>) -> (&'static str, EncodingSource, usize) {
        match text(body, charset) {
            Err(XmlError::Encoding {
                expected,
                source_of_name,
                at,
            }) => (expected, source_of_name, at),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bytes_that_are_not_in_their_encoding_are_refused_at_the_first_wrong_one() {
        use EncodingSource::*;
        assert_eq!(wrong(b"<a>\xfc</a>", None), ("UTF-8", Default, 3));
        assert_eq!(wrong(b"\xef\xbb\xbf<a>\xfc</a>", None), ("UTF-8", Mark, 6));
        assert_eq!(
            wrong(&declared("UTF-8", b"\xfc"), None),
            ("UTF-8", Declaration, 41)
        );
        assert_eq!(
            wrong(&declared("US-ASCII", "ü".as_bytes()), None),
            ("US-ASCII", Declaration, 44)
        );
        assert_eq!(
            wrong("<a>ü</a>".as_bytes(), Some("us-ascii")),
            ("US-ASCII", Charset, 3)
        );
        assert_eq!(
            wrong(&declared("ISO-8859-1", b"\xfc"), Some("utf-8")),
            ("UTF-8", Charset, 46)
        );
        // Overlong forms and surrogates are no UTF-8.
        assert_eq!(wrong(b"<a>\xc0\x80</a>", None).2, 3);
        assert_eq!(wrong(b"<a>\xed\xa0\x80</a>", None).2, 3);
    }

    #[test]
    fn utf_16_that_is_none_is_refused() {
        use EncodingSource::*;
        assert_eq!(
            wrong(&declared("UTF-16", b""), None),
            ("UTF-16", Declaration, 0)
        );
        assert_eq!(
            wrong(&declared("UTF-16LE", b""), None),
            ("UTF-16LE", Declaration, 0)
        );
        assert_eq!(
            wrong(
                &[b"\xef\xbb\xbf".as_slice(), &declared("UTF-16", b"")].concat(),
                None
            ),
            ("UTF-16", Declaration, 0)
        );
        assert_eq!(wrong(b"<a/>", Some("utf-16")), ("UTF-16", Charset, 0));
        assert_eq!(wrong(b"\xff\xfe<\0a", None), ("UTF-16LE", Mark, 4));
        assert_eq!(wrong(b"\xfe\xff\0<\xd8\0\0a", None), ("UTF-16BE", Mark, 4));
        let lies = wide(
            "\u{feff}<?xml version='1.0' encoding='utf-8'?><a/>",
            u16::to_le_bytes,
        );
        assert_eq!(wrong(&lies, None), ("UTF-8", Declaration, 0));
        let unmarked = wide("<a/>", u16::to_le_bytes);
        assert!(text(&unmarked, None).is_err());
    }

    #[test]
    fn where_sources_disagree_the_mark_wins_then_the_charset() {
        assert_eq!(
            text(&declared("ISO-8859-1", "ü".as_bytes()), Some("utf-8")),
            Ok("ü".into())
        );
        assert_eq!(
            text(&declared("UTF-16", b"u"), Some("utf-8")),
            Ok("u".into())
        );
        assert_eq!(
            text(&declared("windows-1252", b"u"), Some("utf-8")),
            Ok("u".into())
        );
        assert_eq!(
            text(&declared("UTF-8", b"\xfc"), Some("iso-8859-1")),
            Ok("ü".into())
        );
        assert_eq!(
            text("\u{feff}<a>ü</a>".as_bytes(), Some("iso-8859-1")),
            Ok("ü".into())
        );
        assert_eq!(
            text("\u{feff}<a>ü</a>".as_bytes(), Some("klingon")),
            Ok("ü".into())
        );
        let marked = [
            b"\xef\xbb\xbf",
            declared("ISO-8859-1", "ü".as_bytes()).as_slice(),
        ]
        .concat();
        assert_eq!(text(&marked, None), Ok("ü".into()));
    }

    #[test]
    fn an_empty_charset_says_nothing() {
        assert_eq!(
            text(&declared("ISO-8859-1", b"\xfc"), Some(" ")),
            Ok("ü".into())
        );
    }

    #[test]
    fn an_encoding_that_is_not_known_is_named() {
        for (body, charset) in [
            (declared("windows-1252", b""), None),
            (b"<a/>".to_vec(), Some("windows-1252")),
        ] {
            let unsupported = XmlError::UnsupportedEncoding {
                name: "windows-1252".into(),
            };
            assert_eq!(text(&body, charset), Err(unsupported));
        }
    }
}
