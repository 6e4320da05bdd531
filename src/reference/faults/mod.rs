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
mod dates;
mod envelope;
mod form;
mod front_end;
mod identity;
mod keys;
mod leak;
mod length;
mod names;
mod old_password;
mod pattern;
mod permission;
mod policy;
mod profile;
mod race;
mod request_id;
mod required;
mod reuse;
mod rewritten;
mod signature;
mod store;
mod symbols;
mod table;
mod text;
mod transport;
mod types;
mod unsigned;
mod xml;

pub use table::{Fault, fault, faults};
