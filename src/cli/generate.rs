//! `--generate`: cases beyond those that somebody thought of.

use std::sync::Arc;

use clap::Args;

use crate::case::{Case, Partition};
use crate::fuzz::{Generated, Generator};
use crate::runner::More;
use crate::spec::Model;

/// How many cases are drawn.
#[derive(Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "Cases")]
pub(super) struct GenerateArgs {
    /// Widen the matrix by so many cases around the boundaries, drawn from the seed (the filter `generated` leaves the others out)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    generate: u32,
}

/// Cases to be drawn: how many, and which of them this run takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    count: u32,
    partition: Option<Partition>,
}

impl GenerateArgs {
    /// How many.
    pub(super) fn count(self) -> usize {
        self.generate as usize
    }

    /// Whether there are any.
    pub(super) fn is_asked(self) -> bool {
        self.generate > 0
    }

    /// Those of them that the partition takes.
    pub(super) fn wanted(self, partition: Option<Partition>) -> Option<Wanted> {
        self.is_asked().then_some(Wanted {
            count: self.generate,
            partition,
        })
    }
}

impl Wanted {
    fn of(self, model: &Model, seed: u64) -> Generated {
        Generated::new(
            Generator::new(model, seed),
            self.count.into(),
            self.partition,
        )
    }

    /// For a run.
    pub(super) fn more(self, model: &Model, seed: u64) -> Arc<dyn More> {
        Arc::new(self.of(model, seed))
    }

    /// One after another.
    pub(super) fn each(self, model: &Model, seed: u64, mut take: impl FnMut(&Case)) {
        self.of(model, seed).cases().for_each(|case| take(&case));
    }
}
