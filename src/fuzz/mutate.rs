//! Sequences that showed something new, changed a little.

use super::{Dice, Focus, Palette, Script, framing, password, request, sign, spoil, step};
use crate::case::{Param, Request, Spelled, Step, Text};
use crate::wire::Spelling;

/// Steps of a sequence, at most.
const LONGEST: usize = 24;

/// Another sequence, near this one; now and then it ends as the other does.
pub(super) fn mutated(
    dice: &mut Dice,
    palette: &Palette,
    script: &Script,
    other: &Script,
) -> Script {
    let mut mutated = script.clone();
    for _ in 0..=dice.below(3) {
        once(dice, palette, &mut mutated, other);
    }
    mutated.steps.truncate(LONGEST);
    mutated
}

fn once(dice: &mut Dice, palette: &Palette, script: &mut Script, other: &Script) {
    let palette = &Palette {
        users: script.opening.subjects.len().max(1),
        focus: Focus::draw(dice),
        ..palette.clone()
    };
    let steps = &mut script.steps;
    let at = dice.below(steps.len());
    let anew = |dice: &mut Dice| step(&mut Dice::of(dice.seed()), palette);
    match dice.weigh(&[(6, 0), (2, 1), (2, 2), (1, 3), (1, 4), (1, 5), (1, 6)]) {
        0 => match steps.get_mut(at) {
            Some(Step::Send(send)) => tweak(dice, palette, &mut send.request),
            Some(Step::Together(requests)) => {
                let nth = dice.below(requests.len());
                requests
                    .iter_mut()
                    .skip(nth)
                    .take(1)
                    .for_each(|request| vary(dice, palette, request));
            }
            _ => steps.insert(at, anew(dice)),
        },
        1 => {
            let at = dice.below(steps.len() + 1);
            let step = anew(dice);
            steps.insert(at, step);
        }
        2 => {
            let again = steps.get(at).cloned();
            steps.extend(again);
        }
        3 if steps.len() > 1 => drop(steps.remove(at)),
        4 => {
            let with = dice.below(steps.len());
            if at < steps.len() {
                steps.swap(at, with);
            }
        }
        5 => {
            steps.truncate(at + 1);
            let from = dice.below(other.steps.len());
            steps.extend(other.steps.iter().skip(from).cloned());
        }
        _ => {
            let step = anew(dice);
            steps.push(step);
        }
    }
}

/// Another request, near this one.
fn tweak(dice: &mut Dice, palette: &Palette, request: &mut Request) {
    match dice.weigh(&[(8, 0), (3, 1), (2, 2), (1, 3), (1, 4), (1, 5)]) {
        0 => vary(dice, palette, request),
        1 => {
            for value in values(request) {
                value.spelling = dice.pick(&Spelling::ALL);
            }
        }
        2 => *request = spoil::one(dice, palette, request.clone()),
        3 if palette.signatures => *request = sign::badly(dice, palette, request.clone()),
        4 => request.transport = framing::any(dice),
        _ => request.caller = request::caller(dice, palette),
    }
}

/// Another password in it.
fn vary(dice: &mut Dice, palette: &Palette, request: &mut Request) {
    let mut passwords: Vec<_> = values(request)
        .filter_map(|value| match &mut value.text {
            Text::Password(recipe) => Some(recipe),
            _ => None,
        })
        .collect();
    let at = dice.below(passwords.len());
    if let Some(recipe) = passwords.get_mut(at) {
        **recipe = password::varied(dice, palette, recipe);
    }
}

fn values(request: &mut Request) -> impl Iterator<Item = &mut Spelled> {
    request.params.iter_mut().filter_map(|param| match param {
        Param::Pair { value, .. } => Some(value),
        Param::Around { .. } | Param::Verbatim(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runner::Rehearsal;
    use crate::spec::Model;

    #[test]
    fn whatever_is_mutated_can_be_played() {
        let model = Model::compiled_in().unwrap();
        let rehearsal = Rehearsal::new(model.clone());
        let palette = Palette::whole(model);
        let mut dice = Dice::of(11);
        for _ in 0..60 {
            let mut script = Script::draw(&mut dice, &palette);
            let other = Script::draw(&mut dice, &palette);
            for _ in 0..4 {
                script = mutated(&mut dice, &palette, &script, &other);
                assert!(script.steps.len() <= LONGEST);
                // After a few open requests nobody can say what is in force.
                script.steps.truncate(5);
                rehearsal.play(&script.case("mutated")).unwrap();
            }
        }
    }
}
