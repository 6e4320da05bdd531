//! The tree: what a document says, without how it is spelled.

use std::{fmt, sync::Arc};

/// An element. Debug shows names and numbers, no text, which may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Element {
    /// The namespace's name; `None` where there is none. Shared by all that sit in it.
    pub namespace: Option<Arc<str>>,
    /// The local name.
    pub name: String,
    /// In document order, namespace declarations left out.
    pub attributes: Vec<Attribute>,
    /// In document order; no two pieces of text are neighbours, and none is empty.
    pub children: Vec<Node>,
}

/// An attribute, its value normalised (XML 1.0, section 3.3.3). Debug shows its name.
#[derive(Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The namespace's name; `None` for an attribute without a prefix.
    pub namespace: Option<Arc<str>>,
    /// The local name.
    pub name: String,
    /// References resolved.
    pub value: String,
}

/// What an element holds. Comments and processing instructions are dropped.
#[derive(Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, CDATA and resolved references in one, line ends normalised.
    Text(String),
}

impl Element {
    /// The elements right inside this one.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements right inside this one with that local name, in any namespace.
    pub fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first of [`Self::children_named`].
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The text right inside this element, exactly as it stands there.
    pub fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|node| match node {
                Node::Text(text) => Some(text.as_str()),
                Node::Element(_) => None,
            })
            .collect()
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Element")
            .field("name", &self.name)
            .field("attributes", &self.attributes)
            .field("children", &self.children.len())
            .finish()
    }
}

impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attribute({})", self.name)
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(element) => element.fmt(f),
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Element {
        let inner = |name: &str, text: &str| {
            Node::Element(Element {
                namespace: None,
                name: name.into(),
                attributes: vec![],
                children: vec![Node::Text(text.into())],
            })
        };
        Element {
            namespace: None,
            name: "a".into(),
            attributes: vec![Attribute {
                namespace: None,
                name: "k".into(),
                value: "hunter2!".into(),
            }],
            children: vec![
                Node::Text("x ".into()),
                inner("b", "1"),
                inner("c", "2"),
                inner("b", "3"),
                Node::Text(" y".into()),
            ],
        }
    }

    #[test]
    fn text_is_the_own_text_exactly() {
        assert_eq!(sample().text(), "x  y");
    }

    #[test]
    fn children_are_found_by_local_name_in_order() {
        let root = sample();
        let texts: Vec<_> = root.children_named("b").map(Element::text).collect();
        assert_eq!(texts, ["1", "3"]);
        assert_eq!(root.child("c").map(Element::text).as_deref(), Some("2"));
        assert_eq!(root.child("d"), None);
    }

    #[test]
    fn debug_shows_no_text_and_no_value() {
        let shown = format!("{:?} {:?}", sample(), sample().children);
        for part in ["\"a\"", "Attribute(k)", "Text(2 bytes)"] {
            assert!(shown.contains(part), "{shown}");
        }
        assert!(
            !shown.contains("hunter2!") && !shown.contains("x "),
            "{shown}"
        );
    }
}
