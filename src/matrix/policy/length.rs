//! MinimumPasswordLength: one character less is refused, so many are enough, and it counts the characters of the password
//! itself. ASCII only: whether it counts characters or bytes is open.

use std::collections::BTreeSet;

use super::shapes::{change_to, conformant, violates};
use crate::case::{Case, CaseBuilder, Expect, Request};
use crate::password::Recipe;
use crate::spec::{AccountPolicy, Model, Parameter, answers};
use crate::wire::Spelling;
use crate::wire::{Escape, Hex, Space};

const SECTION: &str = "policy/length";
/// Minimum under which the password's content is varied.
const USUAL: usize = 14;

/// Every minimum at one character less, at itself and at one more.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let range = model.policy.minimum_length;
    let minima = BTreeSet::from([
        range.min,
        range.min + 1,
        8,
        USUAL,
        64,
        range.max - 1,
        range.max,
    ]);
    let around = |minimum| (minimum - 1..=minimum + 1).map(move |length| (minimum, length));
    let mut cases: Vec<Case> = minima
        .into_iter()
        .flat_map(around)
        .map(|(minimum, length)| of_length(model, minimum, length))
        .collect();
    cases.extend(counted(model.policy.minimum_length.min));
    cases.extend(escaped(model.policy.minimum_length.min));
    cases
}

fn under(minimum: usize, name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, format!("min-{minimum}-{name}")).under(AccountPolicy {
        minimum_length: minimum,
        ..AccountPolicy::RELAXED
    })
}

fn of_length(model: &Model, minimum: usize, length: usize) -> Case {
    let expect = if length > model.length(Parameter::New).max {
        Expect::refused(Parameter::New.clause("length.max"), &answers::VALIDATION)
    } else if length < minimum {
        violates("Policy.minimum-length")
    } else {
        conformant()
    };
    let case = under(minimum, &length.to_string());
    change_to(
        case,
        Recipe::seeded(&[SECTION, &length.to_string()], length),
        expect,
    )
}

/// Every character counts, whatever it is and however often it occurs.
fn counted(least: usize) -> Vec<Case> {
    let rest = || Recipe::ascii(USUAL - 1);
    let mut cases: Vec<Case> = [
        ("one-character", Recipe::scalars('a', USUAL)),
        ("space-before", Recipe::scalar(' ').then(rest())),
        ("space-after", rest().then(Recipe::scalar(' '))),
        ("only-spaces", Recipe::scalars(' ', USUAL)),
        ("line-feed-after", rest().then(Recipe::scalar('\n'))),
        (
            "line-feed-inside",
            Recipe::ascii(USUAL / 2)
                .then(Recipe::scalar('\n'))
                .then(Recipe::ascii(USUAL - USUAL / 2 - 1)),
        ),
    ]
    .into_iter()
    .map(|(name, new)| change_to(under(USUAL, name), new, conformant()))
    .collect();
    // In entities the same characters are more.
    let entities = Recipe::scalar('a').then(Recipe::scalars('&', least - 2));
    cases.push(change_to(
        under(least, "entities"),
        entities,
        violates("Policy.minimum-length"),
    ));
    cases
}

/// Percent escapes are longer than what they stand for.
fn escaped(least: usize) -> Vec<Case> {
    [false, true]
        .into_iter()
        .map(|get| {
            let method = if get { "get" } else { "post" };
            let short = Recipe::ascii(least - 1);
            let request = Request::change(Recipe::current(), short).spelled(Spelling {
                escape: Escape::All,
                hex: Hex::Upper,
                space: Space::Percent,
            });
            under(least, &format!("escaped-{method}"))
                .sends(
                    if get { request.get() } else { request },
                    violates("Policy.minimum-length"),
                )
                .build()
        })
        .collect()
}
