//! The lines of a recording: those of `fixtures/events.schema.json`, with what a run must have to be told again.

use serde::{Deserialize, Serialize};

use crate::case::{Block, Check, Finding, Judgement, Lane, Verdict};
use crate::runner::{CaseResult, Summary};
use crate::spec::{ClauseId, Level, Provenance};

/// The file.
pub(super) const FILE: &str = "recording.ndjson";

/// A line, with the version of its form.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) v: u8,
    #[serde(flatten)]
    pub(super) body: Body,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Body {
    Run(Head),
    Case(CaseLine),
    Finding(FindingLine),
    Summary(End),
    /// What later versions have added.
    #[serde(other)]
    Other,
}

/// What was recorded, and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) pwspec: String,
    pub(super) targets: Vec<String>,
    pub(super) cases: usize,
    pub(super) seed: u64,
    pub(super) date: String,
    /// Whether every case of the matrix was selected.
    pub(super) whole: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CaseLine {
    pub(super) target: String,
    pub(super) id: String,
    pub(super) section: String,
    pub(super) verdict: Verdict,
    pub(super) ms: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    /// Which kind of block it is; of a recording, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) block: Option<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) exchanges: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unwitnessed: Option<String>,
    /// `status NewPassword.length.max`: a check, and the clause under which it was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) asked: Vec<String>,
    /// The requests, by recipe.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sent: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FindingLine {
    pub(super) target: String,
    pub(super) case: String,
    pub(super) check: String,
    pub(super) lane: Lane,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) clause: Option<ClauseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) provenance: Option<Provenance>,
    pub(super) verdict: Judgement,
    pub(super) wanted: String,
    pub(super) got: String,
    pub(super) sent: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tracking: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) context: Vec<String>,
}

/// The last line: without it the recording is not whole.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) target: String,
    pub(super) pass: usize,
    pub(super) fail: usize,
    pub(super) known: usize,
    pub(super) blocked: usize,
    pub(super) error: usize,
    pub(super) notes: usize,
    pub(super) stale: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) left_behind: Vec<String>,
    pub(super) exchanges: usize,
    pub(super) elapsed_ms: u64,
    pub(super) exit: u8,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field over by reference"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl CaseLine {
    pub(super) fn of(target: &str, case: &CaseResult) -> Self {
        let reason = case.error.as_deref();
        let reason = reason.or(case.block.as_ref().map(Block::reason));
        let asked = case.asked.iter();
        Self {
            target: target.to_owned(),
            id: case.id.to_string(),
            section: case.section.clone(),
            verdict: case.verdict,
            ms: (case.elapsed.as_secs_f64() * 10_000.0).round() / 10.0,
            reason: reason.map(str::to_owned),
            block: None,
            exchanges: case.exchanges,
            unwitnessed: case.unwitnessed.clone(),
            asked: asked
                .map(|(check, clause)| format!("{check} {clause}"))
                .collect(),
            sent: case.steps.iter().map(|step| step.sent.clone()).collect(),
        }
    }
}

impl FindingLine {
    pub(super) fn of(target: &str, finding: &Finding) -> Self {
        let is_cited = finding.clause.is_some();
        Self {
            target: target.to_owned(),
            case: finding.case.to_string(),
            check: finding.id().to_string(),
            lane: finding.lane,
            clause: finding.clause.clone(),
            level: is_cited.then_some(finding.level),
            provenance: is_cited.then_some(finding.provenance),
            verdict: finding.judgement,
            wanted: finding.wanted.clone(),
            got: finding.got.clone(),
            sent: finding.sent.clone(),
            reason: finding
                .known
                .as_ref()
                .and_then(|known| known.reason.clone()),
            tracking: finding
                .known
                .as_ref()
                .and_then(|known| known.tracking.clone()),
            context: finding.context.clone(),
        }
    }
}

impl End {
    pub(super) fn of(target: &str, summary: &Summary) -> Self {
        Self {
            target: target.to_owned(),
            pass: summary.pass,
            fail: summary.fail,
            known: summary.known,
            blocked: summary.blocked,
            error: summary.error,
            notes: summary.notes,
            stale: summary.stale.clone(),
            // What is left on an endpoint is no part of how it answers.
            left_behind: Vec::new(),
            exchanges: summary.exchanges,
            elapsed_ms: u64::try_from(summary.elapsed.as_millis()).unwrap_or(u64::MAX),
            exit: summary.exit,
        }
    }
}

/// The check of that word.
pub(super) fn check(word: &str) -> Option<Check> {
    Check::ALL.into_iter().find(|check| check.word() == word)
}
