//! `Content-Encoding: gzip`.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Bytes that are unpacked at most.
const LIMIT: u64 = 16 << 20;

/// The bytes, compressed.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    // Memory takes whatever is written to it.
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}

/// The bytes that were compressed; none if these are no whole gzip, or of more than 16 MiB.
pub fn gunzip(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut unpacked = GzDecoder::new(packed).take(LIMIT + 1);
    let count = unpacked.read_to_end(&mut bytes).ok()?;
    (count as u64 <= LIMIT).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_compressed_comes_back(bytes: Vec<u8>) {
            prop_assert_eq!(gunzip(&gzip(&bytes)), Some(bytes));
        }

        #[test]
        fn reading_is_total(bytes: Vec<u8>) {
            gunzip(&bytes);
        }
    }

    #[test]
    fn a_small_file_that_grows_beyond_the_limit_is_not_unpacked() {
        let large = vec![0; LIMIT as usize + 1];
        assert_eq!(gunzip(&gzip(&large)), None);
        assert_eq!(
            gunzip(&gzip(&large[1..])).map(|bytes| bytes.len()),
            Some(large.len() - 1)
        );
    }
}
