//! Canonical text: its own canonical text, the same tree again, one text for every spelling, and another for another tree.

use super::agree::{Broken, Held, agree, must};
use crate::wire::xml::{self, Element, Node, XmlError, XmlLimits, spell};

/// What is read, and then what is written of it, which may say what is implied.
const LIMITS: XmlLimits = XmlLimits {
    depth: 32,
    nodes: 1 << 16,
    bytes: 1 << 22,
};
/// Bytes of a document that is tried: what is written of it stays below the limits.
const LARGEST: usize = 8 << 10;

/// The functions that are tried.
#[derive(Clone, Copy, Debug)]
pub struct CanonicalXml {
    /// Bytes to a tree.
    pub parse: fn(&[u8]) -> Result<Element, XmlError>,
    /// A tree to its canonical text.
    pub write: fn(&Element) -> String,
}

impl Default for CanonicalXml {
    fn default() -> Self {
        Self {
            parse: |body| xml::parse(body, None, &LIMITS),
            write: xml::canonical,
        }
    }
}

/// Tries a body; its canonical text, or why there is none.
///
/// # Errors
/// What does not hold of it.
pub fn canonical_xml(functions: &CanonicalXml, body: &[u8]) -> Held<Result<String, XmlError>> {
    let body = &body[..body.len().min(LARGEST)];
    let root = match (functions.parse)(body) {
        Ok(root) => root,
        Err(error) => return Ok(Err(error)),
    };
    let text = (functions.write)(&root);
    let again = read(functions, "the canonical text", &text)?;
    agree(
        "the canonical text of the canonical text",
        &(functions.write)(&again),
        &text,
    )?;
    must(
        plain(&again) == plain(&root),
        "what is read from the canonical text is another tree",
    )?;
    let choices = || body.iter().copied().map(usize::from).collect();
    let exact = read(
        functions,
        "another spelling",
        &spell(&root, choices(), false),
    )?;
    must(exact == root, "another spelling is read as another tree")?;
    let spaced = read(
        functions,
        "another spelling",
        &spell(&root, choices(), true),
    )?;
    agree(
        "the canonical text of another spelling",
        &(functions.write)(&spaced),
        &text,
    )?;
    for other in others(&root) {
        must(
            (functions.write)(&other) != text,
            "another tree has the same canonical text",
        )?;
    }
    Ok(Ok(text))
}

fn read(functions: &CanonicalXml, what: &str, text: &str) -> Held<Element> {
    (functions.parse)(text.as_bytes())
        .map_err(|error| Broken(format!("{what} is refused: {error}: {text}")))
}

/// The tree without what its canonical text leaves open: white space between elements, and the order of attributes.
fn plain(element: &Element) -> Element {
    let is_blank = |node: &Node| match node {
        Node::Text(text) => text.chars().all(|c| matches!(c, ' ' | '\t' | '\n' | '\r')),
        Node::Element(_) => true,
    };
    let spaced = element.elements().next().is_some() && element.children.iter().all(is_blank);
    let mut attributes = element.attributes.clone();
    attributes.sort_by(|a, b| (&a.namespace, &a.name).cmp(&(&b.namespace, &b.name)));
    let children = element.children.iter().filter_map(|node| match node {
        Node::Element(child) => Some(Node::Element(plain(child))),
        Node::Text(_) if spaced => None,
        Node::Text(text) => Some(Node::Text(text.clone())),
    });
    Element {
        namespace: element.namespace.clone(),
        name: element.name.clone(),
        attributes,
        children: children.collect(),
    }
}

/// Trees that differ in one thing: a text, an attribute, a namespace.
fn others(root: &Element) -> Vec<Element> {
    let mut longer = root.clone();
    match longer.children.last_mut() {
        Some(Node::Text(text)) => text.push('x'),
        _ => longer.children.push(Node::Text("x".to_owned())),
    }
    let mut elsewhere = root.clone();
    elsewhere.namespace = Some("urn:elsewhere".into());
    let mut changed = root.clone();
    if let Some(attribute) = changed.attributes.first_mut() {
        attribute.value.push(' ');
    }
    [longer, elsewhere, changed]
        .into_iter()
        .filter(|other| other != root)
        .collect()
}
