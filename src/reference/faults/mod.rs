//! Seeded departures, each by name: one seam, one line of difference, its judge declared beside it. A harness that
//! misses one of them is wrong.

mod length;
mod table;

pub use table::{Fault, fault, faults};
