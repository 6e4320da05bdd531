//! What a run tells, as it happens. Every report is fed by these and nothing else.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::case::{Block, Case, CaseId, Check, Finding, Judged, Partition, Verdict};
use crate::spec::ClauseId;

pub use crate::case::StepRecord;

/// The start of a run.
#[derive(Clone, Debug)]
pub struct RunStarted {
    /// The endpoints, as given; the embedded one by its address.
    pub targets: Vec<String>,
    /// Whether the (only) target is the embedded reference.
    pub embedded: bool,
    /// Cases selected, for each target; of a fuzzer, which makes them as it goes, none.
    pub cases: usize,
    /// Whether the cases are made as the run goes.
    pub live: bool,
    /// The seed of shuffling and generation.
    pub seed: u64,
    /// Where the cases are a part of a whole: which, and of what.
    pub share: Option<Share>,
}

/// What a run that tries a part of the cases says of the whole, so that the parts can be told as one run again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Which part it is.
    pub partition: Partition,
    /// Cases that were shared out, for each target.
    pub cases: usize,
    /// Stands for their ids, in order.
    pub matrix: String,
    /// Whether the (only) target is an embedded reference, of which each part has its own.
    pub embedded: bool,
    /// The flags, but for the endpoint, under which it is judged.
    pub flags: Vec<String>,
    /// Whether it was held against known failures.
    pub baseline: bool,
}

/// What became of a case on a target.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// Index into [`RunStarted::targets`].
    pub target: usize,
    /// The case; `preflight` for the preflight's own.
    pub id: CaseId,
    /// Its section.
    pub section: String,
    /// Its place in the matrix, for reports that list in order.
    pub order: usize,
    /// What became of it.
    pub verdict: Verdict,
    /// Why it could not be tried.
    pub block: Option<Block>,
    /// What went wrong in the harness.
    pub error: Option<String>,
    /// The checks that failed, notes included; the first is the root.
    pub findings: Vec<Finding>,
    /// The checks that were asked, with the clause each was asked under.
    pub asked: Vec<(Check, ClauseId)>,
    /// What the steps sent and got.
    pub steps: Vec<StepRecord>,
    /// Whether the state was witnessed at the end.
    pub witnessed: bool,
    /// Why the state was not witnessed, where it was not.
    pub unwitnessed: Option<String>,
    /// Exchanges in all, set-up and witness included.
    pub exchanges: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl CaseResult {
    /// A case that was not tried.
    pub fn blocked(case: &Case, order: usize, block: Block) -> Self {
        Self {
            target: 0,
            id: case.id.clone(),
            section: case.section.to_owned(),
            order,
            verdict: Verdict::Blocked,
            block: Some(block),
            error: None,
            findings: Vec::new(),
            asked: Vec::new(),
            steps: Vec::new(),
            witnessed: false,
            unwitnessed: None,
            exchanges: 0,
            elapsed: Duration::ZERO,
        }
    }
}

impl Judged for CaseResult {
    fn id(&self) -> &CaseId {
        &self.id
    }

    fn section(&self) -> &str {
        &self.section
    }

    fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// The end of a run, a target each.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Index into [`RunStarted::targets`].
    pub target: usize,
    /// Cases passed.
    pub pass: usize,
    /// Cases failed.
    pub fail: usize,
    /// Cases whose every failure the baseline has.
    pub known: usize,
    /// Cases blocked.
    pub blocked: usize,
    /// Cases in which the harness failed.
    pub error: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Baseline entries that are stale, expired or match nothing.
    pub stale: Vec<String>,
    /// What could not be put back.
    pub left_behind: Vec<String>,
    /// Exchanges in all.
    pub exchanges: usize,
    /// Wall time.
    pub elapsed: Duration,
    /// The exit code this target asks for.
    pub exit: u8,
}

/// A word to the person who runs it: what the preflight saw, what was repaired, what was not judged.
#[derive(Clone, Debug)]
pub struct Remark {
    /// Index into [`RunStarted::targets`].
    pub target: usize,
    /// A sentence, lower case, without a full stop.
    pub text: String,
}

/// What a run tells.
#[derive(Clone, Debug)]
pub enum Event {
    /// Once, first.
    Started(RunStarted),
    /// At any time.
    Remark(Remark),
    /// Once for every selected case, and for `preflight`, in the order of completion.
    Case(Box<CaseResult>),
    /// Once for a target, last.
    Summary(Summary),
}
