//! An answer's elements, before they are spelled as XML.

use std::borrow::Cow;

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its local name.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub content: Content,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text, not escaped.
    Text(Cow<'static, str>),
    /// Elements.
    Nodes(Vec<Node>),
}

/// An element with text.
pub fn leaf(name: &'static str, text: impl Into<Cow<'static, str>>) -> Node {
    Node {
        name: name.into(),
        content: Content::Text(text.into()),
    }
}

/// An element with elements.
pub fn branch(name: impl Into<Cow<'static, str>>, nodes: Vec<Node>) -> Node {
    Node {
        name: name.into(),
        content: Content::Nodes(nodes),
    }
}

/// `true` or `false`.
pub fn flag(name: &'static str, value: bool) -> Node {
    leaf(name, if value { "true" } else { "false" })
}

/// A list: one `member` each.
pub fn list(name: &'static str, items: impl IntoIterator<Item = Content>) -> Node {
    let member = |content| Node {
        name: "member".into(),
        content,
    };
    branch(name, items.into_iter().map(member).collect())
}
