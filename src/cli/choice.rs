//! A flag that takes one of a few words.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Parses one of the words into what it stands for.
pub(super) fn choice<T>(words: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(move |given| {
        let found = words
            .iter()
            .find(|(word, _)| *word == given)
            .map(|(_, value)| value.clone());
        // Cannot be: the parser before has let only these words pass.
        found.ok_or("not one of the words")
    })
}
