//! A part of a run, as `--partition` and `--report ndjson=PATH` have written it. It is read once to see what it is, and once
//! more to be told: none of its cases is held.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::line::{CaseLine, End, FindingLine};
use super::merge_error::MergeError;
use super::read::{finding, told};
use crate::runner::{CaseResult, PREFLIGHT, Remark, Share};

/// What stands first in the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct PartHead {
    pub(super) pwspec: String,
    pub(super) targets: Vec<String>,
    pub(super) seed: u64,
    /// None of a run that tried all its cases itself.
    pub(super) share: Option<Share>,
}

/// A line, as far as it is told again.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Body {
    Run(PartHead),
    Remark {
        target: String,
        text: String,
    },
    Case(CaseLine),
    Finding(FindingLine),
    Summary(End),
    /// What later versions have added.
    #[serde(other)]
    Other,
}

/// What is told again, a case with its findings.
enum Said {
    Head(PartHead),
    Remark(Remark),
    Case(Box<CaseResult>),
    End(usize, End),
}

/// A part, but for its cases.
pub(super) struct Part {
    pub(super) path: PathBuf,
    pub(super) head: PartHead,
    pub(super) share: Share,
    pub(super) remarks: Vec<Remark>,
    /// By target.
    pub(super) preflights: Vec<Vec<CaseResult>>,
    /// By target: cases told, exchanges of these, and the end.
    pub(super) cases: Vec<usize>,
    pub(super) exchanges: Vec<usize>,
    pub(super) ends: Vec<End>,
}

impl Part {
    /// Reads the file, and sees whether it is whole.
    ///
    /// # Errors
    /// It cannot be read, is of no part of a run, or of one that did not come to its end.
    pub(super) fn read(path: &Path) -> Result<Self, MergeError> {
        let mut head = None;
        let mut remarks = Vec::new();
        let (mut preflights, mut cases, mut exchanges) = (Vec::new(), Vec::new(), Vec::new());
        let mut ends = Vec::new();
        each(path, &mut |said| {
            match said {
                Said::Head(said) => {
                    let targets = said.targets.len();
                    preflights = vec![Vec::new(); targets];
                    (cases, exchanges) = (vec![0; targets], vec![0; targets]);
                    head = Some(said);
                }
                Said::Remark(remark) => remarks.push(remark),
                Said::Case(case) => {
                    exchanges[case.target] += case.exchanges;
                    match case.id.as_str() == PREFLIGHT {
                        true => preflights[case.target].push(*case),
                        false => cases[case.target] += 1,
                    }
                }
                Said::End(target, end) => ends.push((target, end)),
            }
            Ok(())
        })?;
        let path = path.to_owned();
        let share = head.as_ref().and_then(|head| head.share.clone());
        let (Some(head), Some(share)) = (head, share) else {
            return Err(MergeError::NoPart { path });
        };
        let targets: Vec<usize> = ends.iter().map(|(target, _)| *target).collect();
        if !targets.into_iter().eq(0..head.targets.len()) {
            return Err(MergeError::NotWhole { path });
        }
        Ok(Self {
            path,
            head,
            share,
            remarks,
            preflights,
            cases,
            exchanges,
            ends: ends.into_iter().map(|(_, end)| end).collect(),
        })
    }

    /// Tells the cases of the target, but for the preflight.
    ///
    /// # Errors
    /// The file cannot be read any more, or whoever hears of a case has something to say against it.
    pub(super) fn tell(
        &self,
        target: usize,
        hear: &mut dyn FnMut(CaseResult) -> Result<(), String>,
    ) -> Result<(), MergeError> {
        each(&self.path, &mut |said| match said {
            Said::Case(case) if case.target == target && case.id.as_str() != PREFLIGHT => {
                hear(*case)
            }
            _ => Ok(()),
        })
    }
}

fn each(path: &Path, hear: &mut dyn FnMut(Said) -> Result<(), String>) -> Result<(), MergeError> {
    let unreadable = |source| MergeError::Read {
        path: path.to_owned(),
        source,
    };
    let lines = BufReader::new(File::open(path).map_err(unreadable)?).lines();
    let mut reading = Reading::default();
    let mut last = 0;
    for (number, line) in (1..).zip(lines) {
        last = number;
        let said = reading.line(&line.map_err(unreadable)?, hear);
        said.map_err(|reason| MergeError::Malformed {
            path: path.to_owned(),
            line: number,
            reason,
        })?;
    }
    reading.flush(hear).map_err(|reason| MergeError::Malformed {
        path: path.to_owned(),
        line: last,
        reason,
    })
}

/// Where the reader is.
#[derive(Default)]
struct Reading {
    targets: Option<Vec<String>>,
    /// The case whose findings may follow still.
    open: Option<Box<CaseResult>>,
}

impl Reading {
    fn line(
        &mut self,
        line: &str,
        hear: &mut dyn FnMut(Said) -> Result<(), String>,
    ) -> Result<(), String> {
        if line.trim().is_empty() {
            return Ok(());
        }
        if !line.trim_start().starts_with('{') {
            // The members of an event could be told by their places as well.
            return Err("an event is an object".to_owned());
        }
        let body: Body = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if self.targets.is_none() && !matches!(body, Body::Run(_)) {
            return Err("no run stands first".to_owned());
        }
        if !matches!(body, Body::Finding(_)) {
            self.flush(hear)?;
        }
        match body {
            Body::Run(_) if self.targets.is_some() => Err("a second run begins here".to_owned()),
            Body::Run(head) => {
                let names: BTreeSet<&String> = head.targets.iter().collect();
                if names.len() < head.targets.len() {
                    return Err("one target stands there twice".to_owned());
                }
                self.targets = Some(head.targets.clone());
                hear(Said::Head(head))
            }
            Body::Remark { target, text } => {
                let target = self.target(&target)?;
                hear(Said::Remark(Remark { target, text }))
            }
            Body::Case(line) => {
                let target = self.target(&line.target)?;
                let case = told(line)?;
                self.open = Some(Box::new(CaseResult { target, ..case }));
                Ok(())
            }
            Body::Finding(line) => {
                let target = self.target(&line.target)?;
                let open = self.open.as_mut();
                let open =
                    open.filter(|case| case.id.as_str() == line.case && case.target == target);
                let case = open.ok_or("the case of the finding stands not before it")?;
                case.findings.push(finding(line, &case.id)?);
                Ok(())
            }
            Body::Summary(end) => {
                let target = self.target(&end.target)?;
                hear(Said::End(target, end))
            }
            Body::Other => Ok(()),
        }
    }

    fn flush(&mut self, hear: &mut dyn FnMut(Said) -> Result<(), String>) -> Result<(), String> {
        self.open
            .take()
            .map_or(Ok(()), |case| hear(Said::Case(case)))
    }

    fn target(&self, name: &str) -> Result<usize, String> {
        let targets = self.targets.iter().flatten();
        let mut named = targets.zip(0..).filter(|(known, _)| *known == name);
        let found = named.next().map(|(_, target)| target);
        found.ok_or_else(|| format!("{name} is none of the run's targets"))
    }
}
