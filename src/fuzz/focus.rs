//! What a sequence is mostly about. One that tries everything at once finds little: what one step spoils, the next does not
//! get to.

use super::Dice;

/// What a sequence is mostly about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Focus {
    /// Everything.
    #[default]
    Mixed,
    /// Passwords: requests as any client writes them, around every boundary and from every alphabet.
    Values,
    /// Old passwords: right ones, stale ones, and near misses of the one in force.
    Comparison,
    /// How requests are written.
    Form,
    /// How they are signed.
    Signatures,
    /// What becomes of users, of the policy, and of calls at once.
    State,
}

impl Focus {
    /// Any, each about as often as there is something to find.
    pub(super) fn draw(dice: &mut Dice) -> Self {
        dice.weigh(&[
            (7, Self::Values),
            (3, Self::Comparison),
            (4, Self::Form),
            (2, Self::Signatures),
            (4, Self::State),
            (3, Self::Mixed),
        ])
    }
}
