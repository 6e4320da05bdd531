//! The literals that `text:NAME` recipes name: texts that some layer takes for more than text.

use super::alphabet::count_classes;
use super::literals::LITERALS;

/// A valid password (8 to 128 characters of the pattern) that some layer would spoil.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Literal {
    /// Words with hyphens; `only-…` if it has fewer than three of the four policy classes.
    pub name: &'static str,
    /// The text.
    pub value: &'static str,
    /// The layer that would spoil it.
    pub spoiled_by: &'static str,
}

impl Literal {
    /// How many of the four policy classes it has.
    pub fn classes(&self) -> usize {
        count_classes(self.value.as_bytes())
    }
}

/// All literals, by name.
pub fn literals() -> &'static [Literal] {
    LITERALS
}

/// All names, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    LITERALS.iter().map(|literal| literal.name)
}

/// The text of that name.
pub fn literal(name: &str) -> Option<&'static str> {
    entry(name).map(|literal| literal.value)
}

pub(super) fn entry(name: &str) -> Option<&'static Literal> {
    let at = LITERALS
        .binary_search_by_key(&name, |literal| literal.name)
        .ok()?;
    LITERALS.get(at)
}

/// The names beside which an unknown one would stand, for a message.
pub(super) fn around(name: &str) -> String {
    let at = LITERALS.partition_point(|literal| literal.name < name);
    let near: Vec<_> = names().skip(at.saturating_sub(2)).take(4).collect();
    format!("{} …", near.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_with_hyphens_sorted_and_unique() {
        assert!(LITERALS.is_sorted_by(|a, b| a.name < b.name));
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        for name in names() {
            assert!(name.split('-').all(is_word), "{name}");
        }
    }

    #[test]
    fn every_literal_is_a_valid_password_of_at_least_eight_characters() {
        for Literal { name, value, .. } in LITERALS {
            assert!((8..=128).contains(&value.chars().count()), "{name}");
            assert!(
                value
                    .chars()
                    .all(|it| matches!(it, '\t' | '\n' | '\r' | ' '..='\u{ff}')),
                "{name}"
            );
        }
    }

    #[test]
    fn a_literal_of_fewer_than_three_classes_says_so_in_its_name() {
        for literal in LITERALS {
            assert_eq!(
                literal.classes() < 3,
                literal.name.starts_with("only-"),
                "{}",
                literal.name
            );
        }
    }

    #[test]
    fn no_text_stands_twice_and_none_lacks_its_reason() {
        let mut values: Vec<_> = LITERALS.iter().map(|literal| literal.value).collect();
        values.sort();
        values.dedup();
        assert_eq!(values.len(), LITERALS.len());
        assert!(
            LITERALS
                .iter()
                .all(|literal| !literal.spoiled_by.is_empty())
        );
    }

    #[test]
    fn the_samples_of_the_page_are_in_it() {
        assert_eq!(literal("sample-old"), Some("U79}kgds4?"));
        assert_eq!(literal("sample-new"), Some("Lb0*1(9xpN"));
        assert_eq!(literal("sample"), None);
    }

    #[test]
    fn every_single_character_that_other_layers_give_a_meaning_occurs() {
        let all: String = LITERALS.iter().map(|literal| literal.value).collect();
        let missing: Vec<char> = ('!'..='~')
            .filter(|&it| !it.is_alphanumeric() && !all.contains(it))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
