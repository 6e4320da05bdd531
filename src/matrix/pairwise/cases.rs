//! The rows as cases. What must come of each is the oracle's alone.

use super::cover::cover;
use super::factors::{CHARACTERS, Method, Order, Place, Policy, SPELLINGS, lengths};
use crate::case::{Case, CaseBuilder, Request};
use crate::password::{Forge, Recipe};
use crate::spec::{ClauseId, Model, Parameter};

const SECTION: &str = "pairwise";

/// Parameter, length, character, place, spelling, method, order, policy.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let lengths = lengths(model);
    let levels = [
        Parameter::BOTH.len(),
        lengths.len(),
        CHARACTERS.len(),
        Place::ALL.len(),
        SPELLINGS.len(),
        Method::ALL.len(),
        Order::ALL.len(),
        Policy::ALL.len(),
    ];
    cover(&levels)
        .iter()
        .filter_map(|row| case(model, &lengths, row))
        .collect()
}

fn case(model: &Model, lengths: &[usize], row: &[usize]) -> Option<Case> {
    let &[
        parameter,
        length,
        character,
        place,
        spelling,
        method,
        order,
        policy,
    ] = row
    else {
        return None;
    };
    let (parameter, length) = (*Parameter::BOTH.get(parameter)?, *lengths.get(length)?);
    let (character, place) = (*CHARACTERS.get(character)?, *Place::ALL.get(place)?);
    let (spelling, method) = (*SPELLINGS.get(spelling)?, *Method::ALL.get(method)?);
    let (order, policy) = (*Order::ALL.get(order)?, *Policy::ALL.get(policy)?);
    let words = [
        parameter.word(),
        &length.to_string(),
        &format!("u+{:04x}", u32::from(character)),
        place.word(),
        spelling.name(),
        method.word(),
        order.word(),
        policy.word(),
    ];
    let case = CaseBuilder::new(SECTION, words.join("_"));
    let value = place.value(character, length);
    let mut request = match parameter {
        Parameter::Old => Request::change(value.clone(), case.fresh("new")),
        Parameter::New => Request::change(Recipe::current(), value.clone()),
    };
    request = request.spelled(spelling);
    order.apply(&mut request.params);
    let request = method.apply(request);
    // An old password that can be in force is; any other is as wrong as it is invalid.
    let case = match parameter {
        Parameter::Old if can_be_in_force(model, policy, &value) => case.starting_with(value),
        Parameter::Old | Parameter::New => case,
    };
    let case = policy.apply(case).touching(ClauseId::of("Form.spelling"));
    Some(case.sends_derived(request).build())
}

fn can_be_in_force(model: &Model, policy: Policy, value: &Recipe) -> bool {
    let Ok(secret) = Forge::plain().make(value, None) else {
        return false;
    };
    secret.text().is_some_and(|text| {
        model.length(Parameter::Old).contains(text.chars().count())
            && text.chars().all(|character| model.admits(character))
            && policy.takes(text, model)
    })
}
