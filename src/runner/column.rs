//! A run that was recorded, told again as one of the targets.

use std::collections::HashMap;

use super::event::{CaseResult, StepRecord};
use super::more::{self, More};
use super::preflight::preflight_case;
use super::teller::Stage;
use crate::case::{Block, Case, CaseId, Request, Send, Step};
use crate::wire::Answer;

/// What was recorded of a target.
#[derive(Clone, Debug)]
pub struct Column {
    /// How the target is called.
    pub name: String,
    /// When it was recorded, and from what.
    pub origin: String,
    /// By case.
    pub cases: HashMap<CaseId, Kept>,
}

/// A case as it was recorded.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What became of it, but for its steps.
    pub result: CaseResult,
    /// What its steps sent, by recipe.
    pub sent: Vec<String>,
    /// What came of each, where that can be shown.
    pub answers: Option<Vec<Answer>>,
}

/// Tells of the cases what was recorded of them, as it was judged then.
pub(super) fn tell(stage: &Stage, column: &Column, cases: &[Case], more: Option<&dyn More>) {
    stage.remark(column.origin.clone());
    let numbered = cases.iter().enumerate();
    let preflight = preflight_case();
    for (order, case) in preflight.iter().map(|case| (0, case)).chain(numbered) {
        let told = match column.cases.get(&case.id) {
            Some(kept) => CaseResult {
                order,
                section: case.section.to_owned(),
                steps: steps(kept, case),
                ..kept.result.clone()
            },
            None => {
                let why = "it is not in the recording";
                CaseResult::blocked(case, order, Block::Optional(why.to_owned()))
            }
        };
        stage.case(told);
    }
    if let Some(more) = more {
        let why = "what is generated is in no recording";
        more::block(stage, more, cases.len(), &Block::Optional(why.to_owned()));
    }
}

/// The requests of the case and what was recorded of them. None where they do not belong together: the matrix may have
/// changed since.
fn steps(kept: &Kept, case: &Case) -> Vec<StepRecord> {
    let Some(answers) = &kept.answers else {
        return Vec::new();
    };
    let sends = case.steps.iter().filter_map(|step| match step {
        Step::Send(Send { request, .. }) => Some(request),
        _ => None,
    });
    let requests: Vec<&Request> = sends.collect();
    if requests.len() != answers.len() || requests.len() != kept.sent.len() {
        return Vec::new();
    }
    let each = requests.into_iter().zip(&kept.sent).zip(answers);
    each.map(|((request, sent), answer)| StepRecord {
        sent: sent.clone(),
        request: request.clone(),
        answer: Ok(answer.clone()),
        unordered: false,
        volatile: Vec::new(),
    })
    .collect()
}
