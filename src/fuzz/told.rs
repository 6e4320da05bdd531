//! What the fuzzer tells, as it happens and at its end.

use std::time::Duration;

use super::Script;
use crate::case::{CaseId, Finding};

/// What it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Phase {
    /// Asks first what would make everything else meaningless.
    #[default]
    Preflight,
    /// Plays what has shown something new once.
    Corpus,
    /// Plays what was drawn.
    Drawing,
    /// Plays what is near something that has shown something new.
    Mutating,
    /// Looks for the simplest sequence that fails in the same way.
    Shrinking,
}

impl Phase {
    /// As a person reads it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preflight => "preflight",
            Self::Corpus => "corpus",
            Self::Drawing => "drawing",
            Self::Mutating => "mutating",
            Self::Shrinking => "shrinking",
        }
    }
}

/// How far it is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What it does.
    pub phase: Phase,
    /// Exchanges so far, the administrator's among them.
    pub calls: usize,
    /// Sequences so far, but for those of shrinking.
    pub sequences: usize,
    /// What was new so far.
    pub novelties: usize,
    /// Root causes so far.
    pub found: usize,
    /// Since the preflight.
    pub elapsed: Duration,
}

/// A root cause, and what shows it.
#[derive(Clone, Debug)]
pub struct Discovery {
    /// The case that shows it.
    pub id: CaseId,
    /// What fails in it.
    pub findings: Vec<Finding>,
    /// The simplest sequence that was found.
    pub script: Script,
    /// Exchanges when it was seen first.
    pub calls: usize,
    /// Steps of the sequence in which it was seen first.
    pub steps: usize,
    /// Sequences that were played to make that simpler.
    pub plays: usize,
    /// Whether it failed once more when it was tried again.
    pub again: bool,
}

/// What is told as it happens.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// How far it is.
    Progress(&'a Progress),
    /// A sequence has shown something new.
    Kept(&'a Script),
    /// A root cause was found, and shrunk.
    Found(&'a Discovery),
}

/// What came of it all.
#[derive(Clone, Debug, Default)]
pub struct Fuzzed {
    /// How far it went.
    pub progress: Progress,
    /// Root causes, in the order in which they were found.
    pub found: Vec<Discovery>,
}
