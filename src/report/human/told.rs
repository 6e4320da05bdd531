//! What the run has told so far, as far as the end of the report needs it.

use std::collections::BTreeMap;

use crate::case::{Block, CaseId, Finding, Judgement, Verdict};
use crate::runner::{CaseResult, Event, Remark, RunStarted, Summary};
use crate::spec::{Ledger, Level};

/// What was told.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) started: Option<RunStarted>,
    pub(super) remarks: Vec<Remark>,
    pub(super) rows: Vec<Row>,
    pub(super) summaries: Vec<Summary>,
    /// Checks asked, by target and level.
    pub(super) asked: BTreeMap<(usize, Level), usize>,
}

/// What became of a case.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) target: usize,
    pub(super) order: usize,
    pub(super) id: CaseId,
    pub(super) section: String,
    pub(super) verdict: Verdict,
    pub(super) block: Option<Block>,
    pub(super) error: Option<String>,
    pub(super) unwitnessed: Option<String>,
    pub(super) findings: Vec<Finding>,
}

impl Told {
    pub(super) fn note(&mut self, event: &Event) {
        match event {
            Event::Started(run) => self.started = Some(run.clone()),
            Event::Remark(remark) => self.remarks.push(remark.clone()),
            Event::Case(case) => self.case(case),
            Event::Summary(summary) => self.summaries.push(summary.clone()),
        }
    }

    fn case(&mut self, case: &CaseResult) {
        let ledger = Ledger::compiled_in();
        for clause in case
            .asked
            .iter()
            .filter_map(|(_, clause)| ledger.get(clause))
        {
            *self.asked.entry((case.target, clause.level)).or_default() += 1;
        }
        self.rows.push(Row {
            target: case.target,
            order: case.order,
            id: case.id.clone(),
            section: case.section.clone(),
            verdict: case.verdict,
            block: case.block.clone(),
            error: case.error.clone(),
            unwitnessed: case.unwitnessed.clone(),
            findings: case.findings.clone(),
        });
    }

    /// The address of a target, as given.
    pub(super) fn name(&self, target: usize) -> &str {
        let started = self.started.as_ref();
        started
            .and_then(|run| run.targets.get(target))
            .map_or("?", String::as_str)
    }

    /// Whether there is more than one target.
    pub(super) fn has_several_targets(&self) -> bool {
        self.started
            .as_ref()
            .is_some_and(|run| run.targets.len() > 1)
    }

    /// The cases of a target, in the order of the matrix.
    pub(super) fn of(&self, target: usize) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self
            .rows
            .iter()
            .filter(|row| row.target == target)
            .collect();
        rows.sort_by_key(|row| row.order);
        rows
    }
}

impl Row {
    /// The findings of that judgement.
    pub(super) fn judged(&self, judgement: Judgement) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.judgement == judgement)
    }
}
