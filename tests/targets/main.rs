//! Several targets in one run, through the program: endpoints side by side, and what was recorded of one.

#[path = "../common/mod.rs"]
mod common;

mod columns;
mod orders;
mod recordings;
mod refused;
mod told;
