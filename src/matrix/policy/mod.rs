//! The account password policy: a rule a file.

pub(super) mod classes;
pub(super) mod epoch;
mod history;
pub(super) mod length;
pub(super) mod omitted;
pub(super) mod reuse;
mod shapes;
pub(super) mod symbols;
pub(super) mod unset;
pub(super) mod validation_first;
