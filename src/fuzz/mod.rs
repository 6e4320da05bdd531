//! Random cases for the same runner and oracle: what is drawn, and what of it can be played.

mod admin;
mod dice;
mod framing;
mod palette;
mod password;
mod request;
mod sequence;
mod sieve;
mod sign;
mod spoil;
mod step;

pub use dice::Dice;
pub use palette::Palette;
pub use sequence::{Opening, case};
pub use step::step;
