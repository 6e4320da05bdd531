//! `pwspec`: a conformance test harness for the IAM `ChangePassword` Query API.
//!
//! The map of the house; ARCHITECTURE.md has one sentence a room.

pub mod baseline;
pub mod case;
#[cfg(feature = "harness")]
pub mod cli;
#[cfg(feature = "harness")]
pub mod emit;
pub mod exit;
#[cfg(feature = "harness")]
pub mod fuzz;
#[cfg(feature = "harness")]
pub mod matrix;
pub mod oracle;
pub mod password;
#[cfg(any(test, feature = "properties"))]
pub mod properties;
#[cfg(feature = "harness")]
pub mod recording;
#[cfg(feature = "harness")]
pub mod reference;
#[cfg(feature = "harness")]
pub mod report;
#[cfg(feature = "harness")]
pub mod runner;
#[cfg(feature = "harness")]
pub mod selftest;
#[cfg(feature = "harness")]
pub mod snapshot;
pub mod spec;
pub mod tables;
#[cfg(feature = "harness")]
pub mod target;
pub mod wire;
