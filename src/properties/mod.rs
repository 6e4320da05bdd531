//! What can be said of every reader whatever it reads: each property is a function from any bytes to what was seen, or to
//! what does not hold. Fuzzers and ordinary tests call the same ones.

mod agree;
#[cfg(feature = "harness")]
mod all;
mod baseline_toml;
mod canonical_xml;
#[cfg(all(test, feature = "harness"))]
mod corpus_tests;
#[cfg(feature = "harness")]
mod edit;
#[cfg(feature = "harness")]
mod events_ndjson;
mod form;
#[cfg(feature = "harness")]
mod framed;
#[cfg(feature = "harness")]
mod memory;
mod password_pattern;
mod recipe;
mod recipe_grammar;
#[cfg(feature = "harness")]
mod reference_request;
#[cfg(feature = "harness")]
mod request_text;
mod response_xml;
mod second_envelope;
mod second_xml;
#[cfg(all(test, feature = "harness"))]
mod seed_tests;
#[cfg(feature = "harness")]
mod sigv4_verify;
#[cfg(feature = "harness")]
mod stage;

pub use agree::{Broken, Held};
#[cfg(feature = "harness")]
pub use all::{ALL, Property};
pub use baseline_toml::{BaselineToml, Known, baseline_toml};
pub use canonical_xml::{CanonicalXml, canonical_xml};
#[cfg(feature = "harness")]
pub use edit::{Edit, edited};
#[cfg(feature = "harness")]
pub use events_ndjson::{EventsNdjson, events_ndjson};
pub use form::{Form, form};
#[cfg(feature = "harness")]
pub use framed::Framed;
pub use password_pattern::{PasswordPattern, Ruled, password_pattern};
pub use recipe::{RecipeText, recipe};
#[cfg(feature = "harness")]
pub use reference_request::{ReferenceRequest, reference_request};
#[cfg(feature = "harness")]
pub use request_text::{RequestText, SignedAs};
pub use response_xml::{ResponseXml, response_xml};
#[cfg(feature = "harness")]
pub use sigv4_verify::{Sigv4Verify, sigv4_verify};
