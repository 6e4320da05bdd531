//! Values from recipes.

use std::fmt;
use std::sync::Arc;

use super::catalogue;
use super::draw::draw;
use super::error::ForgeError;
use super::recipe::Recipe;
use super::secret::Secret;
use super::unit::{Part, Unit};

/// All that is built for one value, what near misses are made of included, in bytes.
const LIMIT: usize = 20_000_000;

/// Makes values from recipes. The salt is mixed into `salted:` parts only and printed nowhere.
#[derive(Clone)]
pub struct Forge {
    salt: [u8; 16],
    user_name: Option<Arc<str>>,
}

impl Forge {
    /// With a salt that everybody knows.
    pub fn plain() -> Self {
        Self::with_salt([0; 16])
    }

    /// With a salt of one's own: what `salted:` parts build cannot be guessed from their names.
    pub fn with_salt(salt: [u8; 16]) -> Self {
        Self {
            salt,
            user_name: None,
        }
    }

    /// The same for a user of this name, of which `username` speaks.
    pub fn for_user(&self, name: &str) -> Self {
        Self {
            salt: self.salt,
            user_name: Some(name.into()),
        }
    }

    /// The value of a recipe. `current` is the password in force, if it is known.
    pub fn make(&self, recipe: &Recipe, current: Option<&Secret>) -> Result<Secret, ForgeError> {
        let mut work = Work {
            forge: self,
            current,
            left: LIMIT,
        };
        Ok(Secret::new(recipe.clone(), work.recipe(recipe)?))
    }
}

impl fmt::Debug for Forge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forge").finish_non_exhaustive()
    }
}

struct Work<'a> {
    forge: &'a Forge,
    current: Option<&'a Secret>,
    left: usize,
}

impl Work<'_> {
    fn recipe(&mut self, recipe: &Recipe) -> Result<Vec<u8>, ForgeError> {
        let mut value = Vec::new();
        for part in recipe.parts() {
            value.extend(self.part(part)?);
        }
        Ok(value)
    }

    fn part(&mut self, part: &Part) -> Result<Vec<u8>, ForgeError> {
        let once = match &part.unit {
            Unit::Cycle(cycle) => {
                self.fits(part.count)?;
                let row: String = cycle.characters().take(part.count).collect();
                return self.spend(row.into_bytes());
            }
            Unit::Scalar(scalar) => String::from(*scalar).into_bytes(),
            Unit::Bytes(bytes) => bytes.clone(),
            Unit::Drawn {
                seed,
                salted,
                length,
            } => {
                self.fits(*length)?;
                draw(*seed, salted.then_some(&self.forge.salt), *length)
            }
            Unit::Text(name) => catalogue::literal(name)
                .ok_or(ForgeError::NoSuchText { name })?
                .as_bytes()
                .to_vec(),
            Unit::Current => self.current.ok_or(ForgeError::NoCurrent)?.expose().to_vec(),
            Unit::UserName => {
                let name = self.forge.user_name.as_deref();
                name.ok_or(ForgeError::NoUserName)?.as_bytes().to_vec()
            }
            Unit::Near(near, recipe) => {
                let original = self.recipe(recipe)?;
                near.of(&original)
                    .ok_or(ForgeError::NotText { near: *near })?
            }
        };
        self.fits(once.len().saturating_mul(part.count))?;
        self.spend(once.repeat(part.count))
    }

    fn fits(&self, length: usize) -> Result<(), ForgeError> {
        if length > self.left {
            Err(ForgeError::TooLong { limit: LIMIT })
        } else {
            Ok(())
        }
    }

    fn spend(&mut self, value: Vec<u8>) -> Result<Vec<u8>, ForgeError> {
        self.fits(value.len())?;
        self.left -= value.len();
        Ok(value)
    }
}

#[cfg(test)]
#[path = "forge_tests.rs"]
mod tests;
