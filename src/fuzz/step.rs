//! A step, drawn without regard to those before it: any of them can be left out, and the others stay what they are.

use super::{Dice, Palette, admin, request};
use crate::case::{Send, Step};

/// Any step.
pub fn step(dice: &mut Dice, palette: &Palette) -> Step {
    match dice.weigh(&[(80, 0), (12, 1), (4, 2), (4, 3)]) {
        1 if palette.admin => Step::Admin(admin::any(dice, palette)),
        2 => {
            let rivals = 2 + dice.below(3);
            Step::Together(
                (0..rivals)
                    .map(|_| request::written(dice, palette))
                    .collect(),
            )
        }
        3 => Step::Witness,
        _ => Step::Send(Send {
            request: request::any(dice, palette),
            expect: None,
        }),
    }
}
