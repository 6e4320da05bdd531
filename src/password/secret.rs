//! A password's value, which nobody prints.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::recipe::Recipe;

/// A value and its name. Debug and Display show the recipe only. Equality is of the bytes.
#[derive(Clone)]
pub struct Secret {
    recipe: Recipe,
    bytes: Arc<[u8]>,
}

impl Secret {
    /// A value under a name. What came from outside is `current`.
    pub fn new(recipe: Recipe, bytes: Vec<u8>) -> Self {
        Self {
            recipe,
            bytes: bytes.into(),
        }
    }

    /// The bytes, to be sent or compared; never to be shown.
    pub fn expose(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, if they are UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// How many Unicode scalar values, if it is UTF-8.
    pub fn characters(&self) -> Option<usize> {
        self.text().map(|text| text.chars().count())
    }

    /// Its name, as it was forged: what it calls `current` was in force then.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// Worth looking for in an answer: eight characters or more (bytes, if it is no text), six different ones.
    pub fn is_canary(&self) -> bool {
        let units: Vec<u32> = match self.text() {
            Some(text) => text.chars().map(u32::from).collect(),
            None => self.bytes.iter().copied().map(u32::from).collect(),
        };
        units.len() >= 8 && units.iter().collect::<BTreeSet<_>>().len() >= 6
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({})", self.recipe)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.recipe.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(value: &str) -> Secret {
        Secret::new(Recipe::current(), value.as_bytes().to_vec())
    }

    #[test]
    fn a_secret_is_shown_by_its_recipe_only() {
        let secret = Secret::new(Recipe::seeded(&["case"], 12), b"in-the-clear".to_vec());
        assert_eq!(
            secret.to_string(),
            Recipe::seeded(&["case"], 12).to_string()
        );
        assert_eq!(
            format!("{secret:?}"),
            format!("Secret({})", secret.recipe())
        );
        assert!(!format!("{secret:#?} {secret}").contains("clear"));
    }

    #[test]
    fn secrets_are_equal_when_their_bytes_are() {
        assert_eq!(
            secret("same"),
            Secret::new(Recipe::empty(), b"same".to_vec())
        );
        assert_ne!(secret("same"), secret("Same"));
    }

    #[test]
    fn characters_are_unicode_scalar_values() {
        assert_eq!(secret("a\u{ff}\u{10000}").characters(), Some(3));
        assert_eq!(
            Secret::new(Recipe::bytes(&[0xff]), vec![0xff]).characters(),
            None
        );
    }

    #[test]
    fn a_canary_has_eight_characters_and_six_different_ones() {
        assert!(secret("abcdefab").is_canary());
        assert!(!secret("abcdefg").is_canary());
        assert!(!secret("abcdeabc").is_canary());
        assert!(!secret("éàüö").is_canary());
        let bytes = vec![0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0xff, 0xff];
        assert!(Secret::new(Recipe::bytes(&bytes), bytes).is_canary());
    }
}
