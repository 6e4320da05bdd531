//! Any bytes as a form.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::form::begin(), |data: &[u8]| targets::form::one(data));
