//! The whole page.

use std::io;

use askama::Template;

use super::anchors::Anchors;
use super::block::{Block, Source, blocks};
use super::counts::{Counts, headline, sentence};
use super::evidence::Evidence;
use super::exchange::Exchanges;
use super::heat::{Family, LOOKS, Look, map};
use super::ledger::{Subject, ledger};
use super::reasons::{Reason, reasons};
use crate::case::{Judgement, Lane};
use crate::report::digest::{Row, Told, Way, excerpt, ways, why_blocked};

/// What the run has told, and how the page is dated.
pub(super) struct Gathered<'a> {
    pub(super) told: &'a Told,
    pub(super) evidence: &'a Evidence,
    pub(super) exchanges: &'a Exchanges,
    pub(super) again: &'a [String],
    pub(super) date: String,
}

/// What the template is filled with.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    version: &'static str,
    date: &'a str,
    seed: u64,
    headline: String,
    is_good: bool,
    targets: Vec<Target<'a>>,
    families: Vec<Family<'a>>,
    legend: &'static [Look],
    differences: Vec<Way<'a>>,
    subjects: Vec<Subject<'a>>,
}

/// What came of the run on a target.
struct Target<'a> {
    number: usize,
    name: String,
    embedded: bool,
    is_good: bool,
    sentence: String,
    counts: Option<Counts>,
    errors: Vec<Reason<'a>>,
    failures: Vec<Block<'a>>,
    changes: Vec<Block<'a>>,
    known: Vec<Block<'a>>,
    blocked: Vec<Reason<'a>>,
    unwitnessed: Vec<Reason<'a>>,
    notes: Vec<Block<'a>>,
    remarks: Vec<String>,
    stale: Vec<String>,
    left_behind: Vec<String>,
}

impl Page<'_> {
    fn has_several(&self) -> bool {
        self.targets.len() > 1
    }

    fn has_failures(&self) -> bool {
        let fails = |target: &Target<'_>| !target.failures.is_empty() || !target.errors.is_empty();
        self.targets.iter().any(fails)
    }

    fn has_changes(&self) -> bool {
        self.targets.iter().any(|target| !target.changes.is_empty())
    }

    fn has_known(&self) -> bool {
        self.targets.iter().any(|target| !target.known.is_empty())
    }

    fn has_notes(&self) -> bool {
        self.targets.iter().any(|target| !target.notes.is_empty())
    }

    fn has_untried(&self) -> bool {
        self.targets.iter().any(Target::has_untried)
    }
}

impl Target<'_> {
    fn has_untried(&self) -> bool {
        !self.blocked.is_empty() || !self.unwitnessed.is_empty() || !self.remarks.is_empty()
    }
}

/// Writes the page.
pub(super) fn write(from: &Gathered<'_>, out: &mut impl io::Write) -> io::Result<()> {
    let told = from.told;
    let count = told.started.as_ref().map_or(0, |run| run.targets.len());
    let columns: Vec<Vec<&Row>> = (0..count).map(|target| told.of(target)).collect();
    let mut every: Vec<&Row> = columns.concat();
    every.sort_by_key(|row| row.order);
    let mut anchors = Anchors::default();
    let targets: Vec<Target<'_>> = columns
        .iter()
        .enumerate()
        .map(|(nth, rows)| target(from, nth, rows, &mut anchors))
        .collect();
    let page = Page {
        version: env!("CARGO_PKG_VERSION"),
        date: &from.date,
        seed: told.started.as_ref().map_or(0, |run| run.seed),
        headline: headline(
            targets
                .iter()
                .map(|one| (one.sentence.as_str(), one.is_good)),
        ),
        is_good: targets.iter().all(|target| target.is_good),
        targets,
        families: map(&every, count, &anchors),
        legend: &LOOKS,
        differences: ways(&every, count),
        subjects: ledger(from.evidence, count, &anchors),
    };
    page.write_into(out)?;
    Ok(())
}

fn target<'a>(
    from: &Gathered<'a>,
    target: usize,
    rows: &'a [&'a Row],
    anchors: &mut Anchors,
) -> Target<'a> {
    let told = from.told;
    let flags = told.again(target, from.again);
    let source = Source {
        target,
        rows,
        exchanges: from.exchanges,
        again: &flags,
    };
    let summary = told.summaries.iter().find(|one| one.target == target);
    let texts = |texts: &[String]| texts.iter().map(|text| excerpt(text)).collect();
    let remarks = told.remarks.iter().filter(|one| one.target == target);
    // In this order: a case is told of where it matters most.
    let errors = reasons(&source, "error", |row| row.error.clone(), anchors);
    let failures = blocks(&source, Lane::Clause, Judgement::Fail, anchors);
    let changes = blocks(&source, Lane::Snapshot, Judgement::Fail, anchors);
    let mut known = blocks(&source, Lane::Clause, Judgement::Known, anchors);
    known.extend(blocks(&source, Lane::Snapshot, Judgement::Known, anchors));
    let blocked = reasons(&source, "blocked", why_blocked, anchors);
    let notes = blocks(&source, Lane::Clause, Judgement::Note, anchors);
    Target {
        number: target + 1,
        name: excerpt(told.name(target)),
        embedded: told.started.as_ref().is_some_and(|run| run.embedded),
        is_good: summary.is_some_and(|summary| summary.exit == 0),
        sentence: sentence(rows, summary, failures.len()),
        counts: summary.map(Counts::of),
        unwitnessed: reasons(
            &source,
            "unwitnessed",
            |row| row.unwitnessed.clone(),
            &mut Anchors::default(),
        ),
        remarks: remarks.map(|remark| excerpt(&remark.text)).collect(),
        stale: summary.map_or_else(Vec::new, |summary| texts(&summary.stale)),
        left_behind: summary.map_or_else(Vec::new, |summary| texts(&summary.left_behind)),
        errors,
        failures,
        changes,
        known,
        blocked,
        notes,
    }
}
