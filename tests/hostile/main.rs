//! The program against endpoints that misbehave in every way that has a name: `docs/hostile.md` lists them.

#[path = "../common/mod.rs"]
mod common;
mod endured;
#[path = "../secrets/forms.rs"]
mod forms;
#[path = "../common/hostile/mod.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod hostile;
mod listed;
mod themes;
#[path = "../common/told.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod told;
#[path = "../common/world.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod world;
