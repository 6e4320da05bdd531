//! The program against endpoints that are absent, hostile or dying, and against those who stop it midway.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/hostile.rs"]
mod hostile;

mod absent;
mod answers;
mod own;
#[cfg(unix)]
mod stopped;
mod told;
mod troubled;
mod world;
