//! Why a body is not read as XML. No message quotes the document, since what it holds may be a password.

use std::fmt;

/// Why a body is no XML document, or none that is read here.
/// `at` counts bytes of the text in UTF-8, from after the byte order mark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// There is no byte at all.
    #[error("empty where an XML document is expected")]
    Empty,
    /// A rule of XML 1.0 or of Namespaces in XML 1.0 is broken.
    #[error("not well-formed at byte {at}: {reason}")]
    NotWellFormed {
        /// Where the offending markup or character begins.
        at: usize,
        /// The broken rule.
        reason: &'static str,
    },
    /// A second element stands beside the root.
    #[error("not well-formed at byte {at}: a second root element")]
    TwoRoots {
        /// Where the second one begins.
        at: usize,
    },
    /// A prefix is used that nothing declares.
    #[error("not well-formed at byte {at}: a namespace prefix that is not declared")]
    UnboundPrefix {
        /// Where the tag begins.
        at: usize,
    },
    /// The bytes are not in the encoding they are said to be in.
    #[error("not in {expected}, {source_of_name}: wrong at byte {at} of the body")]
    Encoding {
        /// The encoding's name.
        expected: &'static str,
        /// What says so.
        source_of_name: EncodingSource,
        /// The first wrong byte, counted in the body as it came, behind a byte order mark.
        at: usize,
    },
    /// The encoding named is none of UTF-8, US-ASCII, ISO-8859-1 and UTF-16.
    #[error("in an encoding that is not supported: {name:?}")]
    UnsupportedEncoding {
        /// Its name, cut to 40 characters.
        name: String,
    },
    /// There is a document type declaration. It is never read, much less expanded.
    #[error("a document type declaration at byte {at}, which is not read")]
    Dtd {
        /// Where it begins.
        at: usize,
    },
    /// Elements are nested deeper than the limit.
    #[error("elements nested more than {limit} deep")]
    TooDeep {
        /// The most that is read.
        limit: usize,
    },
    /// There are more elements, attributes and pieces of text than the limit.
    #[error("more than {limit} elements, attributes and pieces of text")]
    TooManyNodes {
        /// The most that is read.
        limit: usize,
    },
    /// The body is longer than the limit.
    #[error("longer than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: usize,
    },
    /// More namespaces are in scope than the limit.
    #[error("more than {limit} namespaces in scope")]
    TooManyNamespaces {
        /// The most that are kept.
        limit: usize,
    },
    /// A namespace's name is longer than the limit.
    #[error("a namespace name of more than {limit} bytes")]
    NamespaceTooLong {
        /// The longest that is kept, in bytes.
        limit: usize,
    },
}

/// What names a document's encoding, the strongest first (RFC 7303, section 3; XML 1.0, section 4.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingSource {
    /// The byte order mark.
    Mark,
    /// The `charset` parameter of the content type.
    Charset,
    /// The XML declaration.
    Declaration,
    /// Nothing, and then it is UTF-8.
    Default,
}

impl fmt::Display for EncodingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mark => "as its byte order mark says",
            Self::Charset => "as the content type's charset says",
            Self::Declaration => "as its XML declaration says",
            Self::Default => "as XML is that names no encoding",
        })
    }
}
