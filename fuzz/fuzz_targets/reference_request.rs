//! Any request to the embedded endpoint.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::reference_request::begin(), |data: &[u8]| targets::reference_request::one(data));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    pwspec_fuzz::mutate(data, size, max_size, seed)
});
