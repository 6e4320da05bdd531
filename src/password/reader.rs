//! A place in a text, and what can be read from there on.

use super::error::RecipeError;

pub(super) struct Reader<'a> {
    text: &'a str,
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes all that fits, ASCII only.
    pub fn run(&mut self, fits: fn(&u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().take_while(fits).count();
        self.at += length;
        &rest[..length]
    }

    pub fn takes(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    pub fn must_take(&mut self, token: &str, otherwise: &str) -> Result<(), RecipeError> {
        if self.takes(token) {
            Ok(())
        } else {
            Err(RecipeError::new(self.at, otherwise))
        }
    }

    pub fn number(&mut self) -> Result<usize, RecipeError> {
        let start = self.at;
        let digits = self.run(u8::is_ascii_digit);
        digits
            .parse()
            .map_err(|_| RecipeError::new(start, "a whole number is expected"))
    }

    pub fn count(&mut self) -> Result<usize, RecipeError> {
        let start = self.at;
        match self.number()? {
            0 => Err(RecipeError::new(
                start,
                "a count of at least 1 is expected (the empty password is `empty`)",
            )),
            count => Ok(count),
        }
    }
}
