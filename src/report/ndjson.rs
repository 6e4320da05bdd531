//! One JSON object a line, flushed line by line: `fixtures/events.schema.json`. Changed only by adding.
//!
//! ```json
//! {"v":1,"type":"case","target":"http://127.0.0.1:5000","id":"new-password/length/129-latin1","section":"new-password/length","verdict":"fail","ms":1.9}
//! ```

use std::io;
use std::time::Duration;

use serde::Serialize;

use super::digest::{Across, Row, Told, across};
use super::{Reporter, Sink};
use crate::case::{Block, CaseId, CheckId, Finding, Judgement, Lane, Verdict};
use crate::runner::{CaseResult, Event, RunStarted, Share, Summary};
use crate::spec::{ClauseId, Level, Provenance};

/// Writes the events as they come.
pub struct Ndjson<S> {
    out: S,
    targets: Vec<String>,
    /// Whether the run is a part of one.
    is_part: bool,
    /// Of several targets: where they differ is told at the end.
    told: Told,
}

#[derive(Serialize)]
struct Line<B> {
    v: u8,
    #[serde(flatten)]
    body: B,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Body<'a> {
    Run {
        pwspec: &'static str,
        targets: &'a [String],
        cases: usize,
        seed: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        share: Option<&'a Share>,
    },
    Remark {
        target: &'a str,
        text: &'a str,
    },
    Case {
        target: &'a str,
        id: &'a CaseId,
        section: &'a str,
        verdict: Verdict,
        ms: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
        #[serde(flatten)]
        apart: Option<Apart<'a>>,
    },
    Finding {
        target: &'a str,
        case: &'a CaseId,
        check: CheckId,
        lane: Lane,
        #[serde(flatten)]
        clause: Option<Cited<'a>>,
        verdict: Judgement,
        wanted: &'a str,
        got: &'a str,
        sent: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tracking: Option<&'a str>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        context: &'a [String],
    },
    Difference {
        case: &'a str,
        verdicts: Vec<Option<Verdict>>,
        got: Vec<Option<&'a str>>,
    },
    Summary {
        target: &'a str,
        pass: usize,
        fail: usize,
        known: usize,
        blocked: usize,
        error: usize,
        notes: usize,
        stale: &'a [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        left_behind: &'a [String],
        exchanges: usize,
        elapsed_ms: u128,
        exit: u8,
    },
}

/// What a finding departs from. The snapshot lane has none of it.
#[derive(Serialize)]
struct Cited<'a> {
    clause: &'a ClauseId,
    level: Level,
    provenance: Provenance,
}

/// What else a part of a run says of a case, so that all parts can be told as one run.
#[derive(Serialize)]
struct Apart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<&'static str>,
    exchanges: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    unwitnessed: Option<&'a str>,
    /// `status NewPassword.length.max`: a check, and the clause under which it was asked.
    asked: Vec<String>,
}

impl<'a> Apart<'a> {
    fn of(case: &'a CaseResult) -> Self {
        let asked = case.asked.iter();
        Self {
            block: case.block.as_ref().map(Block::kind),
            exchanges: case.exchanges,
            unwitnessed: case.unwitnessed.as_deref(),
            asked: asked
                .map(|(check, clause)| format!("{check} {clause}"))
                .collect(),
        }
    }
}

impl<S: Sink> Ndjson<S> {
    /// Writes there.
    pub fn new(out: S) -> Self {
        Self {
            out,
            targets: Vec::new(),
            is_part: false,
            told: Told::default(),
        }
    }

    fn started(&mut self, run: &RunStarted) -> io::Result<()> {
        self.targets.clone_from(&run.targets);
        self.is_part = run.share.is_some();
        let pwspec = env!("CARGO_PKG_VERSION");
        write(
            &mut self.out,
            Body::Run {
                pwspec,
                targets: &run.targets,
                cases: run.cases,
                seed: run.seed,
                share: run.share.as_ref(),
            },
        )
    }

    fn case(&mut self, case: &CaseResult) -> io::Result<()> {
        let target = name(&self.targets, case.target);
        let ms = tenths(case.elapsed);
        let reason = case
            .error
            .as_deref()
            .or(case.block.as_ref().map(Block::reason));
        let (id, section, verdict) = (&case.id, case.section.as_str(), case.verdict);
        write(
            &mut self.out,
            Body::Case {
                target,
                id,
                section,
                verdict,
                ms,
                reason,
                apart: self.is_part.then(|| Apart::of(case)),
            },
        )?;
        let is_part = self.is_part;
        case.findings
            .iter()
            .try_for_each(|finding| write(&mut self.out, Body::finding(target, finding, is_part)))
    }

    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        let body = Body::Summary {
            target: name(&self.targets, summary.target),
            pass: summary.pass,
            fail: summary.fail,
            known: summary.known,
            blocked: summary.blocked,
            error: summary.error,
            notes: summary.notes,
            stale: &summary.stale,
            left_behind: &summary.left_behind,
            exchanges: summary.exchanges,
            elapsed_ms: summary.elapsed.as_millis(),
            exit: summary.exit,
        };
        write(&mut self.out, body)?;
        if self.told.has_several_targets() && self.told.summaries.len() == self.targets.len() {
            self.differences()?;
        }
        Ok(())
    }

    /// A line for each case that did not come out alike everywhere.
    fn differences(&mut self) -> io::Result<()> {
        let targets = self.targets.len();
        let rows = (0..targets).map(|target| self.told.of(target));
        let rows: Vec<&Row> = rows.flatten().collect();
        for case in across(&rows, targets).filter(Across::differs) {
            let body = Body::Difference {
                case: case.id,
                verdicts: case.verdicts(),
                got: case.got(),
            };
            write(&mut self.out, body)?;
        }
        Ok(())
    }
}

impl<'a> Body<'a> {
    fn finding(target: &'a str, finding: &'a Finding, is_part: bool) -> Self {
        let cited = |clause| Cited {
            clause,
            level: finding.level,
            provenance: finding.provenance,
        };
        let known = finding.known.as_ref();
        Self::Finding {
            target,
            case: &finding.case,
            check: finding.id(),
            lane: finding.lane,
            clause: finding.clause.as_ref().map(cited),
            verdict: finding.judgement,
            wanted: &finding.wanted,
            got: &finding.got,
            sent: &finding.sent,
            reason: known.and_then(|known| known.reason.as_deref()),
            tracking: known.and_then(|known| known.tracking.as_deref()),
            context: if is_part { &finding.context } else { &[] },
        }
    }
}

impl<S: Sink> Reporter for Ndjson<S> {
    fn on(&mut self, event: &Event) -> io::Result<()> {
        let is_first = matches!(event, Event::Started(_));
        if is_first || self.told.has_several_targets() {
            self.told.note(event);
        }
        match event {
            Event::Started(run) => self.started(run),
            Event::Remark(remark) => {
                let target = name(&self.targets, remark.target);
                write(
                    &mut self.out,
                    Body::Remark {
                        target,
                        text: &remark.text,
                    },
                )
            }
            Event::Case(case) => self.case(case),
            Event::Summary(summary) => self.summary(summary),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.commit()
    }
}

fn name(targets: &[String], target: usize) -> &str {
    targets.get(target).map_or("", String::as_str)
}

/// Milliseconds, to one decimal.
pub(super) fn tenths(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 10_000.0).round() / 10.0
}

/// Writes a line, at once.
pub(super) fn write(out: &mut impl Sink, body: impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(&Line { v: 1, body })?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.flush()
}
