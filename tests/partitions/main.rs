//! A run in parts, through the program: what the parts tell together is what one run tells.

#[path = "../common/mod.rs"]
mod common;
mod digest;
#[cfg(unix)]
mod documented;
mod refused;
mod together;
mod world;
