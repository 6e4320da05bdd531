//! The elements an envelope is made of: in the root's namespace, there once at most, with text in them.

use super::element::Element;

/// Why a document is no envelope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The root is neither `<ActionResponse>` nor `<ErrorResponse>`.
    #[error("the root is <{root}>{hint}, where <ErrorResponse> or <ActionResponse> is expected")]
    WrongRoot {
        /// Its local name, cut to 40 characters.
        root: String,
        /// What it looks like; empty where nothing is known.
        hint: &'static str,
    },
    /// An element that the envelope must have is not there.
    #[error("<{parent}> holds no <{element}>")]
    Missing {
        /// The missing one.
        element: String,
        /// Where it should be.
        parent: String,
    },
    /// An element of the envelope stands twice.
    #[error("<{parent}> holds <{element}> more than once")]
    Twice {
        /// The repeated one.
        element: String,
        /// Where it is.
        parent: String,
    },
    /// An element of the envelope is in another namespace than the root.
    #[error(
        "<{element}> in <{parent}> is in {}, the root in {}",
        named(found),
        named(expected)
    )]
    ForeignNamespace {
        /// The stray one.
        element: String,
        /// Where it is.
        parent: String,
        /// Its namespace.
        found: Option<String>,
        /// The root's.
        expected: Option<String>,
    },
    /// An element that should hold text holds elements.
    #[error("<{element}> in <{parent}> holds elements where text is expected")]
    NotText {
        /// That element.
        element: String,
        /// Where it is.
        parent: String,
    },
}

fn named(namespace: &Option<String>) -> String {
    match namespace {
        Some(name) => format!("the namespace {name:?}"),
        None => "no namespace".to_owned(),
    }
}

/// Finds the envelope's elements, all of them in the root's namespace and there once at most.
pub(super) struct Frame<'a> {
    root: &'a Element,
}

impl<'a> Frame<'a> {
    pub(super) fn of(root: &'a Element) -> Self {
        Self { root }
    }

    pub(super) fn namespace(&self) -> Option<String> {
        self.root.namespace.as_deref().map(str::to_owned)
    }

    pub(super) fn element(
        &self,
        parent: &'a Element,
        name: &str,
    ) -> Result<Option<&'a Element>, EnvelopeError> {
        let own = |child: &&Element| child.namespace == self.root.namespace;
        let mut found = parent
            .elements()
            .filter(|child| child.name == name)
            .filter(own);
        let first = found.next();
        if found.next().is_some() {
            return Err(EnvelopeError::Twice {
                element: name.to_owned(),
                parent: parent.name.clone(),
            });
        }
        match parent.child(name) {
            Some(foreign) if first.is_none() => Err(EnvelopeError::ForeignNamespace {
                element: name.to_owned(),
                parent: parent.name.clone(),
                found: foreign.namespace.as_deref().map(str::to_owned),
                expected: self.namespace(),
            }),
            _ => Ok(first),
        }
    }

    pub(super) fn text(
        &self,
        parent: &'a Element,
        name: &str,
    ) -> Result<Option<String>, EnvelopeError> {
        match self.element(parent, name)? {
            Some(element) if element.elements().next().is_some() => Err(EnvelopeError::NotText {
                element: name.to_owned(),
                parent: parent.name.clone(),
            }),
            found => Ok(found.map(Element::text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EnvelopeError;
    use crate::wire::xml::{Envelope, XmlLimits, envelope, parse};

    fn read(document: &str) -> Result<Envelope, EnvelopeError> {
        envelope(&parse(document.as_bytes(), None, &XmlLimits::default()).unwrap())
    }

    #[test]
    fn an_element_missing_repeated_or_not_text_is_named_with_its_parent() {
        for (inside, message) in [
            (
                "<RequestId>1</RequestId>",
                "<ErrorResponse> holds no <Error>",
            ),
            (
                "<Error/><Error/>",
                "<ErrorResponse> holds <Error> more than once",
            ),
            (
                "<Error><Code>A</Code><Code>A</Code></Error>",
                "<Error> holds <Code> more than once",
            ),
            (
                "<Error/><RequestId/><RequestId/>",
                "<ErrorResponse> holds <RequestId> more than once",
            ),
            (
                "<Error><Message>a <b>c</b></Message></Error>",
                "<Message> in <Error> holds elements where text is expected",
            ),
        ] {
            let document = format!("<ErrorResponse>{inside}</ErrorResponse>");
            assert_eq!(
                read(&document).unwrap_err().to_string(),
                message,
                "{inside}"
            );
        }
    }

    #[test]
    fn an_element_in_another_namespace_than_the_root_is_no_part_of_the_envelope() {
        let stray = "<ErrorResponse xmlns='urn:a'><Error xmlns=''/></ErrorResponse>";
        let message =
            "<Error> in <ErrorResponse> is in no namespace, the root in the namespace \"urn:a\"";
        assert_eq!(read(stray).unwrap_err().to_string(), message);
        let stray = "<XResponse><ResponseMetadata><p:RequestId xmlns:p='urn:a'/></ResponseMetadata></XResponse>";
        assert!(matches!(
            read(stray),
            Err(EnvelopeError::ForeignNamespace { .. })
        ));
    }
}
