//! The configuration file: targets, where their secrets are, their baselines and snapshots, named once.
//!
//! ```toml
//! version = 1
//!
//! [target.moto]
//! endpoint-url = "http://127.0.0.1:5000"
//! baseline = "known/moto.toml"
//! ```

mod file;
mod target;
#[cfg(test)]
mod tests;
mod variables;

pub(super) use file::{Config, USUAL};
