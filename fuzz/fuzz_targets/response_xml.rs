//! Any bytes as an answer.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::response_xml::begin(), |data: &[u8]| targets::response_xml::one(data));
