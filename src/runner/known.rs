//! What the baseline says of a case: asked before anybody hears of it, or once more afterwards.

use super::event::{CaseResult, Event, Summary};
use super::shared::NOT_IMPLEMENTED;
use super::tally::Tally;
use crate::baseline::{BaselineJudge, Tried};
use crate::case::{Block, Check, Finding, Judgement, Known, Verdict};

/// Holds the case against the known failures. What the harness could not do is never excused.
pub fn hold_against_known(judge: &mut BaselineJudge, case: &mut CaseResult) {
    judge.note(&tried(case));
    match (&case.verdict, &case.block) {
        (Verdict::Blocked, Some(Block::Essential(why))) if why == NOT_IMPLEMENTED => {
            if judge.has_excused(Check::Implemented) {
                let why = format!("{why}, which the baseline knows (preflight:implemented)");
                case.block = Some(Block::Consequence(why));
            }
        }
        (Verdict::Blocked | Verdict::Error, _) => {}
        _ => {
            for finding in &mut case.findings {
                excuse(judge, finding);
            }
            let fails = |finding: &Finding| finding.judgement == Judgement::Fail;
            if case.verdict == Verdict::Fail && !case.findings.iter().any(fails) {
                case.verdict = Verdict::Known;
            }
        }
    }
}

fn excuse(judge: &BaselineJudge, finding: &mut Finding) {
    let Some(entry) = judge.excuses(finding) else {
        return;
    };
    finding.judgement = Judgement::Known;
    finding.known = Some(Known {
        reason: entry.reason.clone(),
        tracking: entry.tracking.clone(),
    });
}

/// A case as a baseline sees it.
pub fn tried(case: &CaseResult) -> Tried<'_> {
    Tried {
        id: &case.id,
        verdict: case.verdict,
        asked: &case.asked,
        findings: &case.findings,
    }
}

/// Judges cases that were told without a baseline: they, and what they come to.
pub fn hold_again(
    judge: &mut BaselineJudge,
    cases: Vec<CaseResult>,
    mut summary: Summary,
) -> (Vec<CaseResult>, Summary) {
    let mut tally = Tally::default();
    let mut held = Vec::with_capacity(cases.len());
    for mut case in cases {
        hold_against_known(judge, &mut case);
        let event = Event::Case(Box::new(case));
        tally.count(&event);
        if let Event::Case(case) = event {
            held.push(*case);
        }
    }
    summary.exchanges = 0;
    summary.stale = judge.stale();
    (held, tally.close(summary))
}
