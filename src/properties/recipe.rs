//! Recipes: what is printed is read back as the same, a second reading of the grammar agrees, and a value is built alike twice.

use std::fmt;

use super::agree::{Broken, Held, agree, must};
use super::recipe_grammar::{admits, printed};
use crate::password::{Forge, ForgeError, Recipe, RecipeError, Secret};

/// Bytes of a recipe whose value is built.
const SHORT: usize = 120;

/// The functions that are tried.
#[derive(Clone, Copy, Debug)]
pub struct RecipeText {
    /// A text to a recipe.
    pub parse: fn(&str) -> Result<Recipe, RecipeError>,
    /// A recipe to its text.
    pub print: fn(&Recipe) -> String,
}

impl Default for RecipeText {
    fn default() -> Self {
        Self {
            parse: str::parse,
            print: Recipe::to_string,
        }
    }
}

/// What came of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Cooked {
    /// A recipe, and the value that it builds, where it is short.
    Recipe(Recipe, Option<Result<Secret, ForgeError>>),
    /// None.
    Refused(RecipeError),
    /// No text.
    NotText,
}

impl fmt::Display for Cooked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recipe(recipe, value) => {
                write!(f, "{recipe}")?;
                match value {
                    Some(Ok(value)) => write!(f, ": {} bytes", value.expose().len()),
                    Some(Err(error)) => write!(f, ": {error}"),
                    None => Ok(()),
                }
            }
            Self::Refused(error) => write!(f, "refused at byte {}", error.at),
            Self::NotText => f.write_str("no text"),
        }
    }
}

/// Tries a text.
///
/// # Errors
/// What does not hold of it.
pub fn recipe(functions: &RecipeText, bytes: &[u8]) -> Held<Cooked> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(Cooked::NotText);
    };
    let read = (functions.parse)(text);
    agree("whether it is a recipe", &read.is_ok(), &admits(text))?;
    let recipe = match read {
        Ok(recipe) => recipe,
        Err(error) => {
            must(
                text.is_char_boundary(error.at),
                "the place of an error is none in the text",
            )?;
            return Ok(Cooked::Refused(error));
        }
    };
    let written = (functions.print)(&recipe);
    agree("the recipe's text", &written, &printed(text))?;
    let again = (functions.parse)(&written)
        .map_err(|error| Broken(format!("what is printed is refused: {error}: {written}")))?;
    agree("what is read of what is printed", &again, &recipe)?;
    let value = (text.len() <= SHORT && is_small(text)).then(|| value(&recipe));
    if let Some(value) = &value {
        builds(text, &recipe, value)?;
    }
    Ok(Cooked::Recipe(recipe, value))
}

/// Numbers of three digits at most, nested twice at most.
fn is_small(text: &str) -> bool {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits
        .max_by_key(|run| run.len())
        .is_none_or(|run| run.len() <= 3)
        && text.matches('(').count() <= 2
        && text.matches('*').count() <= 3
}

fn value(recipe: &Recipe) -> Result<Secret, ForgeError> {
    let current = Secret::new(Recipe::current(), b"the-Password-in-force-1".to_vec());
    Forge::plain()
        .for_user("alice")
        .make(recipe, Some(&current))
}

/// The value is built alike a second time; of one scalar or some raw bytes it is what the text says.
fn builds(text: &str, recipe: &Recipe, built: &Result<Secret, ForgeError>) -> Held<()> {
    must(
        value(recipe) == *built,
        "a value is built otherwise a second time",
    )?;
    let Ok(built) = built else {
        let needs_text = text.contains("bytes");
        return must(needs_text, "a recipe of characters builds no value");
    };
    let Some(expected) = plainly(text) else {
        return Ok(());
    };
    must(
        built.expose() == expected,
        "the value is not the one that the text spells out",
    )
}

/// The value of `U+HEX`, `bytes:HEX` and `current`, once or so many times.
fn plainly(text: &str) -> Option<Vec<u8>> {
    let (unit, count) = match text.split_once('*') {
        Some((unit, count)) => (unit, count.parse().ok()?),
        None => (text, 1),
    };
    let once = match (unit.strip_prefix("U+"), unit.strip_prefix("bytes:")) {
        (Some(hex), _) => {
            let scalar = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
            scalar.to_string().into_bytes()
        }
        (_, Some(hex)) => (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok())
            .collect::<Option<Vec<u8>>>()?,
        _ if unit == "current" => b"the-Password-in-force-1".to_vec(),
        _ => return None,
    };
    Some(once.repeat(count))
}
