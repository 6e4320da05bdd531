//! A second reading of XML, by `roxmltree`: what both take for a document is the same tree.

use roxmltree::{Document, Node, ParsingOptions};

use super::agree::{Broken, Held, must};
use crate::wire::xml::{Element, Node as Child, XmlError};

/// The body as the second reading takes it: UTF-8, and said to be nothing else.
pub(super) fn text(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?;
    let declared = text.trim_start_matches('\u{feff}').starts_with("<?xml");
    (!declared || body.is_ascii()).then_some(text)
}

/// Both read it, as one tree.
pub(super) fn read_alike(text: &str, root: &Element) -> Held<()> {
    let document = document(text)
        .map_err(|error| Broken(format!("read, and by the other reading refused: {error}")))?;
    let alike = is_element(root, document.root_element());
    must(
        alike,
        "the tree is not the one that the other reading gives",
    )
}

/// What is refused for its structure, the second reading refuses as well. It is laxer in what a name, a reference, a
/// declaration or an instruction may be.
pub(super) fn refused_alike(text: &str, error: &XmlError) -> Held<()> {
    const STRUCTURE: [&str; 6] = [
        "an end tag that does not match the open element",
        "an attribute that stands twice in one tag",
        "the document ends inside of an element",
        "no root element",
        "text outside of the root element",
        "a tag that is not closed, or no markup behind a `<`",
    ];
    let structure = match error {
        XmlError::TwoRoots { .. } | XmlError::UnboundPrefix { .. } => true,
        XmlError::NotWellFormed { reason, .. } => STRUCTURE.contains(reason),
        _ => false,
    };
    let read = structure && document(text).is_ok();
    must(
        !read,
        &format!("refused, and by the other reading read: {error}"),
    )
}

fn document(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options)
}

fn is_element(ours: &Element, theirs: Node<'_, '_>) -> bool {
    let name = theirs.tag_name();
    ours.name == name.name()
        && ours.namespace.as_deref() == named(name.namespace())
        && has_attributes(ours, theirs)
        && has_children(ours, theirs)
}

/// No namespace is declared by an empty name.
fn named(namespace: Option<&str>) -> Option<&str> {
    namespace.filter(|name| !name.is_empty())
}

fn has_attributes(ours: &Element, theirs: Node<'_, '_>) -> bool {
    let mut attributes = ours.attributes.iter();
    ours.attributes.len() == theirs.attributes().len()
        && attributes.all(|attribute| {
            theirs.attributes().any(|other| {
                other.name() == attribute.name
                    && named(other.namespace()) == attribute.namespace.as_deref()
                    && other.value() == attribute.value
            })
        })
}

/// Comments and instructions part no text.
fn has_children(ours: &Element, theirs: Node<'_, '_>) -> bool {
    let mut ours = ours.children.iter().peekable();
    let mut text = String::new();
    for child in theirs.children() {
        if child.is_text() {
            text.push_str(child.text().unwrap_or_default());
        } else if child.is_element() {
            if !text.is_empty() && !takes_text(ours.next(), &text) {
                return false;
            }
            text.clear();
            match ours.next() {
                Some(Child::Element(element)) if is_element(element, child) => {}
                _ => return false,
            }
        }
    }
    (text.is_empty() || takes_text(ours.next(), &text)) && ours.next().is_none()
}

fn takes_text(ours: Option<&Child>, text: &str) -> bool {
    matches!(ours, Some(Child::Text(own)) if own == text)
}
