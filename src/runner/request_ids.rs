//! Which request ids a target has given: no two answers share one.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::mem;
use std::sync::{Mutex, PoisonError};

/// Ids of a generation: as many as a table of eight megabytes has room for.
const GENERATION: usize = 7 << 17;

/// Hashes of the latest ids seen, some million of them: however long a run is, they are all it keeps.
#[derive(Debug, Default)]
pub(super) struct RequestIds {
    hasher: RandomState,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    now: HashSet<u64>,
    before: HashSet<u64>,
}

impl RequestIds {
    /// Whether the id was seen before; from now on it is.
    pub(super) fn repeats(&self, id: &str) -> bool {
        let hash = self.hasher.hash_one(id);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.now.len() == GENERATION {
            seen.before = mem::take(&mut seen.now);
        }
        seen.before.contains(&hash) || !seen.now.insert(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_repeats_when_it_comes_again() {
        let ids = RequestIds::default();
        assert!(!ids.repeats("a"));
        assert!(!ids.repeats("b"));
        assert!(ids.repeats("a"));
    }

    #[test]
    fn an_id_is_remembered_over_a_generation_and_no_more_than_two_are_kept() {
        let ids = RequestIds::default();
        assert!(!ids.repeats("a"));
        for nth in 0..GENERATION {
            assert!(!ids.repeats(&nth.to_string()));
        }
        assert!(ids.repeats("a"));
        for nth in 0..2 * GENERATION {
            ids.repeats(&nth.to_string());
        }
        let seen = ids.seen.lock().unwrap();
        assert!(seen.now.len() + seen.before.len() <= 2 * GENERATION);
    }
}
