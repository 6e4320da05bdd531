//! Legitimate peculiarities: everything that FACTS calls open or tolerable, each by name. A harness that finds fault with one of them is wrong.

mod answers;
mod checks;
mod front_end;
mod headers;
mod pace;
mod policy;
mod refusals;
mod spelling;
mod table;
mod xml;

pub use table::{Variant, variant, variants};
