//! Random trees, and random spellings of each: what parse and canonical must see through.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

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

/// Writes a tree in one of its many spellings, chosen by a list of numbers that is used round and round.
struct Speller {
    choices: Vec<usize>,
    used: usize,
    /// Whether white space may be added between elements, which changes the tree but not its canonical text.
    spaced: bool,
}

impl Speller {
    fn choose<T: Copy>(&mut self, among: &[T]) -> T {
        self.used += 1;
        among[self.choices[self.used % self.choices.len()] % among.len()]
    }

    fn document(mut self, root: &Element) -> String {
        let head = [
            "",
            "<?xml version=\"1.0\"?>",
            "<?xml version='1.0' encoding='UTF-8' standalone='no' ?>\r\n",
        ];
        let misc = ["", "\n", "<!-- < & -->", "<?p <a> ?>\t"];
        let mut out = [self.choose(&head), self.choose(&misc)].concat();
        self.element(&mut out, root, None);
        out + self.choose(&misc)
    }

    fn element(&mut self, out: &mut String, element: &Element, default: Option<&str>) {
        let namespace = element.namespace.as_deref();
        let mut inside = default;
        let mut pairs = Vec::new();
        let mut prefix = "";
        match namespace {
            Some(XML) => prefix = "xml:",
            Some(name) if self.choose(&[true, false]) => {
                prefix = "p:";
                pairs.push(self.pair("xmlns:p", name));
            }
            _ => {
                if namespace != default || self.choose(&[true, false]) {
                    pairs.push(self.pair("xmlns", namespace.unwrap_or_default()));
                }
                inside = namespace;
            }
        }
        for (i, a) in element.attributes.iter().enumerate() {
            let name = match a.namespace.as_deref() {
                None => a.name.clone(),
                Some(XML) => format!("xml:{}", a.name),
                Some(namespace) => {
                    pairs.push(self.pair(&format!("xmlns:a{i}"), namespace));
                    format!("a{i}:{}", a.name)
                }
            };
            pairs.push(self.pair(&name, &a.value));
        }
        out.extend(["<", prefix, &element.name]);
        for pair in pairs {
            out.extend([self.choose(&[" ", "\n", "\t "]), &pair]);
        }
        out.push_str(self.choose(&["", " ", "\r\n"]));
        if element.children.is_empty() && self.choose(&[true, false]) {
            out.push_str("/>");
            return;
        }
        out.push('>');
        let is_text = |node: &Node| matches!(node, Node::Text(text) if !text.trim_matches([' ', '\t', '\r', '\n']).is_empty());
        let spaced = self.spaced
            && element.elements().next().is_some()
            && !element.children.iter().any(is_text);
        for node in &element.children {
            out.push_str(self.choose(&["", "<!-- - -->", "<?p?>"]));
            if spaced {
                out.push_str(self.choose(&["", "\n  ", " <!----> "]));
            }
            match node {
                Node::Element(child) => self.element(out, child, inside),
                Node::Text(text) => self.text(out, text),
            }
        }
        out.extend(["</", prefix, &element.name, self.choose(&["", " "]), ">"]);
    }

    fn pair(&mut self, name: &str, value: &str) -> String {
        let equals = self.choose(&["=", " =\n"]);
        let quote = self.choose(&['"', '\'']);
        let mut out = format!("{name}{equals}{quote}");
        for c in value.chars() {
            let must = c == quote || matches!(c, '&' | '<' | '\t' | '\n' | '\r');
            self.character(&mut out, c, must);
        }
        out + &quote.to_string()
    }

    fn text(&mut self, out: &mut String, text: &str) {
        let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
        match self.choose(&[0, 1, 2]) {
            0 if !has(&["]]>", "\r"]) => out.extend(["<![CDATA[", text, "]]>"]),
            1 => out.push_str(&escape_text(text)),
            _ => {
                for c in text.chars() {
                    match c {
                        '\n' => out.push_str(self.choose(&["\n", "\r\n", "&#10;"])),
                        _ => self.character(out, c, matches!(c, '&' | '<' | '>' | '\r')),
                    }
                    out.push_str(self.choose(&["", "", "", "<!-- x -->"]));
                }
            }
        }
    }

    fn character(&mut self, out: &mut String, c: char, must: bool) {
        let number = u32::from(c);
        match self.choose(&[0, 1, 2, 3]) {
            0 => out.push_str(&format!("&#{number};")),
            1 => out.push_str(&format!("&#x{number:04x};")),
            2 if c == '<' => out.push_str("&lt;"),
            2 if c == '&' => out.push_str("&amp;"),
            _ if must => out.push_str(&format!("&#x{number:X};")),
            _ => out.push(c),
        }
    }
}

fn spell(tree: &Element, choices: Vec<usize>, spaced: bool) -> String {
    Speller {
        choices,
        used: 0,
        spaced,
    }
    .document(tree)
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
