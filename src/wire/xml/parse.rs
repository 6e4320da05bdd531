//! Bytes to a tree, strictly by XML 1.0 (fifth edition) and Namespaces in XML 1.0.

use quick_xml::{
    Reader,
    errors::{Error, IllFormedError, SyntaxError},
    events::Event,
};

use super::{
    character::{is_char, qualified},
    element::Element,
    encoding::decode,
    error::XmlError,
    limits::XmlLimits,
    reference::resolve,
    tree::Tree,
};

/// Reads a whole document. `charset` is the parameter of the content type, if it has one.
/// Takes time and room in proportion to the body, and no more than the limits allow.
pub fn parse(body: &[u8], charset: Option<&str>, limits: &XmlLimits) -> Result<Element, XmlError> {
    if body.is_empty() {
        return Err(XmlError::Empty);
    }
    if body.len() > limits.bytes {
        return Err(XmlError::TooLarge {
            limit: limits.bytes,
        });
    }
    let document = decode(body, charset)?;
    let text = document.text.as_ref();
    if let Some(at) = first_forbidden(text) {
        return broken(at, "a character that XML does not allow");
    }
    read(text, document.declaration, Tree::new(limits))
}

/// Reads what stands behind the XML declaration, which ends at byte `start`.
fn read(text: &str, start: usize, mut tree: Tree) -> Result<Element, XmlError> {
    let rest = text.get(start..).unwrap_or_default();
    // quick-xml would take it for a byte order mark; that one is gone already.
    if rest.starts_with('\u{feff}') {
        return broken(start, "text outside of the root element");
    }
    let mut reader = Reader::from_str(rest);
    loop {
        let here = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let at = start.saturating_add(here);
        match reader.read_event().map_err(|error| malformed(at, &error))? {
            Event::Start(tag) => tree.open(tag.name().as_ref(), tag.attributes_raw(), at)?,
            Event::Empty(tag) => {
                tree.open(tag.name().as_ref(), tag.attributes_raw(), at)?;
                tree.close();
            }
            Event::End(_) => tree.close(),
            Event::Text(piece) => {
                if let Some(inside) = piece.find("]]>") {
                    return broken(at + inside, "a `]]>` in text");
                }
                tree.text(&piece.xml10_content(), true, at)?;
            }
            Event::CData(piece) => tree.text(&piece.xml10_content(), false, at)?,
            Event::GeneralRef(reference) => {
                let c =
                    resolve(&reference).map_err(|reason| XmlError::NotWellFormed { at, reason })?;
                tree.text(c.encode_utf8(&mut [0; 4]), false, at)?;
            }
            Event::Comment(piece) => {
                if piece.contains("--") || piece.ends_with('-') {
                    return broken(at, "a `--` in a comment");
                }
            }
            Event::PI(instruction) => {
                let target = instruction.target();
                if !matches!(qualified(target), Some((None, _)))
                    || target.eq_ignore_ascii_case("xml")
                {
                    return broken(at, "a processing instruction without a legal target");
                }
            }
            Event::Decl(_) => {
                return broken(at, "an XML declaration that is not at the very start");
            }
            Event::DocType(_) => {
                return if tree.is_untouched()
                    && rest
                        .get(here..)
                        .is_some_and(|rest| rest.starts_with("<!DOCTYPE"))
                {
                    Err(XmlError::Dtd { at })
                } else {
                    broken(
                        at,
                        "a document type declaration that is misspelled or out of place",
                    )
                };
            }
            Event::Eof => return tree.finish(at),
        }
    }
}

/// The first character that no document may hold.
fn first_forbidden(text: &str) -> Option<usize> {
    // Only a control character or what begins with 0xEF in UTF-8 is suspect, and to fold is ten times as fast as to search.
    let suspect = |b: u8| (b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0xef;
    let not_allowed = |(at, c): (usize, char)| (!is_char(c)).then_some(at);
    text.bytes()
        .fold(false, |any, b| any | suspect(b))
        .then(|| text.char_indices().find_map(not_allowed))?
}

fn broken(at: usize, reason: &'static str) -> Result<Element, XmlError> {
    Err(XmlError::NotWellFormed { at, reason })
}

/// quick-xml's own message may quote the document; this one does not.
fn malformed(at: usize, error: &Error) -> XmlError {
    let reason = match error {
        Error::Syntax(SyntaxError::UnclosedComment) => "a comment that is not closed",
        Error::Syntax(SyntaxError::UnclosedCData) => {
            "a CDATA section that is misspelled or not closed"
        }
        Error::Syntax(SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl) => {
            "a `<?` that is not closed"
        }
        Error::Syntax(_) => "a tag that is not closed, or no markup behind a `<`",
        Error::IllFormed(IllFormedError::UnclosedReference) => "an `&` that begins no reference",
        Error::IllFormed(
            IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
        ) => "an end tag that does not match the open element",
        _ => "malformed markup",
    };
    XmlError::NotWellFormed { at, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::xml::Node;

    fn read(document: &str) -> Result<Element, XmlError> {
        parse(document.as_bytes(), None, &XmlLimits::default())
    }

    #[test]
    fn errors_say_what_and_where() {
        for (document, message) in [
            ("", "empty where an XML document is expected"),
            (
                "<a>ü&x;</a>",
                "not well-formed at byte 5: a reference to an entity that is not declared",
            ),
            ("<a>x]]></a>", "not well-formed at byte 4: a `]]>` in text"),
            (
                "<a>\u{1}</a>",
                "not well-formed at byte 3: a character that XML does not allow",
            ),
            (
                "<?xml version='1.0'?>\n<a></b>",
                "not well-formed at byte 25: an end tag that does not match the open element",
            ),
            (
                "<a>",
                "not well-formed at byte 3: the document ends inside of an element",
            ),
            (" ", "not well-formed at byte 1: no root element"),
            (
                "<a/> <b/>",
                "not well-formed at byte 5: a second root element",
            ),
            (
                "<a><p:b/></a>",
                "not well-formed at byte 3: a namespace prefix that is not declared",
            ),
            (
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                "a document type declaration at byte 0, which is not read",
            ),
        ] {
            assert_eq!(
                read(document).unwrap_err().to_string(),
                message,
                "{document}"
            );
        }
    }

    #[test]
    fn what_is_not_closed_is_named() {
        for (document, reason) in [
            ("<a/><!-- ", "a comment that is not closed"),
            (
                "<a><![CDATA[x</a>",
                "a CDATA section that is misspelled or not closed",
            ),
            ("<a/><?x", "a `<?` that is not closed"),
            (
                "<?xml version='1.0'",
                "an XML declaration that is not closed",
            ),
            ("<a", "a tag that is not closed, or no markup behind a `<`"),
            ("<a>x & y</a>", "an `&` that begins no reference"),
            ("</a>", "an end tag that does not match the open element"),
        ] {
            match read(document) {
                Err(XmlError::NotWellFormed { reason: told, .. }) => assert_eq!(told, reason),
                other => panic!("{document}: {other:?}"),
            }
        }
    }

    #[test]
    fn errors_quote_nothing_of_the_document() {
        for document in [
            "<a>&hunter2;</a>",
            "<a></hunter2>",
            "</hunter2>",
            "<hunter2:a/>",
            "<a hunter2/>",
            "<a/>hunter2",
            "<?hunter2",
        ] {
            let error = read(document).unwrap_err();
            assert!(
                !format!("{error} {error:?}").contains("hunter2"),
                "{error:?}"
            );
        }
    }

    #[test]
    fn prefixes_that_nothing_declares_are_unbound() {
        for document in [
            "<p:a/>",
            "<a p:b=''/>",
            "<a><b xmlns:p='urn:a'/><p:c/></a>",
            "<xmlns:a/>",
            "<P:a xmlns:p='urn:a'/>",
        ] {
            assert!(
                matches!(read(document), Err(XmlError::UnboundPrefix { .. })),
                "{document}"
            );
        }
    }

    #[test]
    fn a_document_type_declaration_is_refused_as_such() {
        for document in [
            "<!DOCTYPE a><a/>",
            "<?xml version='1.0'?><!-- --><!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>",
            "<!DOCTYPE a [<!ENTITY b '&#60;c/>'>]><a>&b;</a>",
        ] {
            assert!(
                matches!(read(document), Err(XmlError::Dtd { .. })),
                "{document}"
            );
        }
    }

    #[test]
    fn text_is_what_the_spelling_means() {
        for (document, text) in [
            ("<a>a\r\nb\rc\nd\r\r\ne</a>", "a\nb\nc\nd\n\ne"),
            ("<a><![CDATA[a\r\nb&amp;]]></a>", "a\nb&amp;"),
            ("<a>&#13;&#10;</a>", "\r\n"),
            (
                "<a>x&lt;y&#x3E;<![CDATA[<z>]]>&amp;amp;</a>",
                "x<y><z>&amp;",
            ),
            ("<a>one<!-- --> two<?p?>\t</a>", "one two\t"),
            ("<a> <b>inner</b> </a>", "  "),
        ] {
            assert_eq!(read(document).unwrap().text(), text, "{document}");
        }
    }

    #[test]
    fn text_split_by_comments_and_references_is_one_node() {
        let root = read("<a>x&amp;<!-- -->y<![CDATA[z]]><b/><![CDATA[]]></a>").unwrap();
        assert_eq!(root.children.len(), 2);
        assert!(matches!(&root.children[0], Node::Text(text) if text == "x&yz"));
    }

    #[test]
    fn names_are_resolved_to_namespaces() {
        let root = read(
            "<p:a xmlns:p='urn:p' xmlns='urn:d' c='1' p:d='2' xml:lang='en'><b/><b xmlns=''/></p:a>",
        )
        .unwrap();
        assert_eq!(
            (root.namespace.as_deref(), root.name.as_str()),
            (Some("urn:p"), "a")
        );
        let attributes: Vec<_> = root
            .attributes
            .iter()
            .map(|a| (a.namespace.as_deref(), a.name.as_str(), a.value.as_str()))
            .collect();
        let xml = Some("http://www.w3.org/XML/1998/namespace");
        assert_eq!(
            attributes,
            [
                (None, "c", "1"),
                (Some("urn:p"), "d", "2"),
                (xml, "lang", "en")
            ]
        );
        let children: Vec<_> = root.elements().map(|b| b.namespace.as_deref()).collect();
        assert_eq!(children, [Some("urn:d"), None]);
    }
}
