//! A sequence of steps that stands for itself: drawn, mutated, shrunk, written down and read back.

use serde::{Deserialize, Serialize};

use super::sequence::case;
use super::{Dice, Focus, Opening, Palette, step};
use crate::case::{Case, PolicyNeed, Step, Subject};

/// What a sequence begins with, and its steps. Some of them may be impossible where they stand: those are left out when it
/// is played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Policy and users.
    pub opening: Opening,
    /// One after another.
    pub steps: Vec<Step>,
}

impl Script {
    /// Draws one: short more often than long, and about the lane's own user more often than about others, since that is
    /// what costs the fewest calls.
    pub fn draw(dice: &mut Dice, palette: &Palette) -> Self {
        let focus = Focus::draw(dice);
        let others = if focus == Focus::State { 12 } else { 2 };
        let alone = palette.users == 1 || dice.below(20) >= others;
        let users = match alone {
            true => 1,
            false => 1 + dice.below(palette.users),
        };
        let palette = Palette {
            users,
            focus,
            ..palette.clone()
        };
        let opening = match alone {
            true => Opening::of_the_lane(dice, &palette),
            false => Opening::draw(dice, &palette),
        };
        // Users of its own are worth more steps.
        let most = if alone {
            dice.pick(&[2, 6, 12])
        } else {
            dice.pick(&[6, 12, 18])
        };
        let steps = (0..=dice.below(most))
            .map(|_| step(&mut Dice::of(dice.seed()), &palette))
            .collect();
        Self { opening, steps }
    }

    /// One that does nothing.
    pub(super) fn nothing() -> Self {
        let opening = Opening {
            policy: PolicyNeed::Any,
            subjects: vec![Subject::Lane],
        };
        Self {
            opening,
            steps: Vec::new(),
        }
    }

    /// The case that plays it.
    pub fn case(&self, name: &str) -> Case {
        case(name, self.opening.clone(), self.steps.iter().cloned())
    }

    /// Whether requests are sent at once: what becomes of them may differ from time to time.
    pub(super) fn races(&self) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step, Step::Together(_)))
    }
}
