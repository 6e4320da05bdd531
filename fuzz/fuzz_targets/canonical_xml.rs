//! Any document and its canonical text.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::canonical_xml::begin(), |data: &[u8]| targets::canonical_xml::one(data));
