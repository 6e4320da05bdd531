//! XML answers: bytes to a tree, the tree to an envelope or to its canonical text.
//! The only room that knows quick-xml, which splits a document into its pieces; what it lets through is checked here.

mod canonical;
mod character;
mod declaration;
mod element;
mod encoding;
mod envelope;
mod error;
mod escape;
mod frame;
mod limits;
mod namespaces;
mod pairs;
mod parse;
mod reference;
#[cfg(any(test, feature = "properties"))]
mod speller;
mod tree;

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod spelling;

pub use canonical::canonical;
pub use element::{Attribute, Element, Node};
pub use envelope::{Envelope, ErrorEnvelope, MisplacedId, Success, envelope};
pub use error::{EncodingSource, XmlError};
pub use escape::{escape_attribute, escape_text};
pub use frame::EnvelopeError;
pub use limits::XmlLimits;
pub use parse::parse;
#[cfg(any(test, feature = "properties"))]
pub use speller::spell;
