//! The old password compared loosely (FACTS §1: exactly, character for character).

use super::alike::unaccented;
use super::table::table;
use crate::reference::pattern::matches;

table! {
    "same-any-case", "compares passwords without their case",
        breaks "Password.exact",
        caught by ["wrong-old/lower-case:status", "wrong-old/upper-case:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| profile.password.to_lowercase() == old.to_lowercase();
    "same-unaccented", "compares passwords without their accents",
        breaks "Password.exact",
        caught by ["wrong-old/letter-for-accented:status", "state/near/fold-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| unaccented(&profile.password) == unaccented(old);
    "same-within", "takes an old password that holds the one in force",
        breaks "Password.exact",
        caught by ["wrong-old/letter-before:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| old.contains(&profile.password);
    "same-8", "compares the first 8 bytes of passwords, as DES crypt does",
        breaks "Password.exact",
        caught by ["state/near/past-8-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| cut(&profile.password, 8) == cut(old, 8);
    "same-64", "compares the first 64 bytes of passwords",
        breaks "Password.exact",
        caught by ["state/near/past-64-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| cut(&profile.password, 64) == cut(old, 64);
    "same-72", "compares the first 72 bytes of passwords, as bcrypt does",
        breaks "Password.exact",
        caught by ["state/near/past-72-*:status", "state/near/past-36-latin1-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| cut(&profile.password, 72) == cut(old, 72);
    "same-127", "compares the first 127 bytes of passwords",
        breaks "Password.exact",
        caught by ["state/near/past-127-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| cut(&profile.password, 127) == cut(old, 127);
    "same-128", "compares the first 128 bytes of passwords",
        breaks "Password.exact",
        caught by ["state/near/past-64-latin1-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| cut(&profile.password, 128) == cut(old, 128);
    "same-like", "compares passwords by SQL's LIKE",
        breaks "Password.exact",
        caught by ["content/interpreted/sql-like-*:status", "content/match-all/sql-like-any:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*", "pairwise/old-password_127_u+0025_throughout_query-mixed-plus_post_reversed_unset:status"],
        |seams| {
            seams.compare.same = |profile, old| {
                let shielded = |text: &str| text.replace(['*', '?'], "\u{1}");
                let pattern = shielded(old).replace('%', "*").replace('_', "?");
                matches(&pattern, &shielded(&profile.password))
            };
        };
    "same-number", "compares passwords that are numbers by their values",
        breaks "Password.exact",
        caught by ["state/near/numbers-*:status", "content/interpreted/number-zero:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| {
            seams.compare.same = |profile, old| match (profile.password.parse::<f64>(), old.parse::<f64>()) {
                (Ok(one), Ok(other)) => one == other,
                _ => profile.password == old,
            };
        };
    "same-trimmed", "compares passwords without spaces at their ends, as CHAR columns do",
        breaks "Password.exact",
        caught by ["wrong-old/space-after:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| seams.compare.same = |profile, old| profile.password.trim_end_matches(' ') == old.trim_end_matches(' ');
    "same-ascii", "compares the ASCII characters of passwords, and a question mark for every other",
        breaks "Password.exact",
        caught by ["state/near/lossy-question-mark-*:status"],
        also ["wrong-old:*", "old-password:*", "content:*", "state:*", "policy/reuse:*", "frontend:*"],
        |seams| {
            seams.compare.same = |profile, old| {
                let ascii = |text: &str| text.replace(|c: char| !c.is_ascii(), "?");
                ascii(&profile.password) == ascii(old)
            };
        };
}

/// So many bytes.
fn cut(text: &str, bytes: usize) -> &[u8] {
    text.as_bytes().get(..bytes).unwrap_or(text.as_bytes())
}
