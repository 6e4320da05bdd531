//! Cases made by hand.

use super::super::{Baseline, BaselineJudge, Day, Tried};
use crate::case::{CaseId, Check, Finding, Judgement, Lane, Verdict};
use crate::spec::{ClauseId, Level, Provenance};

/// The cases there are.
pub const IDS: [&str; 6] = ["a/1-x", "a/2-x", "a/3-x", "a/1-y", "b/z", "preflight"];

/// What became of a case.
pub struct Sample {
    id: CaseId,
    verdict: Verdict,
    asked: Vec<(Check, ClauseId)>,
    findings: Vec<Finding>,
}

impl Sample {
    pub fn tried(&self) -> Tried<'_> {
        Tried {
            id: &self.id,
            verdict: self.verdict,
            asked: &self.asked,
            findings: &self.findings,
        }
    }

    pub fn finding(&self) -> &Finding {
        &self.findings[0]
    }

    /// The same, but with that verdict.
    pub fn turned(self, verdict: Verdict) -> Self {
        Self { verdict, ..self }
    }

    /// The same, as something that is changed in its finding.
    pub fn with(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        change(&mut self.findings[0]);
        self
    }
}

pub fn passed(id: &str) -> Sample {
    Sample {
        id: id.parse().unwrap(),
        verdict: Verdict::Pass,
        asked: vec![(Check::Status, ClauseId::of("NewPassword.length.max"))],
        findings: Vec::new(),
    }
}

/// A case whose check of the status breaks a MUST with that answer.
pub fn failed(id: &str, got: &str) -> Sample {
    let mut sample = passed(id).turned(Verdict::Fail);
    sample.findings.push(Finding {
        case: sample.id.clone(),
        check: Check::Status,
        lane: Lane::Clause,
        clause: Some(ClauseId::of("NewPassword.length.max")),
        level: Level::Must,
        provenance: Provenance::Model,
        judgement: Judgement::Fail,
        wanted: "200 ChangePasswordResponse".to_owned(),
        got: got.to_owned(),
        sent: "NewPassword=ascii*128".to_owned(),
        context: Vec::new(),
        known: None,
    });
    sample
}

pub fn file(entries: &str) -> String {
    format!("version = 1\ntarget = \"t\"\n{entries}")
}

pub fn entry(check: &str, observed: &str) -> String {
    format!("\n[[known]]\ncheck = \"{check}\"\nobserved = \"{observed}\"\n")
}

/// A judge of the text on the first of June 2026.
pub fn judge(text: &str) -> BaselineJudge {
    let ids = IDS.map(str::to_owned);
    BaselineJudge::new(
        Baseline::parse(text).unwrap(),
        ids,
        Day::new(2026, 6, 1).unwrap(),
    )
}
