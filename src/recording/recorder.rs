//! Keeps a run as it is told, and writes it when it is whole.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::{Timestamp, Unit};

use super::RecordingError;
use super::line::{Body, CaseLine, End, FILE, FindingLine, Head, Line};
use crate::case::{Block, Check, Verdict};
use crate::runner::{CaseResult, Event, RunStarted, Summary};
use crate::snapshot::SnapshotJudge;

/// The form of the lines.
const VERSION: u8 = 1;

/// A recording in the making.
#[derive(Debug)]
pub struct Recorder {
    directory: PathBuf,
    whole: bool,
    started: Option<RunStarted>,
    /// The lines of each case, with its place in the matrix; the preflight stands before it.
    cases: Vec<((usize, usize), Vec<Body>)>,
    answers: SnapshotJudge,
    /// Whether something could not be judged that was asked for.
    unjudged: bool,
}

impl Recorder {
    /// Will write there. `whole`: every case of the matrix is selected.
    ///
    /// # Errors
    /// The directory can be neither made nor looked into, or holds something else.
    pub fn open(directory: &Path, whole: bool) -> Result<Self, RecordingError> {
        let failed = |source| RecordingError::Directory {
            directory: directory.to_owned(),
            source,
        };
        fs::create_dir_all(directory).map_err(failed)?;
        let is_empty = fs::read_dir(directory).map_err(failed)?.next().is_none();
        if !is_empty && !directory.join(FILE).is_file() {
            let directory = directory.to_owned();
            return Err(RecordingError::Occupied { directory });
        }
        Ok(Self {
            directory: directory.to_owned(),
            whole,
            started: None,
            cases: Vec::new(),
            answers: SnapshotJudge::afresh(directory, whole),
            unjudged: false,
        })
    }

    /// Takes note of what the run tells. At its end it is written, and what a person should know of that comes back.
    ///
    /// # Errors
    /// More than one target, or a file that cannot be written.
    pub fn note(&mut self, event: &Event) -> Result<Option<String>, RecordingError> {
        match event {
            Event::Started(run) if run.targets.len() > 1 => {
                let targets = run.targets.len();
                return Err(RecordingError::SeveralTargets { targets });
            }
            Event::Started(run) => self.started = Some(run.clone()),
            Event::Case(case) => self.case(case),
            Event::Summary(summary) => return self.write(summary).map(Some),
            Event::Remark(_) => {}
        }
        Ok(None)
    }

    fn target(&self) -> &str {
        let started = self.started.as_ref();
        started
            .and_then(|run| run.targets.first())
            .map_or("", String::as_str)
    }

    fn case(&mut self, case: &CaseResult) {
        self.unjudged |= matches!(case.block, Some(Block::Essential(_)));
        let leaked = case.findings.iter().any(|one| one.check == Check::Leak);
        if !matches!(case.verdict, Verdict::Blocked | Verdict::Error) {
            self.answers
                .judge(&case.section, &case.id, &case.steps, leaked);
        }
        let target = self.target();
        let findings = case.findings.iter();
        let mut lines = vec![Body::Case(CaseLine::of(target, case))];
        lines.extend(findings.map(|finding| Body::Finding(FindingLine::of(target, finding))));
        let place = (usize::from(case.section != "preflight"), case.order);
        self.cases.push((place, lines));
    }

    /// A run that could not judge what it was asked to must not take the place of one that could.
    fn write(&mut self, summary: &Summary) -> Result<String, RecordingError> {
        let Some(started) = self.started.take() else {
            return Ok("nothing is recorded: the run did not begin".to_owned());
        };
        if self.unjudged {
            return Ok(format!(
                "nothing is recorded in {}: not every case could be judged",
                self.directory.display()
            ));
        }
        let target = started.targets.first().cloned().unwrap_or_default();
        let head = Head {
            pwspec: env!("CARGO_PKG_VERSION").to_owned(),
            cases: started.cases,
            seed: started.seed,
            date: now(),
            whole: self.whole,
            targets: started.targets,
        };
        let mut cases = std::mem::take(&mut self.cases);
        cases.sort_by_key(|(place, _)| *place);
        let lines = cases.into_iter().flat_map(|(_, lines)| lines);
        let end = Body::Summary(End::of(&target, summary));
        let every = std::iter::once(Body::Run(head)).chain(lines).chain([end]);
        let fresh = SnapshotJudge::afresh(&self.directory, self.whole);
        let answers = std::mem::replace(&mut self.answers, fresh);
        let said = answers.replace()?;
        let path = self.directory.join(FILE);
        put(&path, every).map_err(|source| RecordingError::Write { path, source })?;
        Ok(said)
    }
}

/// Now, to the second, in UTC.
fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}

/// Beside its place first, so that no half recording is taken for a whole one.
fn put(path: &Path, lines: impl Iterator<Item = Body>) -> io::Result<()> {
    let beside = path.with_extension("ndjson.new");
    let mut file = io::BufWriter::new(fs::File::create(&beside)?);
    for body in lines {
        serde_json::to_writer(&mut file, &Line { v: VERSION, body })?;
        file.write_all(b"\n")?;
    }
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    fs::rename(beside, path)
}
