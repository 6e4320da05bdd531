//! What can be wrong with a recipe.

use super::near::Near;

/// A text is no recipe. Shows what was expected, never what was found: it may be a password typed in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a recipe: at byte {at}, {wanted}")]
pub struct RecipeError {
    /// Where, in bytes from the start of the text.
    pub at: usize,
    /// What should stand there.
    wanted: String,
}

impl RecipeError {
    pub(super) fn new(at: usize, wanted: impl Into<String>) -> Self {
        Self {
            at,
            wanted: wanted.into(),
        }
    }
}

/// A recipe builds no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForgeError {
    /// The recipe speaks of `current`, and nobody said which one it is.
    #[error("the recipe is built on the password in force, and none is known")]
    NoCurrent,
    /// The recipe speaks of the user's name, and nobody said whose.
    #[error("the recipe is built on a user's name, and the caller is no user")]
    NoUserName,
    /// All that has to be built on the way to the value is too long together.
    #[error("the recipe builds more than {limit} bytes")]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A near miss of characters, of a value that is no UTF-8.
    #[error(
        "`{near}` needs characters, and its value is no UTF-8 (`bytes@N` and `double` work on bytes)"
    )]
    NotText {
        /// The near miss.
        near: Near,
    },
    /// The catalogue has no such literal.
    #[error("no literal is called `{name}`")]
    NoSuchText {
        /// Its name.
        name: &'static str,
    },
}
