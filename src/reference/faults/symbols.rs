//! Characters in classes where they do not belong (FACTS §5: the classes are ASCII, the symbols are those of the page).

use super::table::table;
use crate::reference::password_policy::{Class, class};

table! {
    "symbols-all-punctuation", "takes all ASCII punctuation for symbols",
        breaks "Policy.symbols",
        caught by ["policy/symbols/u+002?:status", "policy/unset/no-symbol:status"],
        also ["policy/symbols/*:status"],
        |seams| {
            seams.policy.class = |c| class(c).or(c.is_ascii_punctuation().then_some(Class::Symbol));
        };
    "symbols-space", "takes a space for a symbol",
        breaks "Policy.symbols",
        caught by ["policy/symbols/u+0020:status", "policy/unset/no-symbol-space:status"],
        also ["policy/symbols/*:status"],
        |seams| {
            seams.policy.class = |c| if c == ' ' { Some(Class::Symbol) } else { class(c) };
        };
    "symbols-no-apostrophe", "does not take the apostrophe for a symbol",
        breaks "Policy.symbols",
        caught by ["policy/symbols/u+0027:status"],
        also ["policy/classes/symbol-last-at-the-end:status"],
        |seams| {
            seams.policy.class = |c| class(c).filter(|_| c != '\'');
        };
    "symbols-no-bar", "does not take the vertical bar for a symbol",
        breaks "Policy.symbols",
        caught by ["policy/symbols/u+007c:status"],
        |seams| {
            seams.policy.class = |c| class(c).filter(|_| c != '|');
        };
    "symbols-whatever-else", "takes what is no ASCII letter or digit for a symbol",
        breaks "Policy.symbols",
        caught by ["policy/symbols/*:status", "policy/unset/no-symbol*:status"],
        also ["policy/unset/*:status"],
        |seams| {
            seams.policy.class = |c| class(c).or(Some(Class::Symbol));
        };
    "symbols-latin-1", "takes Latin-1's signs for symbols",
        breaks "Policy.ascii-classes",
        caught by ["policy/symbols/u+00a?:status", "policy/unset/no-symbol-latin1:status"],
        also ["policy/symbols/*:status"],
        |seams| {
            seams.policy.class = |c| class(c).or((c > '\u{a0}' && !c.is_alphanumeric()).then_some(Class::Symbol));
        };
    "upper-of-any-script", "takes É for an upper-case letter",
        breaks "Policy.ascii-classes",
        caught by ["policy/classes/upper-u+00*:status", "policy/unset/no-upper:status"],
        |seams| {
            seams.policy.class = |c| class(c).or(c.is_uppercase().then_some(Class::Uppercase));
        };
    "lower-of-any-script", "takes ß for a lower-case letter",
        breaks "Policy.ascii-classes",
        caught by ["policy/classes/lower-u+00*:status", "policy/unset/no-lower:status"],
        |seams| {
            seams.policy.class = |c| class(c).or(c.is_lowercase().then_some(Class::Lowercase));
        };
    "number-of-any-script", "takes ² for a number",
        breaks "Policy.ascii-classes",
        caught by ["policy/classes/number-u+00*:status", "policy/unset/no-number:status"],
        |seams| {
            seams.policy.class = |c| class(c).or(c.is_numeric().then_some(Class::Number));
        };
    "letters-to-small-z", "takes all from A to z for upper-case letters",
        breaks "Policy.upper",
        caught by ["policy/classes/upper-neighbours:status"],
        also ["pairwise/*:state", "policy/classes/*:state", "policy/epoch/tightened:state", "policy/symbols/*:state", "policy/validation-first/*:state", "pairwise/*:status", "policy/epoch/old-too-short:status", "policy/symbols/*:status", "policy/unset/*:status", "policy/epoch/old-too-short:state"],
        |seams| {
            seams.policy.class = |c| match c {
                '['..='`' => Some(Class::Uppercase),
                _ => class(c),
            };
        };
}
