//! Seeded departures, each by name: one seam, one line of difference, its judge declared beside it. A harness that
//! misses one of them is wrong.

mod answer;
mod codes;
mod connection;
mod content_type;
mod crash;
mod envelope;
mod front_end;
mod leak;
mod length;
mod request_id;
mod table;
mod transport;
mod types;
mod xml;

pub use table::{Fault, fault, faults};
