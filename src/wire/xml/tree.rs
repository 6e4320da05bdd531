//! The tree while it grows: open elements are kept in a list, so that no depth is too deep for the stack.

use std::collections::HashSet;

use super::{
    character::{is_space, qualified},
    element::{Attribute, Element, Node},
    error::XmlError,
    limits::{DEEPEST, XmlLimits},
    namespaces::Namespaces,
    pairs::Pairs,
    reference::attribute_value,
};

/// What has been read so far.
pub(super) struct Tree {
    depth: usize,
    nodes: usize,
    left: usize,
    open: Vec<Element>,
    namespaces: Namespaces,
    root: Option<Element>,
}

impl Tree {
    pub(super) fn new(limits: &XmlLimits) -> Self {
        Self {
            depth: limits.depth.min(DEEPEST),
            nodes: limits.nodes,
            left: limits.nodes,
            open: Vec::new(),
            namespaces: Namespaces::default(),
            root: None,
        }
    }

    /// A start tag at byte `at`: its name, and what stands behind the name.
    pub(super) fn open(&mut self, name: &str, tag: &str, at: usize) -> Result<(), XmlError> {
        let broken = |reason| XmlError::NotWellFormed { at, reason };
        if self.root.is_some() {
            return Err(XmlError::TwoRoots { at });
        }
        if self.open.len() >= self.depth {
            return Err(XmlError::TooDeep { limit: self.depth });
        }
        self.count()?;
        let (prefix, local) = qualified(name).ok_or(broken("an element name that is no name"))?;
        self.namespaces.enter();
        let mut named = Vec::new();
        for pair in Pairs::of(tag) {
            self.count()?;
            let (name, raw) = pair.map_err(broken)?;
            let (prefix, local) =
                qualified(name).ok_or(broken("an attribute name that is no name"))?;
            let value = attribute_value(raw).map_err(broken)?;
            match (prefix, local) {
                (None, "xmlns") => self.namespaces.bind("", &value, at)?,
                (Some("xmlns"), declared) => self.namespaces.bind(declared, &value, at)?,
                _ => named.push((prefix, local, value)),
            }
        }
        let attributes = named
            .into_iter()
            .map(|(prefix, local, value)| {
                Ok(Attribute {
                    namespace: self.namespaces.of_attribute(prefix, at)?,
                    name: local.to_owned(),
                    value,
                })
            })
            .collect::<Result<Vec<_>, XmlError>>()?;
        if attributes.len() > 1 {
            let mut seen = HashSet::with_capacity(attributes.len());
            if !attributes
                .iter()
                .all(|a| seen.insert((&a.namespace, &a.name)))
            {
                return Err(broken("an attribute that stands twice in one tag"));
            }
        }
        self.open.push(Element {
            namespace: self.namespaces.of_element(prefix, at)?,
            name: local.to_owned(),
            attributes,
            children: Vec::new(),
        });
        Ok(())
    }

    /// An end tag, which quick-xml has matched with its start tag.
    pub(super) fn close(&mut self) {
        self.namespaces.leave();
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    /// Characters between tags at byte `at`. Outside of the root white space may stand, but no reference to it.
    pub(super) fn text(&mut self, text: &str, literal: bool, at: usize) -> Result<(), XmlError> {
        let Some(element) = self.open.last_mut() else {
            return if literal && text.chars().all(is_space) {
                Ok(())
            } else {
                Err(XmlError::NotWellFormed {
                    at,
                    reason: "text outside of the root element",
                })
            };
        };
        match element.children.last_mut() {
            _ if text.is_empty() => {}
            Some(Node::Text(before)) => before.push_str(text),
            _ => {
                element.children.push(Node::Text(text.to_owned()));
                self.count()?;
            }
        }
        Ok(())
    }

    /// Whether no element has begun yet.
    pub(super) fn is_untouched(&self) -> bool {
        self.open.is_empty() && self.root.is_none()
    }

    /// The root, at the document's end.
    pub(super) fn finish(self, at: usize) -> Result<Element, XmlError> {
        let reason = if self.open.is_empty() {
            "no root element"
        } else {
            "the document ends inside of an element"
        };
        self.root.ok_or(XmlError::NotWellFormed { at, reason })
    }

    fn count(&mut self) -> Result<(), XmlError> {
        let limit = self.nodes;
        self.left = self
            .left
            .checked_sub(1)
            .ok_or(XmlError::TooManyNodes { limit })?;
        Ok(())
    }
}
