//! Lengths miscounted or misjudged (FACTS §1: 1 to 128 Unicode scalar values).

use std::ops::RangeInclusive;

use super::table::table;
use crate::reference::limits::{PASSWORD_LENGTH, password_admits};

table! {
    "new-length-bytes", "counts the UTF-8 bytes of a new password, not its characters",
        breaks "NewPassword.length.unit",
        caught by ["new-password/length/*-latin1:status"],
        also ["new-password/length/*-mixed:status", "state/near/past-*-latin1-*:status", "pairwise/*:status"],
        |seams| {
            seams.validate.length = |name, password| match name {
                "NewPassword" => password.len(),
                _ => password.chars().count(),
            };
        };
    "old-length-bytes", "counts the UTF-8 bytes of an old password, not its characters",
        breaks "OldPassword.length.unit",
        caught by ["old-password/length/*-latin1:status"],
        also ["new-password/length/*:state", "old-password/length/*:*", "state/near/past-*-latin1-*:*", "pairwise/*:*"],
        |seams| {
            seams.validate.length = |name, password| match name {
                "OldPassword" => password.len(),
                _ => password.chars().count(),
            };
        };
    "new-length-graphemes", "counts a line end of two characters in a new password as one",
        breaks "NewPassword.length.max",
        caught by ["content/limit/new-password-line-end:status"],
        also ["content/limit/new-password-line-end:state"],
        |seams| {
            seams.validate.length = |name, password| match name {
                "NewPassword" => password.replace("\r\n", "\n").chars().count(),
                _ => password.chars().count(),
            };
        };
    "new-max-127", "refuses a new password of 128 characters",
        breaks "NewPassword.length.max",
        caught by ["new-password/length/128-*:status"],
        also ["policy/length/min-12*:*", "state/refused/new-too-long:status", "state/near/{longer-than,past}-127-*:status", "state/connection/shorter-after-longer:status", "pairwise/*:*"],
        |seams| seams.validate.lengths = |name| only(name, "NewPassword", 1..=127);
    "new-max-129", "takes a new password of 129 characters",
        breaks "NewPassword.length.max",
        caught by ["new-password/length/129-*:status"],
        also ["new-password/length/*:*", "envelope:*", "policy/length/min-128-129:*", "policy/validation-first/too-long:*", "identity/*/none-and-too-long:*", "state/lifetime:*", "state/refused/new-too-long:*", "state/race/right-among-refused:*", "pairwise/*:*", "content/limit/*:state", "content/limit/*:status"],
        |seams| seams.validate.lengths = |name| only(name, "NewPassword", 1..=129);
    "new-max-none", "takes a new password of any length",
        breaks "NewPassword.length.max",
        caught by ["new-password/length/4096-*:status"],
        also ["new-password/length/*:*", "envelope:*", "policy/length/min-128-129:*", "policy/validation-first/too-long:*", "identity/*/none-and-too-long:*", "state/lifetime:*", "state/refused/new-too-long:*", "state/race/right-among-refused:*", "pairwise/*:*", "content/limit/*:state", "content/limit/*:status"],
        |seams| seams.validate.lengths = |name| only(name, "NewPassword", 1..=usize::MAX);
    "new-max-72", "takes no more characters of a new password than bcrypt",
        breaks "NewPassword.length.max",
        caught by ["new-password/length/73-*:status"],
        also ["new-password/length/*:status", "spelling/*:status", "policy/length/min-12*:*", "policy/unset/two-classes-long:code", "policy/reuse/window-5-beyond-byte-72:status", "state/refused/new-too-long:status", "state/near/*:status", "state/connection/shorter-after-longer:status", "pairwise/*:*"],
        |seams| seams.validate.lengths = |name| only(name, "NewPassword", 1..=72);
    "new-min-2", "asks for two characters of a new password at least",
        breaks "Error.PasswordPolicyViolation",
        caught by ["new-password/length/1-*:code"],
        |seams| seams.validate.lengths = |name| only(name, "NewPassword", 2..=128);
    "new-min-0", "takes an empty new password to the account policy",
        breaks "Validation.order",
        caught by ["new-password/length/0-*:code"],
        also ["policy/validation-first/empty:code", "frontend/duplicate/new-password-empty-wrong-first:code"],
        |seams| {
            seams.validate.lengths = |name| only(name, "NewPassword", 0..=128);
            seams.validate.pattern = |_, password| password.chars().all(password_admits);
        };
    "old-max-127", "refuses an old password of 128 characters",
        breaks "OldPassword.length.max",
        caught by ["old-password/length/128-*:status"],
        also ["new-password/length/128-*:state", "old-password/length/128-*:state", "policy:*", "state:*", "pairwise/*:*"],
        |seams| seams.validate.lengths = |name| only(name, "OldPassword", 1..=127);
    "old-max-129", "compares an old password of 129 characters",
        breaks "Validation.order",
        caught by ["old-password/length/129-*:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.lengths = |name| only(name, "OldPassword", 1..=129);
    "old-max-none", "compares an old password of any length",
        breaks "Validation.order",
        caught by ["old-password/length/4096-*:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.lengths = |name| only(name, "OldPassword", 1..=usize::MAX);
    "old-min-0", "compares an empty old password",
        breaks "Validation.order",
        caught by ["old-password/length/0-*:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| {
            seams.validate.lengths = |name| only(name, "OldPassword", 0..=128);
            seams.validate.pattern = |_, password| password.chars().all(password_admits);
        };
}

/// These lengths for the parameter, and the right ones for the others.
fn only(name: &str, parameter: &str, lengths: RangeInclusive<usize>) -> RangeInclusive<usize> {
    match name == parameter {
        true => lengths,
        false => PASSWORD_LENGTH,
    }
}
