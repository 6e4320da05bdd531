//! Any text as a recipe.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::recipe::begin(), |data: &[u8]| targets::recipe::one(data));
