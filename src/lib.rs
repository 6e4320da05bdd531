//! `pwspec`: a conformance test harness for the IAM `ChangePassword` Query API.
//!
//! The map of the house; ARCHITECTURE.md has one sentence a room.

pub mod case;
pub mod cli;
pub mod exit;
pub mod matrix;
pub mod oracle;
pub mod password;
pub mod reference;
pub mod report;
pub mod runner;
pub mod selftest;
pub mod snapshot;
pub mod spec;
pub mod target;
pub mod wire;
