//! Which request ids a target has given: no two answers share one.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

/// Hashes of the ids seen: a run of a million exchanges keeps eight bytes each.
#[derive(Debug, Default)]
pub(super) struct RequestIds {
    hasher: RandomState,
    seen: Mutex<HashSet<u64>>,
}

impl RequestIds {
    /// Whether the id was seen before; from now on it is.
    pub(super) fn repeats(&self, id: &str) -> bool {
        let hash = self.hasher.hash_one(id);
        !self
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::RequestIds;

    #[test]
    fn an_id_repeats_when_it_comes_again() {
        let ids = RequestIds::default();
        assert!(!ids.repeats("a"));
        assert!(!ids.repeats("b"));
        assert!(ids.repeats("a"));
    }
}
