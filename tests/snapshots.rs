//! The recorded answers: of the embedded endpoint, those that are committed; of a run, what becomes of them.
//!
//! After a change of the matrix or of the endpoint: `cargo test --test snapshots -- --ignored update`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pwspec::case::{Check, Finding, Lane, Strictness, Verdict};
use pwspec::exit::Exit;
use pwspec::matrix;
use pwspec::reference::{Options, Reference};
use pwspec::runner::{CaseResult, Event, RunError, RunOptions, SnapshotMode, SnapshotOptions, run};
use pwspec::spec::Model;
use pwspec::target::TargetOptions;

/// A run of the embedded endpoint.
struct Run<'a> {
    /// Beginnings of the ids of the cases; empty for the whole matrix.
    only: &'a str,
    jobs: usize,
    seed: Option<u64>,
    embedded: bool,
    snapshots: SnapshotOptions,
}

struct Outcome {
    exit: Exit,
    cases: Vec<CaseResult>,
    remarks: Vec<String>,
}

impl Outcome {
    fn drifts(&self) -> Vec<&Finding> {
        let findings = self.cases.iter().flat_map(|case| &case.findings);
        findings
            .filter(|finding| finding.check == Check::Snapshot)
            .collect()
    }
}

impl<'a> Run<'a> {
    fn of(only: &'a str) -> Self {
        Self {
            only,
            jobs: 8,
            seed: None,
            embedded: true,
            snapshots: SnapshotOptions::default(),
        }
    }

    fn against(mut self, directory: &Path, mode: SnapshotMode) -> Self {
        self.snapshots.directory = Some(directory.to_owned());
        self.snapshots.mode = mode;
        self
    }

    fn recording(mut self, directory: &Path) -> Self {
        self.snapshots.directory = Some(directory.to_owned());
        self.snapshots.update = true;
        self
    }

    async fn try_go(self) -> Result<Outcome, RunError> {
        let reference = Reference::start(Options::default()).await.unwrap();
        let model = Model::compiled_in().unwrap();
        let mut selected = matrix::cases(&model);
        selected.retain(|case| case.id.as_str().starts_with(self.only));
        assert!(!selected.is_empty(), "{} selects nothing", self.only);
        let options = RunOptions {
            targets: vec![TargetOptions {
                endpoint_url: Some(reference.url()),
                keys: Some(reference.admin()),
                root: Some(reference.root()),
                ..TargetOptions::default()
            }],
            jobs: self.jobs,
            seed: self.seed.unwrap_or_default(),
            shuffle: self.seed.is_some(),
            strictness: Strictness::default(),
            embedded: self.embedded,
            model,
            whole: self.only.is_empty(),
            snapshots: self.snapshots,
        };
        let (mut cases, mut remarks) = (Vec::new(), Vec::new());
        let exit = run(options, selected, &mut |event| match event {
            Event::Case(case) => cases.push((**case).clone()),
            Event::Remark(remark) => remarks.push(remark.text.clone()),
            _ => {}
        })
        .await;
        reference.stop().await;
        Ok(Outcome {
            exit: exit?,
            cases,
            remarks,
        })
    }

    async fn go(self) -> Outcome {
        self.try_go().await.unwrap()
    }
}

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/reference")
}

/// The files of a directory, by name.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "records the answers of the embedded endpoint: cargo test --test snapshots -- --ignored update"]
async fn update() {
    let outcome = Run::of("").recording(&committed()).go().await;
    assert_eq!(outcome.exit, Exit::Ok);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_matrix_in_any_order_gives_the_committed_files() {
    let directory = tempfile::tempdir().unwrap();
    let run = Run {
        jobs: 3,
        seed: Some(7),
        ..Run::of("")
    };
    let outcome = run.recording(directory.path()).go().await;
    assert_eq!(outcome.exit, Exit::Ok);
    let (wanted, got) = (files(&committed()), files(directory.path()));
    assert_eq!(
        got.keys().collect::<Vec<_>>(),
        wanted.keys().collect::<Vec<_>>()
    );
    for (name, text) in got {
        assert_eq!(
            text, wanted[&name],
            "{name} (after a change on purpose: cargo test --test snapshots -- --ignored update)"
        );
    }
}
