//! What comes before the operation: forms, names, action and version, methods, sizes; and that none of it trips the front
//! end (FACTS §2 and §8).

mod action;
mod duplicate;
mod echo;
mod escape;
mod media_type;
mod method;
mod names;
mod parts;
mod path;
mod separator;
mod size;
mod split;
mod text;
mod unknown_parameter;
mod version;

pub(super) use action::cases as action;
pub(super) use duplicate::cases as duplicate;
pub(super) use echo::cases as echo;
pub(super) use escape::cases as escape;
pub(super) use media_type::cases as media_type;
pub(super) use method::cases as method;
pub(super) use names::cases as names;
pub(super) use path::cases as path;
pub(super) use separator::cases as separator;
pub(super) use size::cases as size;
pub(super) use split::cases as split;
pub(super) use text::cases as text;
pub(super) use unknown_parameter::cases as unknown_parameter;
pub(super) use version::cases as version;
