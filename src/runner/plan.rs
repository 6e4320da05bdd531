//! In which order the cases are tried: by account policy, since that is global; alone where a case changes it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::case::{Case, PolicyNeed};

/// Cases under one policy: lanes run them in parallel.
#[derive(Debug)]
pub(super) struct Epoch {
    /// The policy.
    pub(super) policy: PolicyNeed,
    /// The cases, each with its place in the matrix.
    pub(super) cases: Vec<(usize, Case)>,
    /// Whether cases that are made when their turn comes follow.
    pub(super) more: bool,
    /// Whether they are tried one at a time.
    pub(super) alone: bool,
}

/// The epochs of a run; drawn from the seed where the order is shuffled. `more`: the policies of cases that are made later.
pub(super) fn plan(cases: Vec<Case>, shuffle: Option<u64>, more: Vec<PolicyNeed>) -> Vec<Epoch> {
    let mut shared: BTreeMap<PolicyNeed, Vec<(usize, Case)>> = BTreeMap::new();
    let mut alone: BTreeMap<PolicyNeed, Vec<(usize, Case)>> = BTreeMap::new();
    for (order, case) in cases.into_iter().enumerate() {
        let epochs = if case.needs.alone {
            &mut alone
        } else {
            &mut shared
        };
        epochs
            .entry(case.policy.clone())
            .or_default()
            .push((order, case));
    }
    for policy in &more {
        shared.entry(policy.clone()).or_default();
    }
    let epoch = |alone: bool| {
        let more = &more;
        move |(policy, cases)| Epoch {
            more: !alone && more.contains(&policy),
            policy,
            cases,
            alone,
        }
    };
    let mut epochs: Vec<Epoch> = shared
        .into_iter()
        .map(epoch(false))
        .chain(alone.into_iter().map(epoch(true)))
        .collect();
    if let Some(seed) = shuffle {
        let draw = |text: &str| {
            let mut hasher = DefaultHasher::new();
            (seed, text).hash(&mut hasher);
            hasher.finish()
        };
        for epoch in &mut epochs {
            epoch
                .cases
                .sort_by_cached_key(|(_, case)| draw(case.id.as_str()));
        }
        epochs.sort_by_cached_key(|epoch| draw(&format!("{:?} {}", epoch.policy, epoch.alone)));
    }
    epochs
}
