//! The parts of a run, told as the one run that they are.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::merge_error::MergeError;
use super::part::Part;
use crate::baseline::BaselineJudge;
use crate::case::CaseId;
use crate::exit::Exit;
use crate::runner::{
    CaseResult, Event, Remark, RunStarted, Share, Summary, Tally, hold_against_known,
};

/// All parts of a run.
pub struct Merge {
    /// In the order of their numbers.
    parts: Vec<Part>,
}

impl Merge {
    /// The parts in these files.
    ///
    /// # Errors
    /// A file is no whole part of a run, the parts are not of one run, or not all are there.
    pub fn of<P: AsRef<Path>>(paths: &[P]) -> Result<Self, MergeError> {
        let mut parts: Vec<Part> = Vec::new();
        for path in paths {
            let part = Part::read(path.as_ref())?;
            let version = &part.head.pwspec;
            if version != env!("CARGO_PKG_VERSION") {
                return Err(MergeError::Version {
                    path: part.path,
                    version: version.clone(),
                });
            }
            if let Some(first) = parts.first() {
                agree(&part, first)?;
            }
            let is_same = |other: &&Part| other.share.partition == part.share.partition;
            if let Some(other) = parts.iter().find(is_same) {
                return Err(MergeError::Twice {
                    other: other.path.clone(),
                    partition: part.share.partition.to_string(),
                    path: part.path,
                });
            }
            parts.push(part);
        }
        parts.sort_by_key(|part| part.share.partition);
        let merge = Self { parts };
        merge.is_complete()?;
        Ok(merge)
    }

    /// What the parts say of the whole. None where there is no part.
    fn share(&self) -> Option<&Share> {
        self.parts.first().map(|part| &part.share)
    }

    /// The flags, but for the endpoint, that a command line needs to see a finding again.
    pub fn flags(&self) -> Vec<String> {
        self.share()
            .map_or_else(Vec::new, |share| share.flags.clone())
    }

    fn targets(&self) -> &[String] {
        self.parts.first().map_or(&[], |part| &part.head.targets)
    }

    fn is_complete(&self) -> Result<(), MergeError> {
        let Some(share) = self.share() else {
            return Ok(());
        };
        let of = share.partition.of();
        let given = |part: &usize| {
            let mut parts = self.parts.iter();
            parts.any(|one| one.share.partition.part() == *part)
        };
        let missing = (1..=of).filter(|part| !given(part));
        let missing: Vec<String> = missing
            .map(|part| share.partition.sibling(part).to_string())
            .collect();
        if !missing.is_empty() {
            let given = self.parts.len();
            return Err(MergeError::Missing { given, of, missing });
        }
        for (nth, target) in self.targets().iter().enumerate() {
            let told: usize = self.parts.iter().map(|part| part.cases[nth]).sum();
            if told != share.cases {
                return Err(MergeError::Incomplete {
                    target: target.clone(),
                    told,
                    cases: share.cases,
                });
            }
        }
        Ok(())
    }

    /// Tells the run. `place`: where a case stands in the matrix. `known`: what the only target is held against.
    ///
    /// # Errors
    /// A case stands in no matrix of this version, or the baseline has no business here.
    pub fn tell(
        &self,
        place: &dyn Fn(&CaseId) -> Option<usize>,
        mut known: Option<BaselineJudge>,
        tell: &mut dyn FnMut(&Event),
    ) -> Result<Exit, MergeError> {
        let (Some(first), Some(share)) = (self.parts.first(), self.share()) else {
            return Ok(Exit::Ok);
        };
        if known.is_some() {
            let targets = self.targets().len();
            if targets != 1 {
                return Err(MergeError::SeveralTargets { targets });
            }
            if share.baseline {
                let path = first.path.clone();
                return Err(MergeError::HeldBefore { path });
            }
        }
        tell(&Event::Started(RunStarted {
            targets: self.targets().to_vec(),
            embedded: share.embedded,
            cases: share.cases,
            live: false,
            seed: first.head.seed,
            share: None,
        }));
        let mut exit = Exit::Ok;
        for target in 0..self.targets().len() {
            self.remarks(target)
                .into_iter()
                .for_each(|remark| tell(&Event::Remark(remark)));
            let mut tally = Tally::default();
            let mut hear = |mut case: CaseResult| {
                if let Some(known) = &mut known {
                    hold_against_known(known, &mut case);
                }
                let event = Event::Case(Box::new(case));
                tally.count(&event);
                tell(&event);
            };
            self.preflight(target).into_iter().for_each(&mut hear);
            for part in &self.parts {
                part.tell(target, &mut |mut case| {
                    let order = place(&case.id);
                    case.order = order
                        .ok_or_else(|| format!("there is no case {} in this version", case.id))?;
                    hear(case);
                    Ok(())
                })?;
            }
            let mut summary = self.summary(target);
            if let Some(known) = &known {
                summary.stale = known.stale();
            }
            let summary = tally.close(summary);
            exit = exit.and(tally.exit());
            tell(&Event::Summary(summary));
        }
        Ok(exit)
    }

    /// Each remark once.
    fn remarks(&self, target: usize) -> Vec<Remark> {
        let mut remarks: Vec<Remark> = Vec::new();
        for remark in self.parts.iter().flat_map(|part| &part.remarks) {
            let is_new = remarks.iter().all(|told| told.text != remark.text);
            if remark.target == target && is_new {
                remarks.push(remark.clone());
            }
        }
        remarks
    }

    /// The preflights of all parts as one: the worst, with what any of them found.
    fn preflight(&self, target: usize) -> Option<CaseResult> {
        let mut all = self.parts.iter().flat_map(|part| &part.preflights[target]);
        let mut merged = all.next()?.clone();
        for other in all {
            merged.exchanges += other.exchanges;
            merged.elapsed = merged.elapsed.max(other.elapsed);
            for asked in &other.asked {
                if !merged.asked.contains(asked) {
                    merged.asked.push(asked.clone());
                }
            }
            for finding in &other.findings {
                if !merged.findings.contains(finding) {
                    merged.findings.push(finding.clone());
                }
            }
            if other.verdict > merged.verdict {
                merged.verdict = other.verdict;
                merged.block.clone_from(&other.block);
                merged.error.clone_from(&other.error);
            }
        }
        Some(merged)
    }

    /// The ends of all parts as one, but for what is counted: as long as the slowest, with what any has left.
    fn summary(&self, target: usize) -> Summary {
        let ends = || self.parts.iter().map(|part| &part.ends[target]);
        let exchanges: usize = ends().map(|end| end.exchanges).sum();
        let of_cases: usize = self.parts.iter().map(|part| part.exchanges[target]).sum();
        let slowest = ends().map(|end| end.elapsed_ms).max();
        let mut stale: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
        for entry in ends().flat_map(|end| &end.stale) {
            let lines = stale.entry(line_of(entry)).or_default();
            if !lines.contains(&entry) {
                lines.push(entry);
            }
        }
        Summary {
            target,
            pass: 0,
            fail: 0,
            known: 0,
            blocked: 0,
            error: 0,
            notes: 0,
            stale: stale.into_values().flatten().cloned().collect(),
            left_behind: ends().flat_map(|end| end.left_behind.clone()).collect(),
            // Those of the cases are counted with them.
            exchanges: exchanges.saturating_sub(of_cases),
            elapsed: Duration::from_millis(slowest.unwrap_or_default()),
            exit: 0,
        }
    }
}

/// Where the entry of a baseline stands in its file, as the end of what is said of it tells.
fn line_of(entry: &str) -> usize {
    let line = entry
        .rsplit_once("(line ")
        .map(|(_, line)| line.trim_end_matches(')'));
    line.and_then(|line| line.parse().ok()).unwrap_or_default()
}

/// Two parts are of one run, as far as they tell.
fn agree(part: &Part, first: &Part) -> Result<(), MergeError> {
    let (here, there) = (part.share.clone(), first.share.clone());
    let targets = |part: &Part| match part.share.embedded {
        true => "the embedded reference".to_owned(),
        false => part.head.targets.join(" "),
    };
    let flags = |share: &Share| match share.flags.as_slice() {
        [] => "none".to_owned(),
        flags => flags.join(" "),
    };
    let held = |share: &Share| match share.baseline {
        true => "one".to_owned(),
        false => "none".to_owned(),
    };
    // The first of all stands for the way in which the cases are shared out.
    let shared = |share: &Share| share.partition.sibling(1).to_string();
    let all = [
        ("targets", targets(part), targets(first)),
        ("partitions", shared(&here), shared(&there)),
        ("matrices", here.matrix.clone(), there.matrix.clone()),
        (
            "seeds",
            part.head.seed.to_string(),
            first.head.seed.to_string(),
        ),
        ("flags", flags(&here), flags(&there)),
        ("baselines", held(&here), held(&there)),
    ];
    match all.into_iter().find(|(_, here, there)| here != there) {
        None => Ok(()),
        Some((what, here, there)) => Err(MergeError::Different {
            path: part.path.clone(),
            first: first.path.clone(),
            what,
            here,
            there,
        }),
    }
}
