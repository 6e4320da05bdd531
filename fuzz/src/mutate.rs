//! Every other change of a request keeps its structure.

use pwspec::properties::{RequestText, edited};

/// Changes the first `size` bytes of the input; how many there are then.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    if seed % 2 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    // SplitMix64: any seed is a good one.
    let mut state = u64::from(seed);
    let mut bytes = Vec::with_capacity(64);
    while bytes.len() < 64 {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend((word ^ (word >> 31)).to_le_bytes());
    }
    let read = RequestText::read(&data[..size]);
    match edited(&read, &bytes).map(|request| request.to_bytes()) {
        Some(text) if text.len() <= max_size => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
}
