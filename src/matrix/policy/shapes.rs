//! Shapes of expectation and password that the policy's sections share.

use crate::case::{Case, CaseBuilder, Expect, Request};
use crate::matrix::shapes::accepted;
use crate::password::{self, Recipe};
use crate::spec::{AccountPolicy, Class, ClauseId, answers};

/// Fourteen characters of all four classes.
pub(super) const STRICT: AccountPolicy = AccountPolicy {
    minimum_length: 14,
    upper: true,
    lower: true,
    number: true,
    symbol: true,
    ..AccountPolicy::RELAXED
};

/// The policy has nothing against it.
pub(super) fn conformant() -> Expect {
    accepted("Policy.conformant")
}

/// It breaks this rule of the policy.
pub(super) fn violates(clause: &'static str) -> Expect {
    Expect::refused(ClauseId::of(clause), &answers::POLICY)
}

/// The rule that asks for the class.
pub(super) fn rule(class: Class) -> &'static str {
    match class {
        Class::Upper => "Policy.upper",
        Class::Lower => "Policy.lower",
        Class::Number => "Policy.number",
        Class::Symbol => "Policy.symbol",
    }
}

/// A change of the password in force to this one.
pub(super) fn change_to(case: CaseBuilder, new: Recipe, expect: Expect) -> Case {
    case.sends(Request::change(Recipe::current(), new), expect)
        .build()
}

/// So many characters of the class.
pub(super) fn of_class(class: Class, count: usize) -> Recipe {
    Recipe::class(named(class), count)
}

/// So many characters of each of the classes.
pub(super) fn of_classes(classes: impl IntoIterator<Item = Class>, each: usize) -> Recipe {
    classes.into_iter().fold(Recipe::empty(), |all, class| {
        all.then(of_class(class, each))
    })
}

/// The classes but this one.
pub(super) fn others(class: Class) -> impl Iterator<Item = Class> {
    Class::ALL.into_iter().filter(move |other| *other != class)
}

/// The characters of the class, ascending but for the symbols, which stand as on the page.
pub(super) fn members(class: Class) -> impl DoubleEndedIterator<Item = char> {
    named(class)
        .members()
        .iter()
        .map(|&member| char::from(member))
}

fn named(class: Class) -> password::Class {
    match class {
        Class::Upper => password::Class::Upper,
        Class::Lower => password::Class::Lower,
        Class::Number => password::Class::Digit,
        Class::Symbol => password::Class::Symbol,
    }
}
