//! The factors of a request and their values.

use std::time::Duration;

use crate::case::{CaseBuilder, Param, Request, Sign};
use crate::password::Recipe;
use crate::spec::{AccountPolicy, Class, Model, Parameter};
use crate::wire::{Escape, Hex, Space, Spelling};

/// Characters of every kind: plain, those that mean something in a form, allowed and rejected controls, of two bytes, and
/// those above the pattern.
pub(super) const CHARACTERS: [char; 12] = [
    'a',
    ' ',
    '+',
    '%',
    '&',
    '\n',
    '\u{7f}',
    'ÿ',
    '\0',
    '\u{1f}',
    '\u{100}',
    '\u{1f600}',
];

/// How both passwords are spelled; in a query too, so nothing that only a body may hold as it is.
pub(super) const SPELLINGS: [Spelling; 8] = [
    Spelling::STANDARD,
    spelling(Escape::Standard, Hex::Lower, Space::Plus),
    spelling(Escape::Query, Hex::Upper, Space::Percent),
    spelling(Escape::Query, Hex::Mixed, Space::Plus),
    spelling(Escape::All, Hex::Lower, Space::Percent),
    spelling(Escape::All, Hex::Upper, Space::Plus),
    spelling(Escape::Alternate, Hex::Mixed, Space::Percent),
    spelling(Escape::Alternate, Hex::Lower, Space::Plus),
];

const fn spelling(escape: Escape, hex: Hex, space: Space) -> Spelling {
    Spelling { escape, hex, space }
}

/// Lengths at and around the limits of the account policies and of the type.
pub(super) fn lengths(model: &Model) -> [usize; 6] {
    let max = model.length(Parameter::New).max;
    let unset = model.policy.unset.minimum_length;
    [
        AccountPolicy::RELAXED.minimum_length,
        unset,
        STRICT.minimum_length,
        max - 1,
        max,
        max + 1,
    ]
}

/// Where the character stands in the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    First,
    Middle,
    Last,
    Throughout,
}

impl Place {
    pub(super) const ALL: [Self; 4] = [Self::First, Self::Middle, Self::Last, Self::Throughout];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Middle => "middle",
            Self::Last => "last",
            Self::Throughout => "throughout",
        }
    }

    /// So many characters: this one there, and conformant ones everywhere else.
    pub(super) fn value(self, character: char, length: usize) -> Recipe {
        let one = Recipe::scalar(character);
        let rest = length - 1;
        match self {
            Self::First => one.then(Recipe::ascii(rest)),
            Self::Middle => {
                let half = Recipe::ascii(rest / 2);
                half.then(one).then(Recipe::ascii(rest - rest / 2))
            }
            Self::Last => Recipe::ascii(rest).then(one),
            Self::Throughout => Recipe::scalars(character, length),
        }
    }
}

/// How the request is sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Method {
    Post,
    Get,
    Presigned,
}

impl Method {
    pub(super) const ALL: [Self; 3] = [Self::Post, Self::Get, Self::Presigned];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Get => "get",
            Self::Presigned => "presigned",
        }
    }

    pub(super) fn apply(self, request: Request) -> Request {
        match self {
            Self::Post => request,
            Self::Get => request.get(),
            Self::Presigned => request.get().signed(Sign::Query {
                expires: Duration::from_secs(300),
            }),
        }
    }
}

/// In which order the parameters stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    Page,
    NewBeforeOld,
    PasswordsFirst,
    Reversed,
}

impl Order {
    pub(super) const ALL: [Self; 4] = [
        Self::Page,
        Self::NewBeforeOld,
        Self::PasswordsFirst,
        Self::Reversed,
    ];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Page => "as-on-the-page",
            Self::NewBeforeOld => "new-before-old",
            Self::PasswordsFirst => "passwords-first",
            Self::Reversed => "reversed",
        }
    }

    pub(super) fn apply(self, params: &mut [Param]) {
        match self {
            Self::Page => {}
            Self::NewBeforeOld => params.swap(2, 3),
            Self::PasswordsFirst => params.rotate_left(2),
            Self::Reversed => params.reverse(),
        }
    }
}

const STRICT: AccountPolicy = AccountPolicy {
    minimum_length: 14,
    upper: true,
    lower: true,
    number: true,
    symbol: true,
    ..AccountPolicy::RELAXED
};

/// Under which account policy.
#[derive(Clone, Copy, Debug)]
pub(super) enum Policy {
    Relaxed,
    Unset,
    Strict,
}

impl Policy {
    pub(super) const ALL: [Self; 3] = [Self::Relaxed, Self::Unset, Self::Strict];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Relaxed => "relaxed",
            Self::Unset => "unset",
            Self::Strict => "strict",
        }
    }

    pub(super) fn apply(self, case: CaseBuilder) -> CaseBuilder {
        match self {
            Self::Relaxed => case,
            Self::Unset => case.under_none(),
            Self::Strict => case.under(STRICT),
        }
    }

    /// Whether a password can be brought in force under it.
    pub(super) fn takes(self, text: &str, model: &Model) -> bool {
        let characters = text.chars().count();
        let classes = Class::within(text, model).count();
        let unset = model.policy.unset;
        match self {
            Self::Relaxed => characters >= AccountPolicy::RELAXED.minimum_length,
            Self::Unset => characters >= unset.minimum_length && classes >= unset.classes,
            Self::Strict => characters >= STRICT.minimum_length && classes == Class::ALL.len(),
        }
    }
}
