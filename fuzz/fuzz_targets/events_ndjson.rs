//! Any text as a report.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::events_ndjson::begin(), |data: &[u8]| targets::events_ndjson::one(data));
