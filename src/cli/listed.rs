//! A flag's value that is one of very many names.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error};

use super::selection::perhaps;
use crate::case::nearest;

/// A name of a list. What is none is told with what may have been meant, and not with the hundreds that there are.
#[derive(Clone)]
pub(super) struct Listed {
    /// Every name.
    pub(super) names: Vec<&'static str>,
    /// The flag that prints them.
    pub(super) flag: &'static str,
}

impl Listed {
    fn named(&self, text: &str) -> Result<String, String> {
        if self.names.contains(&text) {
            return Ok(text.to_owned());
        }
        let near: Vec<String> = nearest(text, self.names.iter().copied())
            .into_iter()
            .map(str::to_owned)
            .collect();
        Err(format!(
            "there is no such name{} ({} prints all)",
            perhaps(&near),
            self.flag
        ))
    }
}

impl TypedValueParser for Listed {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        let list = self.clone();
        (move |text: &str| list.named(text)).parse_ref(command, arg, value)
    }

    /// For the completions of a shell.
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_told_with_those_like_it_and_where_all_are() {
        let list = Listed {
            names: vec!["new-max-127", "new-max-129", "trimmed"],
            flag: "--list-faults",
        };
        assert_eq!(list.named("trimmed").as_deref(), Ok("trimmed"));
        assert_eq!(
            list.named("new-max-128").unwrap_err(),
            "there is no such name; did you mean new-max-127 or new-max-129? (--list-faults prints all)"
        );
        assert_eq!(
            list.named("xyz").unwrap_err(),
            "there is no such name (--list-faults prints all)"
        );
    }
}
