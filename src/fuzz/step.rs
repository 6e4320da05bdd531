//! A step, drawn without regard to those before it: any of them can be left out, and the others stay what they are.

use super::{Dice, Focus, Palette, admin, request};
use crate::case::{Send, Step};

/// Any step.
pub fn step(dice: &mut Dice, palette: &Palette) -> Step {
    let weights = match palette.focus {
        Focus::Mixed => [80, 12, 4, 4],
        Focus::Values | Focus::Comparison | Focus::Form | Focus::Signatures => [94, 0, 0, 6],
        Focus::State => [56, 28, 8, 8],
    };
    let [sent, administered, together, witnessed] = weights;
    match dice.weigh(&[(sent, 0), (administered, 1), (together, 2), (witnessed, 3)]) {
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
