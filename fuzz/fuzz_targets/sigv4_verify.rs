//! Any request and its signature.

#![no_main]

use pwspec_fuzz::targets;

libfuzzer_sys::fuzz_target!(init: targets::sigv4_verify::begin(), |data: &[u8]| targets::sigv4_verify::one(data));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    pwspec_fuzz::mutate(data, size, max_size, seed)
});
