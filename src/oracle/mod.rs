//! What must happen, from the state and the exact bytes sent; and what was wrong with what did. Pure: no I/O, no clock,
//! no randomness, no knowledge of the section that made the case.

mod asked;
mod authentic;
mod coverage;
mod derive;
mod draft;
mod envelope;
mod framing;
mod judge;
mod leak;
mod observed;
mod policy;
mod question;
mod reading;
mod reason;
mod refusal;
#[cfg(test)]
mod scene;
mod state;
mod together;
mod values;

pub use coverage::asked;
pub use derive::{Derived, derive};
pub use draft::Draft;
pub use judge::{Exchange, judge};
pub use observed::{Observed, Outcome};
pub use question::{Caller, Question};
pub use state::{Testimony, Witnessed, first_counts, testify};
pub use together::{Racer, after_all};
