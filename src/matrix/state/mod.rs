//! What is in force: what a change does, what a refused call does not, and what an order of calls leaves behind.

pub(super) mod connection;
pub(super) mod guesses;
pub(super) mod lifetime;
pub(super) mod near;
mod near_pairs;
pub(super) mod race;
pub(super) mod refused;
pub(super) mod reset;
