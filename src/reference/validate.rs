//! The constraints of the parameters, and how their violation is reported (FACTS §3).

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::call::{Call, Value};
use super::constraint::{Clause, Constraint};
use super::errors::{Refusal, VALIDATION_ERROR};
use super::limits::{PASSWORD_LENGTH, PASSWORD_PATTERN, password_admits};
use super::rules::Rule;

/// The seams of validation. Those that take a name are asked for each password parameter
/// (`OldPassword`, `NewPassword`, and the `Password` of the administrative actions).
#[derive(Clone, Copy)]
pub struct ValidateSeams {
    /// The length of a password.
    pub length: fn(&str, &str) -> usize,
    /// The shortest and the longest.
    pub lengths: fn(&str) -> RangeInclusive<usize>,
    /// Whether a password matches the pattern.
    pub pattern: fn(&str, &str) -> bool,
    /// Whether a password parameter may be left out.
    pub optional: fn(&str) -> bool,
    /// What is answered to violations; there is at least one.
    pub refuse: fn(&[Clause]) -> Refusal,
}

impl Default for ValidateSeams {
    fn default() -> Self {
        Self {
            length: |_, password| password.chars().count(),
            lengths: |_| PASSWORD_LENGTH,
            pattern: |_, password| !password.is_empty() && password.chars().all(password_admits),
            optional: |_| false,
            refuse,
        }
    }
}

/// `N validation errors detected: …; …`
pub fn refuse(clauses: &[Clause]) -> Refusal {
    let count = clauses.len();
    let s = if count == 1 { "" } else { "s" };
    let clauses: Vec<String> = clauses.iter().map(Clause::to_string).collect();
    Refusal::new(
        VALIDATION_ERROR,
        format!(
            "{count} validation error{s} detected: {}",
            clauses.join("; ")
        ),
    )
}

/// Reads parameters and gathers what they violate.
pub struct Members<'a> {
    call: &'a Call,
    seams: &'a ValidateSeams,
    clauses: Vec<Clause>,
}

impl<'a> Members<'a> {
    /// Nothing read yet.
    pub fn new(call: &'a Call, seams: &'a ValidateSeams) -> Self {
        Self {
            call,
            seams,
            clauses: Vec::new(),
        }
    }

    /// A parameter that may be missing.
    pub fn optional(&mut self, name: &'static str, rule: &Rule) -> Option<Cow<'a, str>> {
        match self.call.get(name) {
            Value::Missing => None,
            Value::NotText => {
                self.violation(name, Constraint::Pattern(rule.pattern));
                None
            }
            Value::Text(text) => {
                self.length(name, text.chars().count(), &rule.lengths);
                if !text.is_empty() && !(rule.admits)(&text) {
                    self.violation(name, Constraint::Pattern(rule.pattern));
                }
                Some(text)
            }
        }
    }

    /// A parameter that must be there; empty, and a violation, if it is not.
    pub fn required(&mut self, name: &'static str, rule: &Rule) -> Cow<'a, str> {
        if matches!(self.call.get(name), Value::Missing) {
            self.violation(name, Constraint::NotNull);
        }
        self.optional(name, rule).unwrap_or_default()
    }

    /// A password that must be there (`passwordType`).
    pub fn password(&mut self, name: &'static str) -> Cow<'a, str> {
        match self.call.get(name) {
            Value::Missing => {
                if !(self.seams.optional)(name) {
                    self.violation(name, Constraint::NotNull);
                }
                Cow::Borrowed("")
            }
            Value::NotText => {
                self.violation(name, Constraint::Pattern(PASSWORD_PATTERN));
                Cow::Borrowed("")
            }
            Value::Text(password) => {
                let (length, lengths) = (self.seams.length, self.seams.lengths);
                self.length(name, length(name, &password), &lengths(name));
                if !(self.seams.pattern)(name, &password) {
                    self.violation(name, Constraint::Pattern(PASSWORD_PATTERN));
                }
                password
            }
        }
    }

    /// A password that may be missing.
    pub fn optional_password(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        let there = !matches!(self.call.get(name), Value::Missing);
        there.then(|| self.password(name))
    }

    /// A number that may be missing.
    pub fn number(&mut self, name: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        let number = match self.call.get(name) {
            Value::Missing => return None,
            Value::NotText => None,
            Value::Text(text) => text.parse().ok().filter(|n| range.contains(n)),
        };
        if number.is_none() {
            self.violation(name, Constraint::Within(range));
        }
        number
    }

    /// `true` or `false`, or missing.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.word(name, &["true", "false"])
            .map(|word| word == "true")
    }

    /// One of a few words, or missing.
    pub fn word(
        &mut self,
        name: &'static str,
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        let word = match self.call.get(name) {
            Value::Missing => return None,
            Value::NotText => None,
            Value::Text(text) => words.iter().find(|word| **word == text).copied(),
        };
        if word.is_none() {
            self.violation(name, Constraint::OneOf(words));
        }
        word
    }

    /// One of a few words; empty, and a violation, if it is not there.
    pub fn required_word(
        &mut self,
        name: &'static str,
        words: &'static [&'static str],
    ) -> &'static str {
        if matches!(self.call.get(name), Value::Missing) {
            self.violation(name, Constraint::NotNull);
        }
        self.word(name, words).unwrap_or_default()
    }

    /// The verdict over what was read.
    ///
    /// # Errors
    /// The violations, all of them.
    pub fn finish(self) -> Result<(), Refusal> {
        if self.clauses.is_empty() {
            Ok(())
        } else {
            Err((self.seams.refuse)(&self.clauses))
        }
    }

    fn violation(&mut self, parameter: &'static str, constraint: Constraint) {
        self.clauses.push(Clause {
            parameter,
            constraint,
        });
    }

    fn length(&mut self, name: &'static str, length: usize, lengths: &RangeInclusive<usize>) {
        if length < *lengths.start() {
            self.violation(name, Constraint::AtLeast(*lengths.start()));
        } else if length > *lengths.end() {
            self.violation(name, Constraint::AtMost(*lengths.end()));
        }
    }
}
