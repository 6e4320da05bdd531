//! One variant before the checks that must stay silent.

use std::time::{Duration, Instant};

use super::subject::{ObserveError, Observed, Subject, observe};
use super::unseen::Red;
use crate::case::{Block, Case, CaseId, Check, Judgement, Lane, Strictness};
use crate::exit::Exit;
use crate::reference::{Seams, Variant};
use crate::runner::CaseResult;
use crate::spec::Model;

/// Something that was found fault with, and must not be.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// The case.
    pub case: CaseId,
    /// What was said of it.
    pub what: String,
}

/// What came of a variant's hearing.
#[derive(Debug)]
pub struct Hearing {
    /// The variant.
    pub variant: &'static Variant,
    /// False alarms, in the order of the matrix.
    pub alarms: Vec<Alarm>,
    /// Messages that were noted: no text is ever a failure (FACTS §3), and so what is peculiar shows that they are read.
    pub noted: Red,
    /// Whether something could not be put back.
    pub left_behind: bool,
    /// Cases tried, preflight included.
    pub cases: usize,
    /// Wall time.
    pub elapsed: Duration,
}

impl Hearing {
    /// Whether nothing was found fault with.
    pub fn is_green(&self) -> bool {
        self.alarms.is_empty() && !self.left_behind
    }
}

/// Tries the cases against the endpoint with the peculiarity, as strictly as a run does by default.
///
/// # Errors
/// The run cannot begin.
pub async fn hear(
    variant: &'static Variant,
    model: Model,
    cases: Vec<Case>,
    jobs: usize,
) -> Result<Hearing, ObserveError> {
    let begun = Instant::now();
    let mut seams = Seams::default();
    (variant.apply)(&mut seams);
    let subject = Subject {
        seams,
        jobs,
        strictness: Strictness::default(),
    };
    let Observed { exit, cases } = observe(subject, model, cases, &mut |_| {}).await?;
    let mut noted = Red::default();
    for case in &cases {
        let mut notes = case
            .findings
            .iter()
            .filter(|finding| finding.judgement == Judgement::Note);
        if notes.any(|note| note.check == Check::Message) {
            noted.note(case, Check::Message);
        }
    }
    Ok(Hearing {
        variant,
        noted,
        alarms: cases.iter().flat_map(alarms).collect(),
        left_behind: exit == Exit::LeftBehind,
        cases: cases.len(),
        elapsed: begun.elapsed(),
    })
}

/// What a case finds fault with: a check that fails, an error of the harness, or that it could not be tried for another
/// reason than that something optional is missing. Whether answers are the recorded ones is another question: a variant's
/// differ.
fn alarms(case: &CaseResult) -> impl Iterator<Item = Alarm> + '_ {
    let fails = case
        .findings
        .iter()
        .filter(|finding| finding.lane == Lane::Clause && finding.judgement == Judgement::Fail);
    let block = case.block.as_ref();
    let blocks = block.filter(|block| !matches!(block, Block::Optional(_)));
    let whats = fails
        .map(|finding| {
            let (check, wanted, got) = (finding.check, &finding.wanted, &finding.got);
            format!(":{check} wanted {wanted}, got {got}")
        })
        .chain(case.error.iter().map(|error| format!("error: {error}")))
        .chain(blocks.map(|block| format!("blocked: {}", block.reason())));
    whats.map(|what| Alarm {
        case: case.id.clone(),
        what,
    })
}
