//! A document in any of the spellings that XML leaves free.

use crate::reference::document::{Content, Node};
use crate::wire::xml::{escape_attribute, escape_text};

/// How a document is spelled. All of them mean the same.
#[derive(Clone, Copy)]
pub struct Style {
    /// What stands before the root.
    pub prolog: &'static str,
    /// The prefix of the names; none for a default namespace.
    pub prefix: &'static str,
    /// Round the values of attributes.
    pub quote: char,
    /// Before each element, once for each level.
    pub indent: &'static str,
    /// After each tag beside which no text stands.
    pub end: &'static str,
    /// The text of an element.
    pub text: fn(&str) -> String,
}

impl Style {
    /// Nothing that is not needed.
    pub const COMPACT: Self = Self {
        prolog: "",
        prefix: "",
        quote: '"',
        indent: "",
        end: "",
        text: escape_text,
    };

    /// The document as text.
    pub fn write(&self, root: &Node, namespace: Option<&str>) -> String {
        let mut text = self.prolog.to_owned();
        // A prefix stands for a namespace, and without one there is none to stand for.
        let prefix = match namespace {
            Some(_) if !self.prefix.is_empty() => format!("{}:", self.prefix),
            _ => String::new(),
        };
        let declaration = namespace.map_or_else(String::new, |uri| {
            let colon = if prefix.is_empty() { "" } else { ":" };
            let value = escape_attribute(uri).replace('\'', "&apos;");
            let quote = self.quote;
            format!(
                " xmlns{colon}{}={quote}{value}{quote}",
                prefix.trim_end_matches(':')
            )
        });
        self.node(&mut text, root, &prefix, &declaration, 0);
        text
    }

    fn node(&self, text: &mut String, node: &Node, prefix: &str, attributes: &str, depth: usize) {
        let indent = self.indent.repeat(depth);
        let name = format!("{prefix}{}", node.name);
        match &node.content {
            Content::Text(value) if value.is_empty() => {
                text.extend([&indent, "<", &name, attributes, "/>"]);
            }
            Content::Text(value) => {
                let value = (self.text)(value);
                text.extend([
                    &indent, "<", &name, attributes, ">", &value, "</", &name, ">",
                ]);
            }
            Content::Nodes(nodes) => {
                text.extend([&indent, "<", &name, attributes, ">", self.end]);
                for node in nodes {
                    self.node(text, node, prefix, "", depth + 1);
                }
                text.extend([&indent, "</", &name, ">"]);
            }
        }
        text.push_str(self.end);
    }
}

/// In CDATA sections: two where the text itself would end one.
pub fn cdata(text: &str) -> String {
    // What XML cannot hold and carriage returns, which a section cannot spell, are replaced as in other texts.
    let holdable = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    let text: String = text
        .chars()
        .map(|c| if holdable(c) { c } else { '\u{fffd}' })
        .collect();
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// Every character by its number.
pub fn references(text: &str) -> String {
    let holdable = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars()
        .enumerate()
        .map(|(at, c)| {
            let number = u32::from(if holdable(c) { c } else { '\u{fffd}' });
            match at % 2 {
                0 => format!("&#{number};"),
                _ => format!("&#x{number:x};"),
            }
        })
        .collect()
}

/// With a comment and a processing instruction in its midst.
pub fn interrupted(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let at = text
        .char_indices()
        .nth(middle)
        .map_or(text.len(), |(at, _)| at);
    let (first, second) = text.split_at(at);
    format!(
        "{}<!-- in between -->{}<?after it?>",
        escape_text(first),
        escape_text(second)
    )
}

/// UTF-16 with its mark.
pub fn utf16(text: &str) -> Vec<u8> {
    let mark = [0xfe, 0xff];
    mark.into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::document::{branch, leaf};
    use crate::wire::xml::{XmlLimits, parse};

    const TEXT: &str = "a <b> & \"c\" 'd' ]]> \u{e9}\n\t\u{1f600}";

    fn read(bytes: &[u8]) -> (Option<String>, Vec<String>) {
        let root = parse(bytes, None, &XmlLimits::default()).unwrap();
        let texts = root.elements().map(|element| element.text()).collect();
        (root.namespace.as_deref().map(str::to_owned), texts)
    }

    #[test]
    fn every_style_means_the_same() {
        let root = branch("Root", vec![leaf("A", TEXT), leaf("B", "")]);
        let styles = [
            Style::COMPACT,
            Style {
                prolog: "<?xml version='1.0' encoding='UTF-8'?>\n<!-- first -->",
                prefix: "p",
                quote: '\'',
                indent: "\t",
                end: "\r\n",
                ..Style::COMPACT
            },
            Style {
                text: cdata,
                ..Style::COMPACT
            },
            Style {
                text: references,
                ..Style::COMPACT
            },
            Style {
                text: interrupted,
                ..Style::COMPACT
            },
        ];
        for style in styles {
            for namespace in [None, Some("urn:it's")] {
                let expected = (
                    namespace.map(str::to_owned),
                    vec![TEXT.to_owned(), String::new()],
                );
                let text = style.write(&root, namespace);
                assert_eq!(read(text.as_bytes()), expected, "{text}");
                if style.prolog.is_empty() {
                    assert_eq!(read(&utf16(&text)), expected);
                }
            }
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        for text in [
            cdata("a\u{1}\r"),
            references("a\u{1}\u{ffff}"),
            interrupted("a\u{1}"),
        ] {
            let bytes = format!("<r><a>{text}</a></r>");
            assert!(
                read(bytes.as_bytes()).1[0].starts_with("a\u{fffd}"),
                "{text}"
            );
        }
    }
}
