//! A table of a text, and what it is to hold.

use std::ops::Range;

use toml_edit::{Document, Item, Key, TableLike};

use super::TableError;
use crate::case::nearest;

/// Parses the text.
///
/// # Errors
/// It is not TOML.
pub fn parse(text: &str) -> Result<Document<&str>, TableError> {
    Document::parse(text).map_err(|error| {
        let problem = error.message().trim().replace('\n', "; ");
        TableError::at(text, error.span(), format!("it is not TOML: {problem}"))
    })
}

/// A table of a text.
pub struct Reader<'a> {
    text: &'a str,
    table: &'a dyn TableLike,
    /// What the table is: `an entry`, `the target lab`.
    of: String,
    place: Option<Range<usize>>,
}

impl<'a> Reader<'a> {
    /// The table that the whole text is.
    pub fn of(document: &'a Document<&'a str>, of: &str) -> Self {
        Self {
            text: document.raw(),
            table: document.as_table(),
            of: of.to_owned(),
            place: None,
        }
    }

    /// What is wrong with the table as a whole.
    pub fn fault(&self, problem: impl Into<String>) -> TableError {
        TableError::at(self.text, self.place.clone(), problem)
    }

    /// What is wrong with what stands there under that name.
    pub fn at(&self, name: &str, problem: impl Into<String>) -> TableError {
        let key = self.table.get_key_value(name).map(|(key, _)| key);
        let place = key.and_then(Key::span).or(self.place.clone());
        TableError::at(self.text, place, problem)
    }

    /// The line on which the table begins, from 1.
    pub fn line(&self) -> usize {
        self.fault("").line
    }

    /// The names that stand in it.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.table.iter().map(|(name, _)| name)
    }

    /// Nothing stands in it but these.
    ///
    /// # Errors
    /// Something else does.
    pub fn knows_only(&self, known: &[&str]) -> Result<(), TableError> {
        let Some(name) = self.names().find(|name| !known.contains(name)) else {
            return Ok(());
        };
        let meant = match nearest(name, known.iter().copied()).first() {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("there are {}", known.join(", ")),
        };
        Err(self.at(name, format!("{} has no key {name:?}: {meant}", self.of)))
    }

    /// The text is of that version of its form.
    ///
    /// # Errors
    /// It is of another, or of none.
    pub fn is_of(&self, version: i64) -> Result<(), TableError> {
        let Some(item) = self.item("version") else {
            let problem = format!("{} needs its version: write version = {version}", self.of);
            return Err(self.fault(problem));
        };
        match item.as_integer() {
            Some(given) if given == version => Ok(()),
            other => {
                let given = other.map_or_else(|| "no number".to_owned(), |given| given.to_string());
                let problem = format!("version is {given}: this pwspec reads version = {version}");
                Err(self.at("version", problem))
            }
        }
    }

    /// What stands there under that name.
    pub fn item(&self, name: &str) -> Option<&'a Item> {
        self.table.get_key_value(name).map(|(_, item)| item)
    }

    /// A text that may be missing, but is not empty.
    ///
    /// # Errors
    /// It is empty, or no text.
    pub fn optional(&self, name: &str) -> Result<Option<&'a str>, TableError> {
        let Some(item) = self.item(name) else {
            return Ok(None);
        };
        match item.as_str() {
            Some(text) if !text.trim().is_empty() => Ok(Some(text)),
            Some(_) => Err(self.at(name, format!("{name} is empty"))),
            None => Err(self.at(name, format!("{name} is no text: write {name} = \"…\""))),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// It is missing, empty, or no text.
    pub fn required(&self, name: &str) -> Result<&'a str, TableError> {
        let missing = || {
            let problem = format!("{} needs its {name}: write {name} = \"…\"", self.of);
            self.fault(problem)
        };
        self.optional(name)?.ok_or_else(missing)
    }

    /// `true` or `false`; where it is missing, `false`.
    ///
    /// # Errors
    /// It is neither.
    pub fn flag(&self, name: &str) -> Result<bool, TableError> {
        let given = self.item(name).map(Item::as_bool);
        let neither = || self.at(name, format!("{name} is true or false, without quotes"));
        given.map_or(Ok(false), |given| given.ok_or_else(neither))
    }

    /// A number, 0 or more, that may be missing.
    ///
    /// # Errors
    /// It is none.
    pub fn count(&self, name: &str) -> Result<Option<usize>, TableError> {
        let Some(item) = self.item(name) else {
            return Ok(None);
        };
        let count = item.as_integer().and_then(|count| count.try_into().ok());
        let none = || {
            self.at(
                name,
                format!("{name} is a number, 0 or more, without quotes"),
            )
        };
        count.map(Some).ok_or_else(none)
    }

    /// The table under that name; none where nothing is.
    ///
    /// # Errors
    /// What is there is no table. `write`: how to write one.
    pub fn table(
        &self,
        name: &str,
        of: String,
        write: &str,
    ) -> Result<Option<Reader<'a>>, TableError> {
        let Some((key, item)) = self.table.get_key_value(name) else {
            return Ok(None);
        };
        let table = item
            .as_table_like()
            .ok_or_else(|| self.at(name, format!("{name} is no table: write {write}")))?;
        Ok(Some(Reader {
            text: self.text,
            table,
            of,
            place: item.span().or(key.span()),
        }))
    }

    /// The tables of the list under that name, which may be missing.
    ///
    /// # Errors
    /// It is no list of tables.
    pub fn list(&self, name: &str, of: &str) -> Result<Vec<Reader<'a>>, TableError> {
        let tables = match self.item(name) {
            None => return Ok(Vec::new()),
            Some(Item::ArrayOfTables(tables)) => tables,
            Some(_) => {
                let problem = format!("{name} is a list of tables: write [[{name}]] above each");
                return Err(self.at(name, problem));
            }
        };
        let reader = |table: &'a toml_edit::Table| Reader {
            text: self.text,
            table,
            of: of.to_owned(),
            place: table.span(),
        };
        Ok(tables.iter().map(reader).collect())
    }
}
