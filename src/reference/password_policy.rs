//! The account password policy (FACTS §5): what a new password has to be like.

use super::account::Account;
use super::errors::{PASSWORD_POLICY_VIOLATION, Refusal};
use super::limits::{DEFAULT_CLASSES, DEFAULT_MINIMUM, MINIMUM_PASSWORD_LENGTH, SYMBOLS};
use super::user::User;

/// An account password policy as it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// Characters.
    pub minimum_length: u32,
    /// One of the documented symbols.
    pub require_symbols: bool,
    /// One of `0`–`9`.
    pub require_numbers: bool,
    /// One of `A`–`Z`.
    pub require_uppercase: bool,
    /// One of `a`–`z`.
    pub require_lowercase: bool,
    /// Whether every user may change the own password, without a policy of its own.
    pub users_may_change: bool,
    /// Days.
    pub max_age: Option<u32>,
    /// Passwords.
    pub reuse_prevention: Option<u32>,
    /// Whether only an administrator helps out after expiry.
    pub hard_expiry: bool,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            minimum_length: *MINIMUM_PASSWORD_LENGTH.start(),
            require_symbols: false,
            require_numbers: false,
            require_uppercase: false,
            require_lowercase: false,
            users_may_change: false,
            max_age: None,
            reuse_prevention: None,
            hard_expiry: false,
        }
    }
}

/// The seams of the account password policy.
#[derive(Clone, Copy)]
pub struct PolicySeams {
    /// The policy that was set and not deleted.
    pub in_force: fn(&Account) -> Option<PasswordPolicy>,
    /// Characters that a password needs where there is none.
    pub default_minimum: usize,
    /// Classes of characters that it needs there.
    pub default_classes: usize,
    /// The password's size, as the minimum counts it.
    pub size: fn(&str) -> usize,
    /// The class a character belongs to.
    pub class: fn(char) -> Option<Class>,
    /// Whether a new password conforms to the policy in force.
    pub check: fn(&Self, &Account, &str) -> Result<(), Refusal>,
}

/// The seams of reuse prevention.
#[derive(Clone, Copy)]
pub struct HistorySeams {
    /// Whether the password lies within the window of so many passwords.
    pub reused: fn(&User, &str, usize) -> bool,
    /// Takes note of the password that a successful change has set.
    pub remember: fn(&mut User, &str),
}

/// The classes of characters that a policy can require.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `A`–`Z`
    Uppercase,
    /// `a`–`z`
    Lowercase,
    /// `0`–`9`
    Number,
    /// One of [`SYMBOLS`].
    Symbol,
}

impl Default for PolicySeams {
    fn default() -> Self {
        Self {
            in_force: |account| account.password_policy,
            default_minimum: DEFAULT_MINIMUM,
            default_classes: DEFAULT_CLASSES,
            size: |password| password.chars().count(),
            class,
            check,
        }
    }
}

impl Default for HistorySeams {
    fn default() -> Self {
        Self {
            reused,
            remember: |user, password| user.remember(password.to_owned()),
        }
    }
}

/// ASCII only: É is no upper-case letter, ² no digit, ~ no symbol.
pub fn class(c: char) -> Option<Class> {
    match c {
        'A'..='Z' => Some(Class::Uppercase),
        'a'..='z' => Some(Class::Lowercase),
        '0'..='9' => Some(Class::Number),
        _ => SYMBOLS.contains(c).then_some(Class::Symbol),
    }
}

/// The policy that was set, or the default.
pub fn check(seams: &PolicySeams, account: &Account, password: &str) -> Result<(), Refusal> {
    match (seams.in_force)(account) {
        Some(policy) => obeys(seams, &policy, password),
        None => check_default(seams, account, password),
    }
}

/// A policy that was set.
pub fn obeys(seams: &PolicySeams, policy: &PasswordPolicy, password: &str) -> Result<(), Refusal> {
    let has = |wanted| password.chars().any(|c| (seams.class)(c) == Some(wanted));
    let minimum = policy.minimum_length as usize;
    if (seams.size)(password) < minimum {
        return violation(format!(
            "Password should have a minimum length of {minimum}"
        ));
    }
    for (required, class, what) in [
        (
            policy.require_uppercase,
            Class::Uppercase,
            "uppercase letter",
        ),
        (
            policy.require_lowercase,
            Class::Lowercase,
            "lowercase letter",
        ),
        (policy.require_numbers, Class::Number, "number"),
        (policy.require_symbols, Class::Symbol, "symbol"),
    ] {
        if required && !has(class) {
            return violation(format!("Password should have at least one {what}"));
        }
    }
    Ok(())
}

/// What holds where no policy is set.
fn check_default(seams: &PolicySeams, account: &Account, password: &str) -> Result<(), Refusal> {
    let minimum = seams.default_minimum;
    if (seams.size)(password) < minimum {
        return violation(format!(
            "Password should have a minimum length of {minimum}"
        ));
    }
    let classes = [
        Class::Uppercase,
        Class::Lowercase,
        Class::Number,
        Class::Symbol,
    ];
    let has = |class: &&Class| password.chars().any(|c| (seams.class)(c) == Some(**class));
    let least = seams.default_classes;
    if classes.iter().filter(has).count() < least {
        return violation(format!(
            "Password should have at least {least} of uppercase letters, lowercase letters, numbers and symbols"
        ));
    }
    if password == account.name || password == account.email {
        return violation("Password should not be the name or e-mail address of the account");
    }
    Ok(())
}

/// The passwords that the last `window` successful changes have set, the current one among them.
pub fn reused(user: &User, password: &str, window: usize) -> bool {
    user.history
        .iter()
        .rev()
        .take(window)
        .any(|earlier| earlier == password)
}

fn violation(message: impl Into<std::borrow::Cow<'static, str>>) -> Result<(), Refusal> {
    Err(Refusal::new(PASSWORD_POLICY_VIOLATION, message))
}
