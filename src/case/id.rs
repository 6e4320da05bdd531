//! The name of a case: stable words, never ordinals.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// `new-password/length/129-latin1`
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId(Arc<str>);

/// Text that is no case id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the case id {0:?}: it is words of a-z, 0-9, '-', '_', '.' and '+', separated by '/'")]
pub struct CaseIdError(String);

impl CaseId {
    /// An id for what is none: hex of the text. A test over the matrix refuses it.
    pub(super) fn malformed(text: &str) -> Self {
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        Self(format!("malformed/{hex}").into())
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CaseId {
    type Err = CaseIdError;

    fn from_str(text: &str) -> Result<Self, CaseIdError> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.+".contains(c);
        if text.split('/').all(|word| {
            word.contains(|c: char| c.is_ascii_alphanumeric()) && word.chars().all(legal)
        }) {
            Ok(Self(text.into()))
        } else {
            Err(CaseIdError(text.to_owned()))
        }
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for CaseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_words_between_slashes() {
        assert!("new-password/length/129-latin1".parse::<CaseId>().is_ok());
        // A word of dots is a place to a matcher of paths.
        for bad in ["", "a//b", "/a", "a/", "A/b", "a b", "a/.."] {
            assert!(bad.parse::<CaseId>().is_err(), "{bad:?}");
        }
    }
}
