//! Required parameters, and the order of validation (FACTS §1, §3).

use super::table::table;
use crate::reference::change_password::{conforms, is_not_reused, knows_the_old, permitted};
use crate::reference::limits::{PASSWORD_LENGTH, password_admits};

table! {
    "old-missing-passes", "compares no old password that is missing",
        breaks "OldPassword.required",
        caught by ["old-password/required/absent*:status"],
        also ["old-password/required:*", "both-bad:*", "identity:*", "frontend:*", "state/connection/without-old-password:status", "state/refused/old-missing:status"],
        |seams| {
            seams.validate.optional = |name| name == "OldPassword";
            seams.compare.same = |profile, old| old.is_empty() || profile.password == old;
        };
    "old-empty-passes", "compares no old password that is empty",
        breaks "OldPassword.length.min",
        caught by ["old-password/length/0-ascii:status"],
        also ["old-password:*", "both-bad:*", "frontend:*", "policy:*", "state/refused/old-empty:status"],
        |seams| {
            seams.validate.lengths = |name| if name == "OldPassword" { 0..=128 } else { PASSWORD_LENGTH };
            seams.validate.pattern = |name, password| {
                (name == "OldPassword" || !password.is_empty()) && password.chars().all(password_admits)
            };
            seams.compare.same = |profile, old| old.is_empty() || profile.password == old;
        };
    "old-missing-compared", "compares a missing old password as if it were empty",
        breaks "Validation.order",
        caught by ["old-password/required/absent*:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.optional = |name| name == "OldPassword";
    "new-missing-kept", "takes a missing new password for the one in force",
        breaks "NewPassword.required",
        caught by ["new-password/required/absent*:status"],
        also ["new-password/required:*", "frontend:*", "state:*"],
        |seams| {
            seams.validate.optional = |name| name == "NewPassword";
            seams.compare.steps = &[
                permitted,
                knows_the_old,
                |turn, attempt| if attempt.new.is_empty() { Ok(()) } else { conforms(turn, attempt) },
                is_not_reused,
            ];
            seams.store.put = |account, user, new| {
                if !new.is_empty() {
                    crate::reference::change_password::put(account, user, new);
                }
            };
        };
    "new-missing-judged", "holds a missing new password against the account policy",
        breaks "Validation.order",
        caught by ["new-password/required/absent*:code"],
        also ["new-password/required:*", "frontend:*", "state:*"],
        |seams| seams.validate.optional = |name| name == "NewPassword";
    "authorized-first", "asks for permission before the constraints",
        breaks "Validation.order",
        caught by ["identity/permission/none-and-too-long:status"],
        also ["identity:*"],
        |seams| seams.compare.before_validation = &[permitted];
    "compared-first", "compares the old password before the constraints",
        breaks "Validation.order",
        caught by ["old-password/length/129-*:status", "both-bad/*:status"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.compare.before_validation = &[knows_the_old];
    "policy-first", "asks the account policy before the constraints",
        breaks "Validation.order",
        caught by ["policy/validation-first/*:code"],
        also ["new-password:*", "both-bad:*", "policy:*", "envelope:*", "frontend:*", "pairwise:*", "state:*"],
        |seams| seams.compare.before_validation = &[conforms];
    "state-first", "asks for permission, old password, policy and history before the constraints",
        breaks "Validation.order",
        caught by ["old-password/length/129-*:status", "policy/validation-first/*:code"],
        also ["old-password:*", "both-bad:*", "envelope:*", "policy:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*", "new-password/length/0-ascii:code", "new-password/required/*:code"],
        |seams| seams.compare.before_validation = &[permitted, knows_the_old, conforms, is_not_reused];
}
