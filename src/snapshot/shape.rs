//! What of an imprint is held against another, by mode.

use super::SnapshotMode;
use super::imprint::Imprint;
use super::reference::escaped;
use crate::wire::xml::{Element, Node, XmlLimits, canonical, parse};

/// In place of a text.
const ELIDED: &str = "…";

impl Imprint {
    /// What the mode asks of it.
    pub(super) fn under(&self, mode: SnapshotMode) -> Self {
        match mode {
            SnapshotMode::Exact => self.clone(),
            SnapshotMode::Shape => Self {
                head: self.head.clone(),
                text: shape(&self.text),
            },
            SnapshotMode::Status => Self {
                head: status(&self.head).to_owned(),
                text: String::new(),
            },
        }
    }
}

/// The status alone; where no answer came, that.
fn status(head: &str) -> &str {
    match head.split_once(' ') {
        Some((status, _)) if status.bytes().all(|byte| byte.is_ascii_digit()) => status,
        _ => head,
    }
}

/// Empty for what is no XML: its head says what it is.
fn shape(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let xml = if first.starts_with("content-type: ") {
        rest
    } else {
        text
    };
    let Ok(mut root) = parse(escaped(xml).as_bytes(), None, &XmlLimits::default()) else {
        return String::new();
    };
    elide(&mut root);
    canonical(&root)
}

/// Clients read an answer by the names of its elements, so their order is no matter.
fn elide(element: &mut Element) {
    let is_code = element.name == "Code";
    for attribute in &mut element.attributes {
        attribute.value = ELIDED.to_owned();
    }
    element
        .children
        .retain(|child| !matches!(child, Node::Text(text) if text.trim().is_empty()));
    for child in &mut element.children {
        match child {
            Node::Text(text) if !is_code => *text = ELIDED.to_owned(),
            Node::Text(_) => {}
            Node::Element(element) => elide(element),
        }
    }
    element.children.sort_by_cached_key(|child| match child {
        Node::Text(_) => None,
        Node::Element(element) => Some(element.name.clone()),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imprint(text: &str) -> Imprint {
        Imprint {
            head: "400 ValidationError".to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_shape_keeps_namespaces_structure_and_code_and_no_text() {
        let exact = "content-type: application/xml\n<ErrorResponse xmlns=\"urn:a\">\n  <RequestId><request-id:1></RequestId>\n  \
                     <Error a=\"b\">\n    <Message>no</Message>\n    <Detail/>\n    <Code>ValidationError</Code>\n  </Error>\n</ErrorResponse>";
        let shape = imprint(exact).under(SnapshotMode::Shape);
        let expected = "<ErrorResponse xmlns=\"urn:a\">\n  <Error a=\"…\">\n    <Code>ValidationError</Code>\n    <Detail/>\n    \
                        <Message>…</Message>\n  </Error>\n  <RequestId>…</RequestId>\n</ErrorResponse>";
        assert_eq!(shape.text, expected);
        assert_eq!(shape.under(SnapshotMode::Shape), shape);
    }

    #[test]
    fn a_body_that_is_no_xml_has_the_shape_of_its_head() {
        let shape = imprint("(text/html, 12 bytes, 3f2a91c0)").under(SnapshotMode::Shape);
        assert_eq!(shape.label(), "400 ValidationError");
    }

    #[test]
    fn the_status_is_all_that_is_left_of_a_head() {
        let of = |head: &str| status(head).to_owned();
        assert_eq!(of("400 ValidationError"), "400");
        assert_eq!(of("no answer (timeout)"), "no answer (timeout)");
    }
}
