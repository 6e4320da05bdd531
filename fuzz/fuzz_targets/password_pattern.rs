//! Any bytes as a password.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::password_pattern::begin(), |data: &[u8]| targets::password_pattern::one(data));
