//! The pattern applied in part (FACTS §1: each character, anywhere in the value).

use super::table::table;
use crate::reference::limits::{PASSWORD_LENGTH, password_admits};

table! {
    "new-pattern-ignored", "asks nothing of the characters of a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*-middle:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |_| true);
    "new-pattern-search", "looks for a legal character in a new password, and not for others",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*-middle:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| of_new(name, password, |new| new.chars().any(password_admits));
    "new-pattern-lines", "matches a new password line by line, and one line is enough",
        breaks "NewPassword.pattern.refuses",
        caught by ["content/line/new-password-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.pattern = |name, password| of_new(name, password, |new| {
                new.split(['\n', '\r']).any(|line| !line.is_empty() && line.chars().all(password_admits))
            });
        };
    "new-pattern-first-line", "looks at the first line of a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["content/line/new-password-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.pattern = |name, password| of_new(name, password, |new| {
                new.split('\n').next().is_some_and(|line| line.chars().all(password_admits))
            });
        };
    "new-pattern-first", "looks at the first character of a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*-middle:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| of_new(name, password, |new| new.chars().next().is_some_and(password_admits));
    "new-pattern-last", "looks at the last character of a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*-middle:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| of_new(name, password, |new| new.chars().last().is_some_and(password_admits));
    "new-pattern-not-last", "matches a new password up to its last character",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*-last:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.pattern = |name, password| of_new(name, password, |new| {
                new.chars().rev().skip(1).all(password_admits)
            });
        };
    "new-pattern-first-64", "looks at the first 64 characters of a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["content/depth/new-password-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| of_new(name, password, |new| new.chars().take(64).all(password_admits));
    "new-pattern-bytes", "matches the low bytes of the characters of a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.pattern = |name, password| of_new(name, password, |new| {
                new.encode_utf16().all(|unit| password_admits(char::from(unit.to_le_bytes()[0])))
            });
        };
    "old-pattern-ignored", "compares an old password of any characters",
        breaks "Validation.order",
        caught by ["old-password/charset/*-middle:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.pattern = |name, password| {
                !password.is_empty() && (name == "OldPassword" || password.chars().all(password_admits))
            };
        };
    "old-pattern-search", "looks for a legal character in an old password, and not for others",
        breaks "Validation.order",
        caught by ["old-password/charset/*-middle:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.pattern = |name, password| match name {
                "OldPassword" => password.chars().any(password_admits),
                _ => !password.is_empty() && password.chars().all(password_admits),
            };
        };
    "old-not-validated", "compares an old password whatever its length and characters",
        breaks "Validation.order",
        caught by ["old-password/length/0-*:status", "old-password/length/129-*:status", "old-password/charset/*-middle:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.lengths = |name| match name {
                "OldPassword" => 0..=usize::MAX,
                _ => PASSWORD_LENGTH,
            };
            seams.validate.pattern = |name, password| {
                name == "OldPassword" || !password.is_empty() && password.chars().all(password_admits)
            };
        };
}

/// The pattern as it is, but for a new password.
pub(super) fn of_new(name: &str, password: &str, matches: impl Fn(&str) -> bool) -> bool {
    match name {
        "NewPassword" => !password.is_empty() && matches(password),
        _ => !password.is_empty() && password.chars().all(password_admits),
    }
}

/// The pattern, with more characters in a new password.
pub(super) fn or(name: &str, password: &str, admits: impl Fn(char) -> bool) -> bool {
    of_new(name, password, |new| {
        new.chars().all(|c| password_admits(c) || admits(c))
    })
}

/// The pattern, with fewer new passwords.
pub(super) fn but(name: &str, password: &str, refuses: impl Fn(&str) -> bool) -> bool {
    of_new(name, password, |new| {
        new.chars().all(password_admits) && !refuses(new)
    })
}
