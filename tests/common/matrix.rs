//! The matrix against an embedded endpoint, over a real socket.

use pwspec::case::{Block, Case, Finding, Judgement, Lane, Strictness, Verdict};
use pwspec::exit::Exit;
use pwspec::reference::{Options, Reference, Seams};
use pwspec::runner::{CaseResult, Event, RunOptions, run};
use pwspec::spec::Model;
use pwspec::target::TargetOptions;

/// What became of a run.
pub struct Outcome {
    pub exit: Exit,
    pub cases: Vec<CaseResult>,
}

/// How a run goes.
#[derive(Clone, Copy, Default)]
pub struct Way {
    /// How the endpoint behaves.
    pub seams: Seams,
    /// Lanes.
    pub jobs: usize,
    /// The seed of the order, if it is shuffled.
    pub shuffle: Option<u64>,
    /// What fails.
    pub strictness: Strictness,
}

/// Runs the cases against an endpoint of their own.
pub async fn run_cases(way: Way, cases: Vec<Case>) -> Outcome {
    let options = Options {
        seams: way.seams,
        ..Options::default()
    };
    let reference = Reference::start(options).await.unwrap();
    let options = RunOptions {
        targets: vec![TargetOptions {
            endpoint_url: Some(reference.url()),
            keys: Some(reference.admin()),
            root: Some(reference.root()),
            ..TargetOptions::default()
        }],
        own: Vec::new(),
        jobs: way.jobs,
        seed: way.shuffle.unwrap_or_default(),
        shuffle: way.shuffle.is_some(),
        strictness: way.strictness,
        embedded: true,
        model: Model::compiled_in().unwrap(),
        whole: true,
        patient: false,
        share: None,
        more: None,
    };
    let mut cases_told = Vec::new();
    let exit = run(options, cases, &mut |event| {
        if let Event::Case(case) = event {
            cases_told.push((**case).clone());
        }
    })
    .await
    .unwrap();
    reference.stop().await;
    Outcome {
        exit,
        cases: cases_told,
    }
}

/// A line for each case that did not pass, or that has a finding of whatever kind.
pub fn complaints(outcome: &Outcome) -> Vec<String> {
    lines(outcome, |case| {
        case.verdict != Verdict::Pass || !case.findings.is_empty()
    })
}

/// A line for each case that finds fault with the endpoint, or that could not be tried for another reason than that
/// something optional is missing. Whether answers are those recorded of the plain endpoint is another question.
pub fn false_alarms(outcome: &Outcome) -> Vec<String> {
    lines(outcome, |case| {
        let fails = |finding: &Finding| {
            finding.lane == Lane::Clause && finding.judgement == Judgement::Fail
        };
        case.error.is_some()
            || case.findings.iter().any(fails)
            || !matches!(case.block, None | Some(Block::Optional(_)))
    })
}

fn lines(outcome: &Outcome, counts: impl Fn(&CaseResult) -> bool) -> Vec<String> {
    outcome
        .cases
        .iter()
        .filter(|case| counts(case))
        .map(|case| {
            format!(
                "{} {} {:?} {:?} {:?}",
                case.id, case.verdict, case.block, case.error, case.findings
            )
        })
        .collect()
}
