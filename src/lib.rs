//! `pwspec`: a conformance test harness for the IAM `ChangePassword` Query API.
//!
//! The map of the house; ARCHITECTURE.md has one sentence a room.

pub mod case;
pub mod exit;
pub mod password;
pub mod runner;
pub mod spec;
pub mod wire;
