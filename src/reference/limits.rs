//! The numbers and alphabets of the specification, as this reading has them (FACTS §1, §5, §8).

use std::ops::RangeInclusive;
use std::time::Duration;

/// Lengths of a password, in Unicode scalar values.
pub const PASSWORD_LENGTH: RangeInclusive<usize> = 1..=128;

/// The pattern of `passwordType`, spelled as the model and the error messages spell it.
pub const PASSWORD_PATTERN: &str = r"[\u0009\u000A\u000D\u0020-\u00FF]+";

/// The symbols that the account password policy counts, and no others.
pub const SYMBOLS: &str = "!@#$%^&*()_+-=[]{}|'";

/// `MinimumPasswordLength` of an account password policy; the first is the default.
pub const MINIMUM_PASSWORD_LENGTH: RangeInclusive<u32> = 6..=128;

/// `MaxPasswordAge`, in days.
pub const MAX_PASSWORD_AGE: RangeInclusive<u32> = 1..=1095;

/// `PasswordReusePrevention`, in passwords.
pub const PASSWORD_REUSE_PREVENTION: RangeInclusive<u32> = 1..=24;

/// Characters that a password needs where the account has set no policy.
pub const DEFAULT_MINIMUM: usize = 8;

/// Character classes, of four, that a password needs where the account has set no policy.
pub const DEFAULT_CLASSES: usize = 3;

/// The largest request body that is read, in bytes.
pub const BODY: usize = 10_000_000;

/// The most parameters that are read, so that a hostile form stays small in memory.
pub const FIELDS: usize = 100_000;

/// How far a signature's date may lie from now, either way.
pub const CLOCK_SKEW: Duration = Duration::from_secs(15 * 60);

/// `X-Amz-Expires` of a presigned URL, in seconds.
pub const PRESIGNED_SECONDS: RangeInclusive<u64> = 1..=604_800;

/// Access keys a user may have.
pub const ACCESS_KEYS_PER_USER: usize = 2;

/// Users, and roles, an account may have.
pub const USERS_PER_ACCOUNT: usize = 5_000;

/// Characters, white space apart, of one user's or role's inline policies together, and of a trust policy.
pub const POLICY_SIZE: usize = 2_048;

/// Sessions of roles that are remembered; the oldest give way.
pub const SESSIONS: usize = 10_000;

/// Whether a password may hold the character.
pub fn password_admits(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_admits_tab_line_feed_carriage_return_and_224_more() {
        assert_eq!(
            ('\0'..=char::MAX).filter(|&c| password_admits(c)).count(),
            227
        );
    }
}
