//! A recording, read back as a target.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::RecordingError;
use super::line::{Body, CaseLine, FILE, FindingLine, Head, Line, check};
use crate::case::{Block, CaseId, Finding, Judgement, Known, Verdict};
use crate::runner::{CaseResult, Column, Kept};
use crate::snapshot::RecordedAnswers;
use crate::spec::{ClauseId, Level, Provenance};

/// Reads the recording in a directory, to be told as a target of that name.
///
/// # Errors
/// There is none, or a line of it is none of a recording.
pub fn read(directory: &Path, name: &str) -> Result<Column, RecordingError> {
    let path = directory.join(FILE);
    let text = fs::read_to_string(&path).map_err(|source| RecordingError::Read {
        path: path.clone(),
        source,
    })?;
    let answers = RecordedAnswers::read(directory)?;
    column(&text, &answers, name).map_err(|(line, reason)| RecordingError::Malformed {
        path,
        line,
        reason,
    })
}

/// The text of a recording as a column, or the line in which it is none, and why.
pub(super) fn column(
    text: &str,
    answers: &RecordedAnswers,
    name: &str,
) -> Result<Column, (usize, String)> {
    let mut head: Option<Head> = None;
    let mut cases: HashMap<CaseId, Kept> = HashMap::new();
    let mut ended = false;
    let mut last = 0;
    for (number, line) in (1..).zip(text.lines()) {
        last = number;
        let broken = |reason: String| (number, reason);
        let line: Line = serde_json::from_str(line).map_err(|error| broken(error.to_string()))?;
        if head.is_none() && !matches!(line.body, Body::Run(_)) {
            return Err(broken("no head stands first".to_owned()));
        }
        match line.body {
            Body::Run(run) => head = Some(run),
            Body::Case(case) => {
                let (id, kept) = kept(case, answers).map_err(broken)?;
                cases.insert(id, kept);
            }
            Body::Finding(line) => {
                let id = line.case.parse().ok();
                let kept = id.and_then(|id: CaseId| cases.get_mut(&id));
                let Some(kept) = kept else {
                    return Err(broken(
                        "the case of the finding stands not before it".into(),
                    ));
                };
                let finding = finding(line, &kept.result.id).map_err(broken)?;
                kept.result.findings.push(finding);
            }
            Body::Summary(_) => ended = true,
            Body::Other => {}
        }
    }
    let Some(head) = head.filter(|_| ended) else {
        return Err((last, "the recording ends before it is whole".to_owned()));
    };
    let of = head.targets.first().map_or("nothing", String::as_str);
    Ok(Column {
        name: name.to_owned(),
        origin: format!(
            "recorded on {} from {of} by pwspec {}",
            head.date, head.pwspec
        ),
        cases,
    })
}

fn kept(mut line: CaseLine, answers: &RecordedAnswers) -> Result<(CaseId, Kept), String> {
    let sent = std::mem::take(&mut line.sent);
    let result = told(line)?;
    let id = result.id.clone();
    let kept = Kept {
        answers: answers.of(&result.section, &id),
        sent,
        result,
    };
    Ok((id, kept))
}

/// What the line says of a case, but for its findings.
pub(super) fn told(line: CaseLine) -> Result<CaseResult, String> {
    let id: CaseId = line
        .id
        .parse()
        .map_err(|_| format!("{} is no case id", line.id))?;
    let asked = line.asked.iter().map(|text| {
        let (word, clause) = text.split_once(' ')?;
        Some((check(word)?, ClauseId::named(clause.to_owned())))
    });
    let mut result = CaseResult {
        target: 0,
        id,
        section: line.section,
        order: 0,
        verdict: line.verdict,
        block: None,
        error: None,
        findings: Vec::new(),
        // A check that this version does not know is none that it could tell of.
        asked: asked.flatten().collect(),
        steps: Vec::new(),
        witnessed: line.unwitnessed.is_none(),
        unwitnessed: line.unwitnessed,
        exchanges: line.exchanges,
        elapsed: Duration::try_from_secs_f64(line.ms / 1000.0).unwrap_or_default(),
    };
    match line.verdict {
        Verdict::Blocked => {
            // What was essential is not recorded at all.
            let kind = line.block.as_deref().unwrap_or("optional");
            let block = Block::of_kind(kind, line.reason.unwrap_or_default());
            result.block = Some(block.ok_or_else(|| format!("{kind} is no kind of block"))?);
        }
        Verdict::Error => result.error = Some(line.reason.unwrap_or_default()),
        Verdict::Pass | Verdict::Known | Verdict::Fail => {}
    }
    Ok(result)
}

pub(super) fn finding(line: FindingLine, case: &CaseId) -> Result<Finding, String> {
    let word = line.check.rsplit_once(':').map_or("", |(_, word)| word);
    let check = check(word).ok_or_else(|| format!("{} names no check", line.check))?;
    let known = (line.verdict == Judgement::Known).then_some(Known {
        reason: line.reason,
        tracking: line.tracking,
    });
    Ok(Finding {
        case: case.clone(),
        check,
        lane: line.lane,
        clause: line.clause,
        // As in the snapshot lane, where no clause says so.
        level: line.level.unwrap_or(Level::Must),
        provenance: line.provenance.unwrap_or(Provenance::Recorded),
        judgement: line.verdict,
        wanted: line.wanted,
        got: line.got,
        sent: line.sent,
        context: line.context,
        known,
    })
}
