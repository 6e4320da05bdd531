//! Passwords: a few that come again and again, so that old ones are stale, foreign or right by chance; and any others, of
//! lengths around every boundary and from every alphabet.

use super::{Dice, Focus, Palette};
use crate::case::Caller;
use crate::password::{Class, Forge, Near, Recipe, literals};
use crate::spec::{AccountPolicy, Model, Parameter};

/// The lengths of those that come again and again. The last one is as long as any policy asks for.
const KNOWN: [usize; 6] = [24, 24, 24, 12, 64, 128];
/// Lengths at which implementations cut, beside those of the model.
const CUTS: [usize; 6] = [1, 14, 64, 72, 255, 1_000];

/// Characters that some layer treats otherwise than most, beside the pattern's neighbours.
const ODD: [char; 20] = [
    '\0',
    '\t',
    '\n',
    '\r',
    '\u{1b}',
    ' ',
    '%',
    '+',
    '&',
    '=',
    ';',
    '<',
    '\'',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    '\u{ff}',
    '\u{130}',
    '\u{feff}',
    '\u{1f600}',
];

/// Bytes that are no UTF-8.
const NO_TEXT: [&[u8]; 8] = [
    b"\xff",
    b"\xe9",
    b"\xc3",
    b"\xc0\x80",
    b"\xc1\x81",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe0\x83\xa9",
];

/// One of those that come again and again.
pub(super) fn known(dice: &mut Dice) -> Recipe {
    numbered(dice.below(KNOWN.len()))
}

/// One of them that keeps to a policy of this minimum: the same, if it does.
pub(super) fn keeping(recipe: &Recipe, minimum: usize) -> Recipe {
    let is = |at: &usize| numbered(*at) == *recipe && KNOWN[*at] >= minimum;
    numbered((0..KNOWN.len()).find(is).unwrap_or(KNOWN.len() - 1))
}

fn numbered(at: usize) -> Recipe {
    Recipe::seeded(&["fuzz", &at.to_string()], KNOWN[at])
}

/// A password for the parameter of a request by this caller.
pub(super) fn of(
    dice: &mut Dice,
    palette: &Palette,
    parameter: Parameter,
    caller: Caller,
) -> Recipe {
    match parameter {
        Parameter::Old => match dice.weigh(&old_weights(palette.focus)) {
            0 => Recipe::current(),
            1 => Recipe::current().near(near(dice)),
            2 => known(dice),
            _ => any(dice, palette),
        },
        Parameter::New => match dice.weigh(&new_weights(palette.focus)) {
            0 => known(dice),
            1 => Recipe::current(),
            2 => Recipe::current().near(near(dice)),
            3 if matches!(caller, Caller::User(_) | Caller::SecondKey(_)) => Recipe::user_name(),
            _ => any(dice, palette),
        },
    }
}

/// How often an old password is the current one, a near miss of it, one of those that come again, any.
fn old_weights(focus: Focus) -> [(usize, usize); 4] {
    match focus {
        Focus::Mixed => [(72, 0), (9, 1), (12, 2), (7, 3)],
        Focus::Values => [(84, 0), (3, 1), (3, 2), (10, 3)],
        Focus::Comparison => [(40, 0), (36, 1), (20, 2), (4, 3)],
        Focus::Form | Focus::Signatures => [(90, 0), (2, 1), (6, 2), (2, 3)],
        Focus::State => [(74, 0), (4, 1), (20, 2), (2, 3)],
    }
}

/// How often a new password is one of those that come again, the current one, a near miss of that, the user's name, any.
fn new_weights(focus: Focus) -> [(usize, usize); 5] {
    match focus {
        Focus::Mixed => [(58, 0), (3, 1), (3, 2), (2, 3), (34, 4)],
        Focus::Values => [(8, 0), (1, 1), (2, 2), (1, 3), (88, 4)],
        Focus::Comparison => [(40, 0), (2, 1), (16, 2), (2, 3), (40, 4)],
        Focus::Form | Focus::Signatures => [(80, 0), (2, 1), (2, 2), (2, 3), (14, 4)],
        Focus::State => [(84, 0), (2, 1), (2, 2), (2, 3), (10, 4)],
    }
}

fn any(dice: &mut Dice, palette: &Palette) -> Recipe {
    let model = &palette.model;
    match dice.weigh(&[(45, 0), (30, 1), (15, 2), (10, 3)]) {
        0 => {
            let length = length(dice, model);
            row(dice, length)
        }
        1 => odd(dice, model),
        2 => Recipe::text(dice.pick(literals()).name),
        _ => {
            let bytes = dice.pick(&NO_TEXT);
            around(dice, Recipe::bytes(bytes))
        }
    }
}

/// A little other than this one: longer or shorter, a near miss of it, with an odd character more, or drawn anew.
pub(super) fn varied(dice: &mut Dice, palette: &Palette, recipe: &Recipe) -> Recipe {
    let varied = match dice.below(6) {
        0 | 1 => recipe.stretched(dice.pick(&[-64, -8, -2, -1, 1, 2, 8, 64])),
        2 => recipe.clone().near(near(dice)),
        3 => recipe.clone().then(Recipe::scalar(dice.pick(&ODD))),
        4 => Recipe::scalar(dice.pick(&ODD)).then(recipe.clone()),
        _ => any(dice, palette),
    };
    if can_be_made(&varied) {
        varied
    } else {
        recipe.clone()
    }
}

/// Whether it builds a value whatever is in force, and is read back from its name.
fn can_be_made(recipe: &Recipe) -> bool {
    let forge = Forge::plain().for_user("user");
    let current = forge.make(&Recipe::ascii(24), None).ok();
    let read = recipe.to_string().parse::<Recipe>();
    read.is_ok_and(|read| read == *recipe) && forge.make(recipe, current.as_ref()).is_ok()
}

/// A length at one of the boundaries, or beside it.
fn length(dice: &mut Dice, model: &Model) -> usize {
    let limits = model.length(Parameter::New);
    let boundaries = [
        limits.min,
        limits.max,
        2 * limits.max,
        AccountPolicy::RELAXED.minimum_length,
        model.policy.unset.minimum_length,
        dice.pick(&CUTS),
    ];
    let boundary = dice.pick(&boundaries);
    (boundary + dice.below(3)).saturating_sub(1)
}

/// So many characters of one alphabet.
fn row(dice: &mut Dice, length: usize) -> Recipe {
    match dice.below(8) {
        0 | 1 => Recipe::ascii(length),
        2 => Recipe::latin1(length),
        3 => Recipe::mixed(length),
        4 => Recipe::letters(length),
        5 => Recipe::class(dice.pick(&Class::ALL), length),
        6 => Recipe::scalars(dice.pick(&ODD), length),
        _ => Recipe::seeded(&["fuzz", "row", &dice.below(64).to_string()], length),
    }
}

/// One odd character among others.
fn odd(dice: &mut Dice, model: &Model) -> Recipe {
    let neighbours = model.neighbours();
    let odd = if dice.one_in(3) {
        dice.pick(&neighbours)
    } else {
        dice.pick(&ODD)
    };
    around(dice, Recipe::scalar(odd))
}

fn around(dice: &mut Dice, part: Recipe) -> Recipe {
    let rest = dice.pick(&[0, 7, 11, 126, 127]);
    let before = dice.pick(&[0, rest / 2, rest]);
    Recipe::ascii(before)
        .then(part)
        .then(Recipe::ascii(rest - before))
}

fn near(dice: &mut Dice) -> Near {
    let at = dice.pick(&[0, 1, 7, 8, 11, 63, 71, 127]);
    match dice.below(11) {
        0 => Near::Case(at),
        1 => Near::Replace(at),
        2 => Near::Drop(at),
        3 => Near::Take(at),
        4 => Near::Bytes(at),
        5 => Near::Lower,
        6 => Near::Upper,
        7 => Near::Reverse,
        8 => Near::Swap(at),
        9 => Near::Double,
        _ => Near::Skip(at),
    }
}
