//! A line of a difference.

use crate::report::digest::excerpt;

/// A line, and whether it is wanted, came, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The class of its style.
    pub(super) class: &'static str,
    /// `-`, `+` or a blank: no colour alone says it.
    pub(super) mark: &'static str,
    pub(super) text: String,
}

impl Line {
    /// It was wanted and did not come.
    pub(super) fn wanted(text: &str) -> Self {
        Self::of("del", "-", text)
    }

    /// It came and was not wanted.
    pub(super) fn came(text: &str) -> Self {
        Self::of("ins", "+", text)
    }

    /// It was wanted, and came.
    pub(super) fn both(text: &str) -> Self {
        Self::of("same", " ", text)
    }

    /// A line that says by its first character what it is.
    pub(super) fn marked(text: &str) -> Self {
        match text.split_at_checked(1) {
            Some(("-", rest)) => Self::wanted(rest),
            Some(("+", rest)) => Self::came(rest),
            Some((" ", rest)) => Self::both(rest),
            _ => Self::of("aside", " ", text),
        }
    }

    fn of(class: &'static str, mark: &'static str, text: &str) -> Self {
        Self {
            class,
            mark,
            text: excerpt(text),
        }
    }
}
