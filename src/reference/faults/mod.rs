//! Seeded departures, each by name: one seam, one line of difference, its judge declared beside it. A harness that
//! misses one of them is wrong.

mod alike;
mod answer;
mod charset;
mod codes;
mod comparison;
mod connection;
mod content_type;
mod crash;
mod envelope;
mod form;
mod front_end;
mod leak;
mod length;
mod names;
mod pattern;
mod request_id;
mod required;
mod rewritten;
mod table;
mod text;
mod transport;
mod types;
mod xml;

pub use table::{Fault, fault, faults};
