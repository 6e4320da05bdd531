//! Any text as a baseline.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::baseline_toml::begin(), |data: &[u8]| targets::baseline_toml::one(data));
