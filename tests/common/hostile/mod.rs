//! A server on a loopback port that misbehaves as it is told: to everything, or between a client and a real endpoint. Its
//! modes have names, and each says what `pwspec` has to say of it.

mod converse;
mod deed;
mod message;
pub mod mode;
pub mod modes;
mod server;

pub use server::Hostile;
