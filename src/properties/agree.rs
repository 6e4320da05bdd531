//! What does not hold.

use std::fmt::Debug;

/// A property that an input breaks: what was to be, and what was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub String);

/// What came of an input for which the property holds.
pub type Held<T> = Result<T, Broken>;

/// It must be so.
pub(super) fn must(holds: bool, otherwise: &str) -> Held<()> {
    match holds {
        true => Ok(()),
        false => Err(Broken(otherwise.to_owned())),
    }
}

/// Two readings of one input must say the same.
pub(super) fn agree<T: PartialEq + Debug>(of: &str, ours: &T, theirs: &T) -> Held<()> {
    match ours == theirs {
        true => Ok(()),
        false => Err(Broken(format!(
            "{of}: {ours:?}, by the other reading {theirs:?}"
        ))),
    }
}
