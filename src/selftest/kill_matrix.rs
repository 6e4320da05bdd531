//! What all trials and hearings come to.

use std::time::Duration;

use super::hearing::Hearing;
use super::trial::{Fate, Trial};
use crate::exit::Exit;
use crate::reference::{faults, variants};

/// Faults × checks, and the variants beside them.
#[derive(Debug, Default)]
pub struct KillMatrix {
    /// The trials, in the order of the table of faults.
    pub trials: Vec<Trial>,
    /// The hearings, in the order of the table of variants.
    pub hearings: Vec<Hearing>,
    /// Patterns of checks that no fault reddened; none where not every fault was tried.
    pub unseen: Option<Vec<String>>,
    /// Wall time of all of it.
    pub elapsed: Duration,
}

/// How many root causes a person is shown for a fault: one, at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worst {
    /// Of half the faults, at most so many.
    pub median: usize,
    /// Of the worst.
    pub most: usize,
    /// The worst; of equals the first in the table.
    pub fault: &'static str,
}

impl KillMatrix {
    /// Puts everything in the order of the tables, whatever came first.
    pub(super) fn sort(&mut self) {
        let place = |name: &str| faults().position(|fault| fault.name == name);
        self.trials
            .sort_by_cached_key(|trial| (place(trial.fault.name), trial.fault.name));
        let place = |name: &str| variants().position(|variant| variant.name == name);
        self.hearings
            .sort_by_cached_key(|hearing| place(hearing.variant.name));
    }

    /// Trials that came to this.
    pub fn count(&self, fate: Fate) -> usize {
        let of_fate = |trial: &&Trial| trial.fate() == fate;
        self.trials.iter().filter(of_fate).count()
    }

    /// The root causes shown for each fault that was seen at all, summed up.
    pub fn causes(&self) -> Option<Worst> {
        let mut counts: Vec<usize> = self.trials.iter().map(|trial| trial.causes).collect();
        counts.sort_unstable();
        let most = *counts.last()?;
        let median = *counts.get((counts.len() - 1) / 2)?;
        let worst = self.trials.iter().find(|trial| trial.causes == most)?;
        Some(Worst {
            median,
            most,
            fault: worst.fault.name,
        })
    }

    /// How the process ends.
    pub fn exit(&self) -> Exit {
        let unseen = self
            .unseen
            .as_ref()
            .is_some_and(|unseen| !unseen.is_empty());
        let loud = self.hearings.iter().any(|hearing| !hearing.is_green());
        if self.count(Fate::Failed) > 0 {
            Exit::Internal
        } else if unseen || loud || self.count(Fate::Killed) < self.trials.len() {
            Exit::Findings
        } else {
            Exit::Ok
        }
    }
}
