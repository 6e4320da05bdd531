//! Passwords by name: recipes, the values they build, and the alphabet they are built from.

mod alphabet;
mod catalogue;
mod cycle;
mod draw;
mod error;
mod forge;
mod literals;
mod near;
mod parse;
mod reader;
mod recipe;
mod secret;
mod simpler;
mod unit;

pub use alphabet::{Class, count_classes};
pub use catalogue::{Literal, literal, literals, names};
pub use error::{ForgeError, RecipeError};
pub use forge::Forge;
pub use near::Near;
pub use recipe::Recipe;
pub use secret::Secret;
