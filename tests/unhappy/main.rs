//! The program against endpoints that are absent, hostile or dying, and against those who stop it midway.

#[path = "../common/mod.rs"]
mod common;
#[expect(dead_code, reason = "the other tests use the rest of it")]
#[path = "../common/hostile/mod.rs"]
mod hostile;

mod absent;
mod full;
#[cfg(unix)]
mod moments;
mod own;
#[cfg(unix)]
mod stopped;
#[path = "../common/told.rs"]
mod told;
mod troubled;
#[expect(dead_code, reason = "the other tests use the rest of it")]
#[path = "../common/world.rs"]
mod world;
