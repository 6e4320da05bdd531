//! The properties by name, as a corpus is replayed.

use std::sync::LazyLock;

use super::agree::Held;
use super::{
    BaselineToml, CanonicalXml, EventsNdjson, Form, PasswordPattern, RecipeText, ReferenceRequest,
    ResponseXml, Sigv4Verify, baseline_toml, canonical_xml, events_ndjson, form, password_pattern,
    recipe, reference_request, response_xml, sigv4_verify,
};

/// A property.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name, and that of its fuzz target and its corpus.
    pub name: &'static str,
    /// Tries an input: what was seen, in words.
    pub holds: fn(&[u8]) -> Held<String>,
}

static VERIFIER: LazyLock<Sigv4Verify> = LazyLock::new(Sigv4Verify::default);
static ENDPOINT: LazyLock<ReferenceRequest> = LazyLock::new(ReferenceRequest::default);

/// All of them.
pub const ALL: [Property; 9] = [
    Property {
        name: "response_xml",
        holds: |bytes| words(response_xml(&ResponseXml::default(), bytes)),
    },
    Property {
        name: "canonical_xml",
        holds: |bytes| {
            let text = canonical_xml(&CanonicalXml::default(), bytes)?;
            Ok(text.unwrap_or_else(|error| format!("no XML: {error}")))
        },
    },
    Property {
        name: "form",
        holds: |bytes| words(form(&Form::default(), bytes)),
    },
    Property {
        name: "password_pattern",
        holds: |bytes| words(password_pattern(&PasswordPattern::default(), bytes)),
    },
    Property {
        name: "recipe",
        holds: |bytes| words(recipe(&RecipeText::default(), bytes)),
    },
    Property {
        name: "sigv4_verify",
        holds: |bytes| words(sigv4_verify(&VERIFIER, bytes)),
    },
    Property {
        name: "reference_request",
        holds: |bytes| words(reference_request(&ENDPOINT, bytes)),
    },
    Property {
        name: "baseline_toml",
        holds: |bytes| words(baseline_toml(&BaselineToml::default(), bytes)),
    },
    Property {
        name: "events_ndjson",
        holds: |bytes| words(events_ndjson(&EventsNdjson::default(), bytes)),
    },
];

fn words(seen: Held<impl ToString>) -> Held<String> {
    seen.map(|seen| seen.to_string())
}
