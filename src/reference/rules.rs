//! The constraints of the parameters that are no passwords.

use std::ops::RangeInclusive;

use super::limits::{PASSWORD_PATTERN, password_admits};

/// The constraints of a text that is no password.
pub struct Rule {
    /// Characters.
    pub lengths: RangeInclusive<usize>,
    /// As the error message spells it.
    pub pattern: &'static str,
    /// Whether a text that is not empty matches the pattern.
    pub admits: fn(&str) -> bool,
}

const fn words(lengths: RangeInclusive<usize>) -> Rule {
    let admits = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c))
    };
    Rule {
        lengths,
        pattern: r"[\w+=,.@-]+",
        admits,
    }
}

const fn plain_text(lengths: RangeInclusive<usize>) -> Rule {
    Rule {
        lengths,
        pattern: PASSWORD_PATTERN,
        admits: |text| text.chars().all(password_admits),
    }
}

/// The name of a user that is to be made.
pub const NEW_NAME: Rule = words(1..=64);
/// The name of a user, role or policy.
pub const NAME: Rule = words(1..=128);
/// The name of a role's session.
pub const SESSION_NAME: Rule = words(2..=64);
/// A policy document.
pub const DOCUMENT: Rule = plain_text(1..=131_072);
/// A policy for one session of a role.
pub const SESSION_POLICY: Rule = plain_text(1..=2048);
/// Where a list goes on.
pub const MARKER: Rule = plain_text(1..=320);
/// An ARN.
pub const ARN: Rule = plain_text(20..=2048);
/// The id of an access key.
pub const KEY_ID: Rule = Rule {
    lengths: 16..=128,
    pattern: r"[\w]+",
    admits: |text| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
};
/// A path.
pub const PATH: Rule = Rule {
    lengths: 1..=512,
    pattern: r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)",
    admits: |text| path_starts(text) && text.ends_with('/') && text != "//",
};
/// What paths begin with.
pub const PATH_PREFIX: Rule = Rule {
    lengths: 1..=512,
    pattern: r"\u002F[\u0021-\u007E]*",
    admits: path_starts,
};

fn path_starts(text: &str) -> bool {
    text.starts_with('/') && text.chars().all(|c| c.is_ascii_graphic())
}
