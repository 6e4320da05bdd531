//! TOML that people write: read with its places, so that what is wrong with it is told where, and with what to do.

mod error;
mod reader;
#[cfg(test)]
mod tests;

pub use error::TableError;
pub use reader::{Reader, parse};
