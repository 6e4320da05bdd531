//! What the run has told so far, as far as the end of the report needs it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::folded::Folded;
use crate::case::{Block, CaseId, Finding, Judged, Judgement, RootCause, Verdict};
use crate::runner::{CaseResult, Event, Remark, RunStarted, Summary};
use crate::spec::{Ledger, Level};

/// What was told.
#[derive(Debug, Default)]
pub(in crate::report) struct Told {
    pub(in crate::report) started: Option<RunStarted>,
    pub(in crate::report) remarks: Vec<Remark>,
    pub(in crate::report) rows: Vec<Row>,
    pub(in crate::report) summaries: Vec<Summary>,
    /// Checks asked, by target and level.
    pub(in crate::report) asked: BTreeMap<(usize, Level), usize>,
    /// The rows that stand for generated cases which came out alike.
    folded: Folded,
}

/// What became of a case.
#[derive(Debug)]
pub(in crate::report) struct Row {
    pub(in crate::report) target: usize,
    pub(in crate::report) order: usize,
    pub(in crate::report) id: CaseId,
    pub(in crate::report) section: String,
    pub(in crate::report) verdict: Verdict,
    pub(in crate::report) block: Option<Block>,
    pub(in crate::report) error: Option<String>,
    pub(in crate::report) unwitnessed: Option<String>,
    pub(in crate::report) findings: Vec<Finding>,
    pub(in crate::report) elapsed: Duration,
    /// Cases that it stands for: of generated ones that came out alike, one row.
    pub(in crate::report) cases: usize,
}

/// Findings with one root cause.
pub(in crate::report) type Group<'a> = RootCause<'a, Row>;

impl Judged for Row {
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

impl Told {
    pub(in crate::report) fn note(&mut self, event: &Event) {
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
        if let Some(row) = self.folded.place(case, self.rows.len())
            && let Some(row) = self.rows.get_mut(row)
        {
            row.cases += 1;
            row.elapsed += case.elapsed;
            return;
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
            elapsed: case.elapsed,
            cases: 1,
        });
    }

    /// The address of a target, as given.
    pub(in crate::report) fn name(&self, target: usize) -> &str {
        let started = self.started.as_ref();
        started
            .and_then(|run| run.targets.get(target))
            .map_or("?", String::as_str)
    }

    /// The flags with which a finding on this target is seen again: its endpoint, and then these.
    pub(in crate::report) fn again(&self, target: usize, flags: &[String]) -> Vec<String> {
        let mut words = Vec::new();
        if self.started.as_ref().is_some_and(|run| !run.embedded) {
            let name = self.name(target);
            // A name of the configuration file has no colon; a URL has one, and so has a recording.
            let flag = if name.contains(':') {
                "--endpoint-url"
            } else {
                "--target"
            };
            words.extend([flag.to_owned(), name.to_owned()]);
        }
        words.extend(flags.iter().cloned());
        words
    }

    /// Whether there is more than one target.
    pub(in crate::report) fn has_several_targets(&self) -> bool {
        self.started
            .as_ref()
            .is_some_and(|run| run.targets.len() > 1)
    }

    /// The cases of a target, in the order of the matrix.
    pub(in crate::report) fn of(&self, target: usize) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self
            .rows
            .iter()
            .filter(|row| row.target == target)
            .collect();
        rows.sort_by_key(|row| row.order);
        rows
    }
}

/// Cases that the rows stand for.
pub(in crate::report) fn cases<'a>(rows: impl IntoIterator<Item = &'a &'a Row>) -> usize {
    rows.into_iter().map(|row| row.cases).sum()
}

impl Row {
    /// The findings of that judgement.
    pub(in crate::report) fn judged(&self, judgement: Judgement) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.judgement == judgement)
    }
}
