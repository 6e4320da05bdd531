//! The two readings against each other: every case of the matrix on the embedded endpoint, over a real socket.

use pwspec::case::{Strictness, Verdict};
use pwspec::exit::Exit;
use pwspec::matrix;
use pwspec::reference::{Options, Reference};
use pwspec::runner::{CaseResult, Event, RunOptions, SnapshotOptions, Summary, run};
use pwspec::spec::Model;
use pwspec::target::TargetOptions;

struct Outcome {
    exit: Exit,
    cases: Vec<CaseResult>,
    summary: Option<Summary>,
}

async fn run_all(jobs: usize, shuffle: Option<u64>) -> Outcome {
    let reference = Reference::start(Options::default()).await.unwrap();
    let model = Model::compiled_in().unwrap();
    let options = RunOptions {
        targets: vec![TargetOptions {
            endpoint_url: Some(reference.url()),
            keys: Some(reference.admin()),
            root: Some(reference.root()),
            ..TargetOptions::default()
        }],
        jobs,
        seed: shuffle.unwrap_or_default(),
        shuffle: shuffle.is_some(),
        strictness: Strictness::default(),
        embedded: true,
        model: model.clone(),
        whole: true,
        snapshots: SnapshotOptions::default(),
    };
    let mut cases = Vec::new();
    let mut summary = None;
    let exit = run(options, matrix::cases(&model), &mut |event| match event {
        Event::Case(case) => cases.push((**case).clone()),
        Event::Summary(told) => summary = Some(told.clone()),
        _ => {}
    })
    .await
    .unwrap();
    reference.stop().await;
    Outcome {
        exit,
        cases,
        summary,
    }
}

fn complaints(outcome: &Outcome) -> Vec<String> {
    outcome
        .cases
        .iter()
        .filter(|case| case.verdict != Verdict::Pass || !case.findings.is_empty())
        .map(|case| {
            format!(
                "{} {} {:?} {:?} {:?}",
                case.id, case.verdict, case.block, case.error, case.findings
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_endpoint_passes_every_case_and_every_case_is_witnessed() {
    let outcome = run_all(8, None).await;
    let complaints = complaints(&outcome);
    assert!(
        complaints.is_empty(),
        "{}: {}",
        complaints.len(),
        complaints[..complaints.len().min(10)].join("\n")
    );
    let unwitnessed: Vec<_> = outcome
        .cases
        .iter()
        .filter(|case| !case.witnessed && case.section != "preflight")
        .map(|case| &case.id)
        .collect();
    assert!(unwitnessed.is_empty(), "{unwitnessed:?}");
    assert_eq!(outcome.exit, Exit::Ok);
    println!("{} cases, {:?}", outcome.cases.len(), outcome.summary);
}
