//! One tree in its many spellings: what parse and canonical must see through.

use super::element::{Element, Node};
use super::escape::escape_text;
use super::namespaces::XML;

/// The tree in the spelling that a list of numbers chooses, used round and round: prefixes, quotes, references, CDATA, comments,
/// a declaration. `spaced`: with white space between elements too, which changes the tree but not its canonical text.
pub fn spell(tree: &Element, choices: Vec<usize>, spaced: bool) -> String {
    let choices = if choices.is_empty() { vec![0] } else { choices };
    Speller {
        choices,
        used: 0,
        spaced,
    }
    .document(tree)
}

/// Writes a tree in one of its many spellings, chosen by a list of numbers that is used round and round.
struct Speller {
    choices: Vec<usize>,
    used: usize,
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
