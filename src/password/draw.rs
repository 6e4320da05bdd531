//! Pseudo-random characters from a seed, the same for ever. The only file that knows ChaCha and SHA-256 here.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use sha2::{Digest, Sha256};

use super::alphabet::{Class, count_classes};

/// Letters, digits, and the two documented symbols that no layer escapes or interprets: an endpoint that stumbles over
/// another one stumbles where a case is about it, and nowhere else.
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A seed from words; how they are divided matters.
pub(super) fn seed_of(words: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word);
        // No byte of UTF-8, so it ends a word unmistakably.
        hash.update([0xff]);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, e, f, g, h, ..] = digest;
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// Characters of the four classes; all four occur from four characters on.
pub(super) fn draw(seed: u64, salt: Option<&[u8; 16]>, length: usize) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    hash.update(salt.map_or(&[][..], |salt| salt));
    let mut random = ChaCha20Rng::from_seed(hash.finalize().into());
    loop {
        let value: Vec<u8> = (0..length).map(|_| character(&mut random)).collect();
        if length < Class::ALL.len() || count_classes(&value) == Class::ALL.len() {
            return value;
        }
    }
}

/// Drawn by hand, since the ways of sampling crates have change between their versions.
fn character(random: &mut impl RngCore) -> u8 {
    loop {
        if let Some(&character) = ALPHABET.get((random.next_u32() >> 25) as usize) {
            return character;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_is_of_the_four_classes_and_needs_no_escape() {
        assert_eq!(count_classes(ALPHABET), Class::ALL.len());
        let escaped = crate::wire::encode(ALPHABET, crate::wire::Spelling::STANDARD);
        assert_eq!(escaped.as_bytes(), ALPHABET);
    }

    #[test]
    fn seeds_are_the_same_for_ever_and_depend_on_how_words_are_divided() {
        assert_eq!(seed_of(&["content", "new"]), 0x1b96_bcf8_89b7_61d9);
        assert_ne!(seed_of(&["ab", "c"]), seed_of(&["a", "bc"]));
        assert_ne!(seed_of(&["a"]), seed_of(&["a", ""]));
    }

    #[test]
    fn a_salt_changes_the_value() {
        assert_ne!(draw(7, Some(&[0; 16]), 12), draw(7, None, 12));
        assert_ne!(draw(7, Some(&[0; 16]), 12), draw(7, Some(&[1; 16]), 12));
        assert_eq!(draw(7, Some(&[1; 16]), 12), draw(7, Some(&[1; 16]), 12));
    }

    #[test]
    fn every_length_is_exact_and_conformant_from_four_on() {
        for length in 0..200 {
            let value = draw(length as u64, None, length);
            assert_eq!(value.len(), length);
            assert!(length < 4 || count_classes(&value) == 4);
            assert!(value.iter().all(|byte| ALPHABET.contains(byte)));
        }
    }
}
