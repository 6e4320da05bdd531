//! Random trees, and random spellings of each: what parse and canonical must see through.

use proptest::{collection::vec, prelude::*, sample::select};

use super::namespaces::XML;
use super::*;

fn namespace() -> impl Strategy<Value = Option<std::sync::Arc<str>>> {
    select(vec![
        None,
        Some("urn:a"),
        Some("https://b.example/?x='1'&y=\"2\""),
        Some(XML),
    ])
    .prop_map(|name| name.map(Into::into))
}

fn name() -> impl Strategy<Value = String> {
    select(vec!["a", "Code", "_x-1.y", "é", "xmlns"]).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \t\n\r]{1,3}",
        "[a&<>'\"\\]\r\n \u{80}-\u{ff}\u{10000}]{1,8}",
        Just("]]>".to_owned()),
    ]
}

fn attribute() -> impl Strategy<Value = Attribute> {
    let name = name().prop_filter("a declaration", |name| name != "xmlns");
    let value = prop_oneof![Just(String::new()), text()];
    (namespace(), name, value).prop_map(|(namespace, name, value)| Attribute {
        namespace,
        name,
        value,
    })
}

fn element(children: impl Strategy<Value = Vec<Node>>) -> impl Strategy<Value = Element> {
    (namespace(), name(), vec(attribute(), 0..4), children).prop_map(
        |(namespace, name, mut attributes, mut children)| {
            let mut seen = std::collections::HashSet::new();
            attributes.retain(|a| seen.insert((a.namespace.clone(), a.name.clone())));
            children.dedup_by(|a, b| matches!((a, b), (Node::Text(_), Node::Text(_))));
            Element {
                namespace,
                name,
                attributes,
                children,
            }
        },
    )
}

fn tree() -> impl Strategy<Value = Element> {
    element(vec(text().prop_map(Node::Text), 0..2)).prop_recursive(3, 16, 4, |inner| {
        let node = prop_oneof![inner.prop_map(Node::Element), text().prop_map(Node::Text)];
        element(vec(node, 0..4))
    })
}

fn choices() -> impl Strategy<Value = Vec<usize>> {
    vec(0..12_usize, 1..40)
}

fn read(body: &[u8]) -> Result<Element, XmlError> {
    parse(body, None, &XmlLimits::default())
}

proptest! {
    #[test]
    fn every_spelling_of_a_tree_is_read_as_that_tree(tree in tree(), choices in choices()) {
        let document = spell(&tree, choices, false);
        let read = read(document.as_bytes());
        prop_assert!(read.as_ref() == Ok(&tree), "{document}\n{:?}", read.map(|root| canonical(&root)));
    }

    #[test]
    fn every_spelling_of_a_tree_has_its_canonical_text(tree in tree(), choices in choices()) {
        let document = spell(&tree, choices, true);
        let read = read(document.as_bytes()).map(|root| canonical(&root));
        prop_assert_eq!(read, Ok(canonical(&tree)), "{}", document);
    }

    #[test]
    fn canonical_text_is_its_own_canonical_text(tree in tree()) {
        let once = canonical(&tree);
        prop_assert_eq!(read(once.as_bytes()).map(|root| canonical(&root)), Ok(once));
    }

    #[test]
    fn a_tree_is_the_same_in_utf_16(tree in tree(), choices in choices()) {
        let document = spell(&tree, choices, false).replace("UTF-8", "UTF-16");
        let body: Vec<u8> = "\u{feff}".encode_utf16().chain(document.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        prop_assert!(read(&body).as_ref() == Ok(&tree), "{document}");
    }

    #[test]
    fn a_document_cut_short_is_refused(tree in tree(), at in any::<prop::sample::Index>()) {
        let document = canonical(&tree);
        let cut = &document.as_bytes()[..at.index(document.len())];
        prop_assert!(read(cut).is_err(), "{}", String::from_utf8_lossy(cut));
    }

    #[test]
    fn no_bytes_make_it_panic(body in vec(any::<u8>(), 0..200), charset in select(vec![None, Some("utf-16le"), Some("latin1")])) {
        let _ = parse(&body, charset, &XmlLimits::default());
    }

    #[test]
    fn no_markup_makes_it_panic_and_what_is_read_has_a_canonical_text(
        body in r#"(<|>|</|/>|<a|<!--|--|-->|<!\[CDATA\[|\]\]>|<\?|\?>|xml|<!DOCTYPE|&|#x|;|amp|=|'|"| |a|:|p|xmlns|\[|\]|é){0,30}"#
    ) {
        assert_settled(body.as_bytes())?;
    }

    #[test]
    fn a_document_with_bytes_changed_is_read_or_refused(
        tree in tree(), choices in choices(), changes in vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..4)
    ) {
        let mut body = spell(&tree, choices, true).into_bytes();
        for (at, byte, how) in changes {
            let at = at.index(body.len().max(1)).min(body.len().saturating_sub(1));
            match how {
                0 => body.insert(at, byte),
                1 if !body.is_empty() => body[at] = byte,
                _ if !body.is_empty() => drop(body.remove(at)),
                _ => {}
            }
        }
        assert_settled(&body)?;
    }
}

/// Whatever is read at all has a canonical text that is read and stays the same.
fn assert_settled(body: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(root) = read(body) {
        let once = canonical(&root);
        prop_assert_eq!(read(once.as_bytes()).map(|root| canonical(&root)), Ok(once));
    }
    Ok(())
}
