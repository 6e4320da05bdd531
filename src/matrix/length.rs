//! Length: "Minimum length of 1. Maximum length of 128", counted in Unicode scalar values.

use super::shapes::{legal, with_value, wrong_password};
use crate::case::{Case, CaseBuilder, Expect};
use crate::password::{Forge, Recipe};
use crate::spec::{AccountPolicy, ClauseId, Model, Parameter, answers};

const OLD: &str = "old-password/length";
const NEW: &str = "new-password/length";

/// From a length to the recipe of a value.
type Alphabet = fn(usize) -> Recipe;

/// The alphabets: characters of one byte, of two, and of both.
const ALPHABETS: [(&str, Alphabet); 3] = [
    ("ascii", Recipe::ascii),
    ("latin1", |length| Recipe::scalars('\u{ff}', length)),
    ("mixed", Recipe::mixed),
];

/// Lengths far beyond the limit, where buffers end.
const FAR: [usize; 4] = [255, 256, 1_000, 4_096];

/// Every length around both limits as a new password.
pub(super) fn new_password(model: &Model) -> Vec<Case> {
    of(model, NEW, Parameter::New)
}

/// Every length around both limits as an old password; the legal ones are in force first.
pub(super) fn old_password(model: &Model) -> Vec<Case> {
    of(model, OLD, Parameter::Old)
}

fn of(model: &Model, section: &'static str, parameter: Parameter) -> Vec<Case> {
    let max = model.length(parameter).max;
    let lengths = || (0..=max + 2).chain(FAR);
    // What HTML escapes as several characters each.
    let name = format!("{max}-markup");
    let markup = of_length(
        model,
        CaseBuilder::new(section, name),
        parameter,
        max,
        Recipe::scalars('<', max),
    );
    ALPHABETS
        .into_iter()
        .flat_map(|alphabet| lengths().map(move |length| (length, alphabet)))
        // An empty password is the same in every alphabet.
        .filter(|&(length, (name, _))| length > 0 || name == "ascii")
        .map(|(length, (name, recipe))| {
            let case = CaseBuilder::new(section, format!("{length}-{name}"));
            of_length(model, case, parameter, length, recipe(length))
        })
        .chain([markup])
        .collect()
}

fn of_length(
    model: &Model,
    case: CaseBuilder,
    parameter: Parameter,
    length: usize,
    value: Recipe,
) -> Case {
    let limits = model.length(parameter);
    let bytes = Forge::plain()
        .make(&value, None)
        .map_or(0, |secret| secret.expose().len());
    if length == 0 {
        let request = with_value(&case, parameter, value);
        return case
            .sends(
                request,
                Expect::refused(parameter.clause("length.min"), &answers::MISSING),
            )
            .build();
    }
    if length > limits.max {
        let request = with_value(&case, parameter, value);
        return case
            .sends(
                request,
                Expect::refused(parameter.clause("length.max"), &answers::VALIDATION),
            )
            .build();
    }
    // The pattern allows one character; no account policy does.
    if length < AccountPolicy::RELAXED.minimum_length {
        let request = with_value(&case, parameter, value);
        return case
            .sends(request, too_short_for_any_policy(parameter, bytes))
            .build();
    }
    let clause = if bytes > limits.max {
        "length.unit"
    } else {
        "length.max"
    };
    legal(
        case,
        parameter,
        value,
        Expect::accepted(parameter.clause(clause)),
    )
    .build()
}

fn too_short_for_any_policy(parameter: Parameter, bytes: usize) -> Expect {
    let clause = ClauseId::of("Policy.minimum-length");
    match parameter {
        Parameter::Old => wrong_password(),
        Parameter::New if bytes < AccountPolicy::RELAXED.minimum_length => {
            Expect::refused(clause, &answers::POLICY)
        }
        // Short by characters, long enough by bytes: which of them the policy counts is open.
        Parameter::New => Expect::open(clause, &answers::POLICY),
    }
}
