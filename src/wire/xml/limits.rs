//! How much of an answer is read: an endpoint may be hostile, and a tree takes more room than its text.

use crate::wire::limits::LARGEST_BODY;

/// Open elements at most, whatever a caller asks for: trees are dropped, compared and written by recursion.
pub(super) const DEEPEST: usize = 256;

/// Namespaces in scope at most, so that looking one up is bounded.
pub(super) const NAMESPACES: usize = 64;

/// Bytes of a namespace's name at most, since canonical text may repeat it at every element.
pub(super) const NAMESPACE_BYTES: usize = 512;

/// What a document may hold at most. More is an error, never a cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlLimits {
    /// Elements inside one another, the root counted; never more than 256.
    pub depth: usize,
    /// Elements, attributes, namespace declarations and pieces of text, all together.
    pub nodes: usize,
    /// Bytes of the body as it came.
    pub bytes: usize,
}

impl Default for XmlLimits {
    fn default() -> Self {
        Self {
            depth: 64,
            nodes: 65_536,
            bytes: LARGEST_BODY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::xml::{XmlError, parse};

    fn limits() -> XmlLimits {
        XmlLimits::default()
    }

    fn read(document: &str) -> Result<(), XmlError> {
        parse(document.as_bytes(), None, &limits()).map(drop)
    }

    fn nested(depth: usize) -> String {
        ["<a>".repeat(depth), "</a>".repeat(depth)].concat()
    }

    #[test]
    fn elements_may_be_nested_as_deep_as_the_limit_and_no_deeper() {
        assert_eq!(read(&nested(64)), Ok(()));
        assert_eq!(read(&nested(65)), Err(XmlError::TooDeep { limit: 64 }));
        assert_eq!(read(&nested(100_000)), Err(XmlError::TooDeep { limit: 64 }));
    }

    #[test]
    fn no_caller_gets_a_tree_too_deep_for_the_stack() {
        let deep = XmlLimits {
            depth: usize::MAX,
            ..limits()
        };
        assert!(parse(nested(DEEPEST).as_bytes(), None, &deep).is_ok());
        let refused = parse(nested(DEEPEST + 1).as_bytes(), None, &deep);
        assert_eq!(refused, Err(XmlError::TooDeep { limit: DEEPEST }));
    }

    #[test]
    fn a_body_may_be_as_long_as_the_limit_and_no_longer() {
        let short = XmlLimits {
            bytes: 4,
            ..limits()
        };
        assert!(parse(b"<a/>", None, &short).is_ok());
        assert_eq!(
            parse(b"<ab/>", None, &short),
            Err(XmlError::TooLarge { limit: 4 })
        );
    }

    #[test]
    fn elements_attributes_declarations_and_text_count_as_nodes() {
        for document in [
            "<a><b/><c/></a>",
            "<a><b/>x</a>",
            "<a b=''><c/></a>",
            "<a b='' c=''/>",
            "<a xmlns='u' xmlns:p='v'/>",
        ] {
            let nodes = |nodes| {
                parse(document.as_bytes(), None, &XmlLimits { nodes, ..limits() }).map(drop)
            };
            assert_eq!(nodes(3), Ok(()), "{document}");
            assert_eq!(
                nodes(2),
                Err(XmlError::TooManyNodes { limit: 2 }),
                "{document}"
            );
        }
    }

    #[test]
    fn a_flood_of_references_is_one_piece_of_text() {
        let flood = ["<a>", &"&lt;<!---->".repeat(100_000), "</a>"].concat();
        let root = parse(flood.as_bytes(), None, &limits()).unwrap();
        assert_eq!(root.text().len(), 100_000);
    }

    #[test]
    fn a_flood_of_attributes_is_read_and_its_one_duplicate_found() {
        let mut flood: String = (0..60_000).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(read(&format!("<a{flood}/>")), Ok(()));
        flood.push_str(" a0=''");
        assert!(matches!(
            read(&format!("<a{flood}/>")),
            Err(XmlError::NotWellFormed { .. })
        ));
    }

    #[test]
    fn namespaces_in_scope_and_their_names_are_bounded() {
        let many: String = (0..=NAMESPACES)
            .map(|i| format!(" xmlns:p{i}='urn:{i}'"))
            .collect();
        assert_eq!(
            read(&format!("<a{many}/>")),
            Err(XmlError::TooManyNamespaces { limit: NAMESPACES })
        );
        let most: String = (1..=NAMESPACES)
            .map(|i| format!(" xmlns:p{i}='urn:{i}'"))
            .collect();
        assert_eq!(read(&format!("<a{most}/>")), Ok(()));
        let longest = "u".repeat(NAMESPACE_BYTES);
        assert_eq!(read(&format!("<a xmlns='{longest}'/>")), Ok(()));
        let siblings = "<b xmlns='urn:b'/>".repeat(10 * NAMESPACES);
        assert_eq!(read(&format!("<a>{siblings}</a>")), Ok(()));
        let long = "u".repeat(NAMESPACE_BYTES + 1);
        assert_eq!(
            read(&format!("<a xmlns='{long}'/>")),
            Err(XmlError::NamespaceTooLong {
                limit: NAMESPACE_BYTES
            })
        );
    }
}
