//! Words of our own sources, which a file may name as well.

use serde::{Deserialize, Deserializer, Serializer};

/// A word of our own sources.
pub type Word = &'static str;

/// Writes a word, under a name that tells it from a text.
pub(super) fn serialize<S: Serializer>(word: &str, into: S) -> Result<S::Ok, S::Error> {
    into.serialize_newtype_struct("Word", word)
}

/// Reads a word. It lasts as long as the process: only files that are named on the command line hold any, and they are read once.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    String::deserialize(from).map(|text| &*text.leak())
}
