//! Several targets in one run, through the program: endpoints side by side, and what was recorded of one.

#[path = "../common/mod.rs"]
mod common;
#[expect(dead_code, reason = "the other tests use the rest of it")]
#[path = "../common/hostile/mod.rs"]
mod hostile;

mod columns;
mod exits;
mod lab;
mod named;
mod orders;
mod recordings;
mod refused;
#[cfg(unix)]
mod stopped;
mod told;
