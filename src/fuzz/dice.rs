//! Choices from a seed, the same for ever.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A stream of choices. Drawn by hand, since the ways of sampling crates have change between their versions.
#[derive(Clone, Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The choices of this seed.
    pub fn of(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `count`; 0 where there is none.
    pub fn below(&mut self, count: usize) -> usize {
        let wide = u64::from(self.0.next_u32()) * (count as u64);
        (wide >> 32) as usize
    }

    /// A seed for choices of their own.
    pub fn seed(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Whether the one case of so many has come.
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// One of these, of which there is at least one.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// One of these, of which there is at least one; the number beside each says how often.
    pub fn weigh<T: Copy>(&mut self, from: &[(usize, T)]) -> T {
        let mut left = self.below(from.iter().map(|(weight, _)| weight).sum());
        for (weight, choice) in from {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        from[0].1
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_of_a_seed_are_the_same_for_ever() {
        let mut dice = Dice::of(7);
        let choices: Vec<usize> = (0..8).map(|_| dice.below(100)).collect();
        insta::assert_compact_debug_snapshot!(choices, @"[14, 15, 18, 16, 27, 70, 3, 72]");
    }

    #[test]
    fn every_choice_comes_about_as_often_as_its_weight_says() {
        let mut dice = Dice::of(1);
        let mut counts = [0; 3];
        for _ in 0..4_000 {
            counts[dice.weigh(&[(1, 0), (2, 1), (1, 2)])] += 1;
        }
        assert!((900..1_100).contains(&counts[0]), "{counts:?}");
        assert!((1_850..2_150).contains(&counts[1]), "{counts:?}");
    }

    #[test]
    fn nothing_is_lost_by_shuffling() {
        let mut things: Vec<usize> = (0..50).collect();
        Dice::of(3).shuffle(&mut things);
        assert_ne!(things, (0..50).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..50).collect::<Vec<_>>());
    }
}
