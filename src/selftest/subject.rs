//! An embedded endpoint that is not as it should be, and what a run says of it.

use std::io;

use crate::case::{Case, CheckPatternError, Strictness};
use crate::exit::Exit;
use crate::reference::{Options, Reference, Seams};
use crate::runner::{CaseResult, Event, RunError, RunOptions, run};
use crate::spec::Model;
use crate::target::TargetOptions;

/// How the endpoint is, and how it is tried.
#[derive(Clone, Copy)]
pub struct Subject {
    /// How the endpoint behaves.
    pub seams: Seams,
    /// Lanes.
    pub jobs: usize,
    /// What fails.
    pub strictness: Strictness,
}

/// What became of a run.
pub struct Observed {
    /// The exit code that it asks for.
    pub exit: Exit,
    /// Every case, preflight first, then in the order of the matrix; without what was sent and got.
    pub cases: Vec<CaseResult>,
}

/// Why there is nothing to observe. Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum ObserveError {
    /// No endpoint.
    #[error("start an embedded endpoint: {0}")]
    Start(#[from] io::Error),
    /// No run.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A fault's declaration cannot be read.
    #[error("read a check that a fault declares: {0}")]
    Declaration(#[from] CheckPatternError),
}

/// Runs the cases against an endpoint of their own, on an ephemeral port, and lets others hear what it tells.
///
/// # Errors
/// The endpoint cannot be started, or the run cannot begin.
pub async fn observe(
    subject: Subject,
    model: Model,
    cases: Vec<Case>,
    hear: &mut (dyn FnMut(&Event) + Send),
) -> Result<Observed, ObserveError> {
    let reference = Reference::start(Options {
        seams: subject.seams,
        ..Options::default()
    })
    .await?;
    let options = RunOptions {
        targets: vec![TargetOptions {
            endpoint_url: Some(reference.url()),
            keys: Some(reference.admin()),
            root: Some(reference.root()),
            ..TargetOptions::default()
        }],
        own: Vec::new(),
        jobs: subject.jobs,
        seed: 0,
        shuffle: false,
        strictness: subject.strictness,
        embedded: true,
        model,
        whole: false,
        patient: false,
        share: None,
        more: None,
    };
    let mut results = Vec::new();
    let exit = run(options, cases, &mut |event| {
        hear(event);
        if let Event::Case(case) = event {
            let mut case = (**case).clone();
            // Of hundreds of runs nobody could keep every answer.
            case.steps.clear();
            results.push(case);
        }
    })
    .await;
    reference.stop().await;
    results.sort_by_key(|case| (case.id.as_str() != "preflight", case.order));
    Ok(Observed {
        exit: exit?,
        cases: results,
    })
}
