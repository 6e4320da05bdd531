//! Patterns over checks: `new-password/length/*-latin1:status`.

use std::fmt;
use std::str::FromStr;

use super::{Check, CheckId, IdPattern, IdPatternError};

/// A pattern over case ids and, behind the last colon, a check's word, or `*` for each.
#[derive(Clone, Debug)]
pub struct CheckPattern {
    cases: IdPattern,
    check: Option<Check>,
}

/// Text that is no pattern over checks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckPatternError {
    /// No colon.
    #[error("{0:?} names no check: write CASE:CHECK, such as new-password/length/*-latin1:status")]
    NoCheck(String),
    /// There is no such check.
    #[error("there is no check {word:?}; there are {}", words())]
    NoSuchCheck {
        /// As given.
        word: String,
    },
    /// What stands before the colon.
    #[error(transparent)]
    Cases(#[from] IdPatternError),
}

fn words() -> String {
    Check::ALL.map(Check::word).join(", ")
}

impl CheckPattern {
    /// Whether the check is one of them.
    pub fn selects(&self, id: &CheckId) -> bool {
        self.check.is_none_or(|check| check == id.check) && self.selects_case(id.case.as_str())
    }

    /// Whether checks of the case are among them.
    pub fn selects_case(&self, id: &str) -> bool {
        self.cases.selects(id)
    }

    /// The check it speaks of, if it is one.
    pub fn check(&self) -> Option<Check> {
        self.check
    }
}

impl FromStr for CheckPattern {
    type Err = CheckPatternError;

    fn from_str(text: &str) -> Result<Self, CheckPatternError> {
        let (cases, word) = text
            .rsplit_once(':')
            .ok_or_else(|| CheckPatternError::NoCheck(text.to_owned()))?;
        let check = match word {
            "*" => None,
            word => Some(
                Check::ALL
                    .into_iter()
                    .find(|check| check.word() == word)
                    .ok_or_else(|| CheckPatternError::NoSuchCheck {
                        word: word.to_owned(),
                    })?,
            ),
        };
        let cases = cases.parse()?;
        Ok(Self { cases, check })
    }
}

impl fmt::Display for CheckPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}",
            self.cases.text(),
            self.check.map_or("*", Check::word)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selects(pattern: &str, case: &str, check: Check) -> bool {
        let case = case.parse().unwrap();
        pattern
            .parse::<CheckPattern>()
            .unwrap()
            .selects(&CheckId { case, check })
    }

    #[test]
    fn a_pattern_selects_checks_by_case_and_by_word() {
        let pattern = "new-password/length/*-latin1:status";
        assert!(selects(
            pattern,
            "new-password/length/129-latin1",
            Check::Status
        ));
        assert!(!selects(
            pattern,
            "new-password/length/129-latin1",
            Check::State
        ));
        assert!(!selects(
            pattern,
            "new-password/length/129-ascii",
            Check::Status
        ));
        assert!(selects(
            "new-password:*",
            "new-password/length/1-ascii",
            Check::Leak
        ));
        assert_eq!(
            pattern.parse::<CheckPattern>().unwrap().to_string(),
            pattern
        );
    }

    #[test]
    fn what_names_no_check_is_refused_with_those_there_are() {
        let refused = |text: &str| text.parse::<CheckPattern>().unwrap_err().to_string();
        assert!(refused("new-password").contains("write CASE:CHECK"));
        assert!(refused("new-password:statsu").contains("there are answer, status"));
    }
}
