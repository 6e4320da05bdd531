//! Two passwords that a sloppy comparison, store or column takes for one: either is refused in the other's place, and
//! each can be changed to the other.

use super::near_pairs::pairs;
use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::{accepted, not_the_same};
use crate::password::Recipe;
use crate::spec::Model;

const SECTION: &str = "state/near";

/// Each pair in both directions: what is trimmed or folded may be the password sent, or the one stored.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    pairs()
        .into_iter()
        .flat_map(|pair| {
            [
                case(&format!("{}-forth", pair.name), &pair.one, &pair.other),
                case(&format!("{}-back", pair.name), &pair.other, &pair.one),
            ]
        })
        .collect()
}

/// `one` is in force. The witness asks for both after the change.
fn case(name: &str, one: &Recipe, other: &Recipe) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let offered = Request::change(other.clone(), case.fresh("new"));
    let changed = Request::change(one.clone(), other.clone());
    case.starting_with(one.clone())
        .sends(offered, not_the_same())
        .sends(changed, accepted("Password.exact"))
        .build()
}
