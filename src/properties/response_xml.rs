//! Any bytes as an answer: a success, an error envelope, or a precise error, within the limits.

use std::fmt;

use super::agree::{Broken, Held, agree, must};
use super::second_envelope::{counted, said};
use super::second_xml;
use crate::wire::xml::{
    self, Element, Envelope, EnvelopeError, Node, XmlError, XmlLimits, envelope, parse,
};

/// Small, so that an input can reach them.
const LIMITS: XmlLimits = XmlLimits {
    depth: 16,
    nodes: 512,
    bytes: 64 << 10,
};

/// Reads a body, with the charset of its content type, within limits.
pub type ParseXml = fn(&[u8], Option<&str>, &XmlLimits) -> Result<Element, XmlError>;

/// The readers that are tried.
#[derive(Clone, Copy, Debug)]
pub struct ResponseXml {
    /// Bytes to a tree.
    pub parse: ParseXml,
    /// The tree to an envelope.
    pub envelope: fn(&Element) -> Result<Envelope, EnvelopeError>,
}

impl Default for ResponseXml {
    fn default() -> Self {
        Self { parse, envelope }
    }
}

/// What came of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// A whole answer.
    Envelope(Envelope),
    /// XML, and no answer.
    NoEnvelope(EnvelopeError),
    /// No XML.
    NoXml(XmlError),
}

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Envelope(Envelope::Success(success)) => {
                write!(f, "{} {:?}", success.root, success.request_id)
            }
            Self::Envelope(Envelope::Error(error)) => {
                write!(
                    f,
                    "{:?} {:?} {:?} {:?}",
                    error.kind, error.code, error.message, error.request_id
                )
            }
            Self::NoEnvelope(error) => write!(f, "no envelope: {error}"),
            Self::NoXml(error) => write!(f, "no XML: {error}"),
        }
    }
}

/// Tries a body.
///
/// # Errors
/// What does not hold of it.
pub fn response_xml(readers: &ResponseXml, body: &[u8]) -> Held<Answered> {
    let text = second_xml::text(body);
    let root = match (readers.parse)(body, None, &LIMITS) {
        Ok(root) => root,
        Err(error) => {
            stands_within(&error, body)?;
            if let Some(text) = text {
                second_xml::refused_alike(text, &error)?;
            }
            return Ok(Answered::NoXml(error));
        }
    };
    is_bounded(&root, body)?;
    if let Some(text) = text {
        second_xml::read_alike(text, &root)?;
        is_the_same_otherwise(readers, text, &root)?;
    }
    let read = (readers.envelope)(&root);
    agree(
        "the envelope",
        &read.as_ref().ok().map(said),
        &counted(&root),
    )?;
    Ok(match read {
        Ok(envelope) => Answered::Envelope(envelope),
        Err(error) => Answered::NoEnvelope(error),
    })
}

/// The place that an error names is one of the body, read in the narrowest encoding.
fn stands_within(error: &XmlError, body: &[u8]) -> Held<()> {
    let at = match error {
        XmlError::NotWellFormed { at, .. }
        | XmlError::TwoRoots { at }
        | XmlError::UnboundPrefix { at }
        | XmlError::Encoding { at, .. }
        | XmlError::Dtd { at } => *at,
        _ => 0,
    };
    // One byte of Latin-1, and two of UTF-16, are up to two and three of UTF-8.
    must(
        at <= 2 * body.len(),
        "the place of an error is beyond the body's end",
    )
}

/// Deep, many and large no more than the limits and the body allow.
fn is_bounded(root: &Element, body: &[u8]) -> Held<()> {
    let mut nodes = 0;
    let mut bytes = 0;
    let mut open = vec![(root, 1)];
    while let Some((element, depth)) = open.pop() {
        must(depth <= LIMITS.depth, "the tree is deeper than the limit")?;
        nodes += 1 + element.attributes.len();
        bytes += element.name.len();
        bytes += element
            .attributes
            .iter()
            .map(|it| it.name.len() + it.value.len())
            .sum::<usize>();
        for child in &element.children {
            match child {
                Node::Element(element) => open.push((element, depth + 1)),
                Node::Text(text) => {
                    must(!text.is_empty(), "a piece of text is empty")?;
                    nodes += 1;
                    bytes += text.len();
                }
            }
        }
    }
    must(
        nodes <= LIMITS.nodes,
        "the tree has more nodes than the limit",
    )?;
    must(bytes <= 2 * body.len(), "the tree holds more than the body")
}

/// The same document in another encoding, or with its encoding said, is the same tree.
fn is_the_same_otherwise(readers: &ResponseXml, text: &str, root: &Element) -> Held<()> {
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with("<?xml") {
        return Ok(());
    }
    let said: &[&str] = match text.is_ascii() {
        true => &["utf-8", "US-ASCII", "iso-8859-1"],
        false => &["utf-8"],
    };
    let charset = said.get(text.len() % 3).copied().or(Some("UTF-8"));
    let again = (readers.parse)(text.as_bytes(), charset, &LIMITS);
    same_tree("with its encoding said", again, root)?;
    let unit: fn(u16) -> [u8; 2] = match text.len() % 2 {
        0 => u16::to_be_bytes,
        _ => u16::to_le_bytes,
    };
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(unit)
        .collect();
    if wide.len() > LIMITS.bytes {
        return Ok(());
    }
    same_tree("in UTF-16", (readers.parse)(&wide, None, &LIMITS), root)
}

fn same_tree(how: &str, again: Result<Element, XmlError>, root: &Element) -> Held<()> {
    let again = again.map_err(|error| Broken(format!("the document is refused {how}: {error}")))?;
    let differs = || {
        Broken(format!(
            "the document is another {how}: {}",
            xml::canonical(&again)
        ))
    };
    if again == *root {
        Ok(())
    } else {
        Err(differs())
    }
}
