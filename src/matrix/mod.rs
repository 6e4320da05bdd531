//! The matrix: a section a file, each a function from the model to cases. No HTTP, no signing, no clean-up here.

mod auth;
mod both_bad;
mod charset;
mod content;
mod envelope;
mod form;
mod frontend;
mod identity;
mod length;
mod pairwise;
mod policy;
mod required;
mod robustness;
mod sample;
mod sections;
mod shapes;
mod spelling;
mod state;
mod wrong_old;

pub use sections::{Section, cases, sections};
