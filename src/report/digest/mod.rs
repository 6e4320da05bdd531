//! What a run has told, put in order for the formats that speak at its end.

mod across;
mod annotated;
mod counted;
mod exchange;
mod folded;
mod ids;
mod plain;
mod reasons;
mod text;
mod told;
mod ways;

pub(super) use crate::case::root_causes as groups;
pub(super) use across::{Across, across, sections};
pub(super) use annotated::{manner, parameters, sizes};
pub(super) use counted::counted;
pub(super) use exchange::{readable, withheld};
pub(super) use ids::summed_up;
pub(super) use plain::{command, command_words, fact, plain, says};
pub(super) use reasons::{by_reason, why_blocked};
pub use text::visible;
pub(super) use text::{excerpt, plural};
pub(super) use told::{Group, Row, Told, cases};
pub(super) use ways::{Way, ways};
