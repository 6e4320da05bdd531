//! Which prefix stands for which namespace (Namespaces in XML 1.0).

use std::sync::Arc;

use super::{
    error::XmlError,
    limits::{NAMESPACE_BYTES, NAMESPACES},
};

/// What `xml:` always stands for.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// What `xmlns:` always stands for; nothing else may.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The declarations in scope, the innermost last.
#[derive(Default)]
pub(super) struct Namespaces {
    /// The prefix ("" is the default namespace) and what it stands for.
    bound: Vec<(String, Option<Arc<str>>)>,
    /// For each open element, how many were bound outside of it.
    outside: Vec<usize>,
}

impl Namespaces {
    /// A start tag opens a scope, before its declarations are bound.
    pub(super) fn enter(&mut self) {
        self.outside.push(self.bound.len());
    }

    /// Its end tag closes it.
    pub(super) fn leave(&mut self) {
        self.bound.truncate(self.outside.pop().unwrap_or(0));
    }

    /// Binds a prefix in the innermost scope; `at` is where the tag begins.
    pub(super) fn bind(&mut self, prefix: &str, name: &str, at: usize) -> Result<(), XmlError> {
        let broken = |reason| Err(XmlError::NotWellFormed { at, reason });
        let outside = self.outside.last().copied().unwrap_or(0);
        if self
            .bound
            .iter()
            .skip(outside)
            .any(|(bound, _)| bound == prefix)
        {
            return broken("a namespace prefix declared twice in one tag");
        }
        if name == XMLNS || prefix == "xmlns" || (prefix == "xml") != (name == XML) {
            return broken("a declaration of a namespace that is not to be declared");
        }
        if name.is_empty() && !prefix.is_empty() {
            return broken("a prefix declared for no namespace");
        }
        if name.len() > NAMESPACE_BYTES {
            return Err(XmlError::NamespaceTooLong {
                limit: NAMESPACE_BYTES,
            });
        }
        if self.bound.len() == NAMESPACES {
            return Err(XmlError::TooManyNamespaces { limit: NAMESPACES });
        }
        let namespace = (!name.is_empty()).then(|| Arc::from(name));
        self.bound.push((prefix.to_owned(), namespace));
        Ok(())
    }

    /// The namespace of an element's name.
    pub(super) fn of_element(
        &self,
        prefix: Option<&str>,
        at: usize,
    ) -> Result<Option<Arc<str>>, XmlError> {
        match prefix {
            None => Ok(self.lookup("").flatten()),
            Some(prefix) => self.of_prefix(prefix, at).map(Some),
        }
    }

    /// The namespace of an attribute's name: the default one is none of its business.
    pub(super) fn of_attribute(
        &self,
        prefix: Option<&str>,
        at: usize,
    ) -> Result<Option<Arc<str>>, XmlError> {
        prefix.map(|prefix| self.of_prefix(prefix, at)).transpose()
    }

    fn of_prefix(&self, prefix: &str, at: usize) -> Result<Arc<str>, XmlError> {
        match prefix {
            "xml" => Ok(Arc::from(XML)),
            _ => self
                .lookup(prefix)
                .flatten()
                .ok_or(XmlError::UnboundPrefix { at }),
        }
    }

    fn lookup(&self, prefix: &str) -> Option<Option<Arc<str>>> {
        let (_, namespace) = self.bound.iter().rfind(|(bound, _)| bound == prefix)?;
        Some(namespace.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(declarations: &[(&str, &str)]) -> Result<Namespaces, XmlError> {
        let mut scope = Namespaces::default();
        scope.enter();
        for (prefix, name) in declarations {
            scope.bind(prefix, name, 0)?;
        }
        Ok(scope)
    }

    #[test]
    fn the_innermost_declaration_counts_and_ends_with_its_element() {
        let mut scope = scope(&[("", "urn:a"), ("p", "urn:p")]).unwrap();
        scope.enter();
        scope.bind("", "", 0).unwrap();
        scope.bind("p", "urn:q", 0).unwrap();
        assert_eq!(scope.of_element(None, 0), Ok(None));
        assert_eq!(scope.of_element(Some("p"), 0), Ok(Some("urn:q".into())));
        scope.leave();
        assert_eq!(scope.of_element(None, 0), Ok(Some("urn:a".into())));
        assert_eq!(scope.of_attribute(Some("p"), 0), Ok(Some("urn:p".into())));
    }

    #[test]
    fn an_attribute_without_a_prefix_is_in_no_namespace() {
        assert_eq!(
            scope(&[("", "urn:a")]).unwrap().of_attribute(None, 0),
            Ok(None)
        );
    }

    #[test]
    fn the_prefix_xml_needs_no_declaration_and_may_have_the_right_one() {
        assert_eq!(
            scope(&[]).unwrap().of_attribute(Some("xml"), 0),
            Ok(Some(XML.into()))
        );
        assert!(scope(&[("xml", XML)]).is_ok());
    }

    #[test]
    fn reserved_names_are_not_declared() {
        for declaration in [
            ("xml", "urn:a"),
            ("p", XML),
            ("", XML),
            ("xmlns", XMLNS),
            ("xmlns", "urn:a"),
            ("p", XMLNS),
            ("", XMLNS),
            ("p", ""),
        ] {
            assert!(scope(&[declaration]).is_err(), "{declaration:?}");
        }
    }

    #[test]
    fn a_prefix_that_is_not_declared_is_unbound() {
        for prefix in ["p", "xmlns"] {
            let unbound = scope(&[("", "urn:a")]).unwrap().of_element(Some(prefix), 7);
            assert_eq!(unbound, Err(XmlError::UnboundPrefix { at: 7 }));
        }
    }

    #[test]
    fn a_prefix_is_declared_once_in_a_tag() {
        assert!(scope(&[("p", "urn:a"), ("p", "urn:a")]).is_err());
    }
}
