//! Characters refused that the pattern admits, and admitted that it refuses (FACTS §1).

use super::pattern::{but, or};
use super::table::table;

table! {
    "new-printable-ascii", "takes printable ASCII only in a new password, as the page's prose says",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+00e9:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains(|c| !matches!(c, ' '..='~')));
    "new-no-tab", "refuses a TAB in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0009:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\t'));
    "new-no-line-feed", "refuses a line feed in a new password: a dot matches none",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+000a:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\n'));
    "new-no-carriage-return", "refuses a carriage return in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+000d:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\r'));
    "new-no-delete", "refuses DEL in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+007f:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\u{7f}'));
    "new-no-c1", "refuses the control characters from U+0080 to U+009F in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0080:status", "new-password/charset/u+009f:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains(|c| ('\u{80}'..='\u{9f}').contains(&c)));
    "new-no-break-space", "refuses U+00A0 in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+00a0:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\u{a0}'));
    "new-no-soft-hyphen", "refuses U+00AD in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+00ad:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\u{ad}'));
    "new-no-last", "takes U+00FE, and not U+00FF, in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+00ff:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\u{ff}'));
    "new-no-space", "refuses a space in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0020:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains(' '));
    "new-no-quotes", "refuses quotes in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0022:status", "new-password/charset/u+0027:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains(['"', '\'']));
    "new-no-backslash", "refuses a backslash in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+005c:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('\\'));
    "new-no-angle", "refuses angle brackets in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+003c:status", "new-password/charset/u+003e:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains(['<', '>']));
    "new-no-percent", "refuses a percent sign in a new password",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0025:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.contains('%'));
    "new-no-blank-edges", "refuses a new password that begins or ends with a blank",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/u+0020:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.trim() != new);
    "new-no-blanks-alone", "refuses a new password of nothing but blanks",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/blanks-alone:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.trim().is_empty());
    "new-no-digits-alone", "refuses a new password of nothing but digits",
        breaks "NewPassword.pattern.allows",
        caught by ["new-password/charset/digits-alone:status"],
        also ["new-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "sample:*"],
        |seams| seams.validate.pattern = |name, password| but(name, password, |new| new.chars().all(|c| c.is_ascii_digit()));
    "new-nul", "takes U+0000 in a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+0000-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |c| c == '\0');
    "new-c0", "takes every control character but U+0000 in a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+001f-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |c| ('\u{1}'..' ').contains(&c));
    "new-u0100", "takes U+0100 in a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+0100-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |c| c == '\u{100}');
    "new-latin-extended", "takes the extended Latin letters up to U+024F in a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+0152-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |c| ('\u{100}'..='\u{24f}').contains(&c));
    "new-bmp", "takes every character up to U+FFFF but U+0000 in a new password",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+0430-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |c| ('\u{1}'..='\u{ffff}').contains(&c));
    "new-astral", "takes characters beyond U+FFFF in a new password: a pattern over UTF-16 lets them through",
        breaks "NewPassword.pattern.refuses",
        caught by ["new-password/charset/u+10000-*:status"],
        also ["new-password/charset:*", "envelope:*", "policy/validation-first:*", "identity:*", "content:*", "state:*", "frontend:*", "pairwise:*"],
        |seams| seams.validate.pattern = |name, password| or(name, password, |c| c > '\u{ffff}');
    "old-printable-ascii", "takes printable ASCII only in an old password",
        breaks "OldPassword.pattern.allows",
        caught by ["old-password/charset/u+00e9:status"],
        also ["new-password:*", "old-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "wrong-old/*:state"],
        |seams| {
            seams.validate.pattern = |name, password| {
                let ascii = password.chars().all(|c| matches!(c, ' '..='~'));
                or(name, password, |_| false) && (name != "OldPassword" || ascii)
            };
        };
    "old-no-controls", "refuses control characters in an old password, those that are admitted too",
        breaks "OldPassword.pattern.allows",
        caught by ["old-password/charset/u+0009:status", "old-password/charset/u+0080:status"],
        also ["new-password:*", "old-password:*", "spelling:*", "policy:*", "content:*", "auth/canonical:*", "state:*", "frontend:*", "pairwise:*", "wrong-old/line-feed-for-line-end:state"],
        |seams| {
            seams.validate.pattern = |name, password| {
                or(name, password, |_| false) && (name != "OldPassword" || !password.contains(char::is_control))
            };
        };
}
