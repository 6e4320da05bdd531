//! `pwspec`: a conformance test harness for the IAM `ChangePassword` Query API.
//!
//! The map of the house; ARCHITECTURE.md has one sentence a room.

pub mod password;
pub mod reference;
pub mod wire;
