//! The known failures of a target, through the program: a row of the design's table a test, exits, and what becomes of a file.

#[path = "../common/mod.rs"]
mod common;
#[expect(dead_code, reason = "the other tests use the rest of it")]
#[path = "../common/hostile/mod.rs"]
mod hostile;
#[path = "../common/told.rs"]
mod told;
#[expect(dead_code, reason = "the other tests use the rest of it")]
#[path = "../common/world.rs"]
mod world;

mod gate;
mod precedence;
mod refused;
mod table;
mod update;
