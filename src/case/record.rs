//! What a step of a case sent and got.

use super::Request;
use crate::wire::{Answer, NoAnswer};

/// What a step of a case sent and got, for reports and snapshots.
#[derive(Clone, Debug)]
pub struct StepRecord {
    /// What was sent, by recipe: `POST / Action=ChangePassword OldPassword=current NewPassword=ascii*129 …`.
    pub sent: String,
    /// The same as it was asked for: passwords stand in it by recipe.
    pub request: Request,
    /// What came. No password is in the Debug text.
    pub answer: Result<Answer, NoAnswer>,
    /// Whether several answers of this step come in no stable order (sent at once).
    pub unordered: bool,
    /// Texts of the answer that vary from run to run: user names, key ids, account ids; with the kind of each.
    pub volatile: Vec<(&'static str, String)>,
}
