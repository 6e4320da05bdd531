//! The recorded answers: of the embedded endpoint, those that are committed; of a run, what becomes of them.
//!
//! After a change of the matrix or of the endpoint on purpose:
//! `cargo run -- --snapshots snapshots/reference --update-snapshots`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use pwspec::case::{Check, Finding, Lane, Strictness, Verdict};
use pwspec::exit::Exit;
use pwspec::matrix;
use pwspec::reference::{Options, Reference, Seams};
use pwspec::runner::{
    CaseResult, Event, OwnOptions, RunOptions, SnapshotMode, SnapshotOptions, run,
};
use pwspec::spec::Model;
use pwspec::target::TargetOptions;

/// A run against the embedded endpoint.
struct Run {
    /// How the ids of its cases begin; empty for the whole matrix.
    only: &'static str,
    jobs: usize,
    seed: Option<u64>,
    seams: Seams,
    snapshots: SnapshotOptions,
}

struct Outcome {
    exit: Exit,
    cases: Vec<CaseResult>,
}

impl Outcome {
    fn drifts(&self) -> Vec<&Finding> {
        let findings = self.cases.iter().flat_map(|case| &case.findings);
        findings
            .filter(|finding| finding.check == Check::Snapshot)
            .collect()
    }
}

/// The endpoint with one text in place of another in every answer.
macro_rules! writing {
    ($this:literal, $that:literal) => {{
        let mut seams = Seams::default();
        seams.render.write = |root, namespace| {
            let plain = (Seams::default().render.write)(root, namespace);
            String::from_utf8(plain)
                .unwrap()
                .replace($this, $that)
                .into_bytes()
        };
        seams
    }};
}

impl Run {
    fn of(only: &'static str) -> Self {
        Self {
            only,
            jobs: 8,
            seed: None,
            seams: Seams::default(),
            snapshots: SnapshotOptions::default(),
        }
    }

    async fn against(mut self, directory: &Path, mode: SnapshotMode) -> Outcome {
        self.snapshots.directory = Some(directory.to_owned());
        self.snapshots.mode = mode;
        self.go().await
    }

    async fn recording(mut self, directory: &Path) -> Outcome {
        self.snapshots.directory = Some(directory.to_owned());
        self.snapshots.update = true;
        self.go().await
    }

    async fn go(self) -> Outcome {
        let options = Options {
            seams: self.seams,
            ..Options::default()
        };
        let reference = Reference::start(options).await.unwrap();
        let model = Model::compiled_in().unwrap();
        let mut selected = matrix::cases(&model);
        selected.retain(|case| case.id.as_str().starts_with(self.only));
        let options = RunOptions {
            targets: vec![TargetOptions {
                endpoint_url: Some(reference.url()),
                keys: Some(reference.admin()),
                root: Some(reference.root()),
                ..TargetOptions::default()
            }],
            own: vec![OwnOptions {
                snapshots: self.snapshots,
                ..OwnOptions::default()
            }],
            jobs: self.jobs,
            seed: self.seed.unwrap_or_default(),
            shuffle: self.seed.is_some(),
            strictness: Strictness::default(),
            embedded: true,
            model,
            whole: self.only.is_empty(),
            patient: false,
            share: None,
            more: None,
        };
        let mut cases = Vec::new();
        let exit = run(options, selected, &mut |event| {
            if let Event::Case(case) = event {
                cases.push((**case).clone());
            }
        })
        .await
        .unwrap();
        reference.stop().await;
        Outcome { exit, cases }
    }
}

/// The `.snap` files of a directory, by name.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(directory).unwrap().map(Result::unwrap);
    entries
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "snap"))
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_matrix_in_any_order_gives_the_committed_files() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/reference");
    // What was recorded stays where nothing differs: a race need not come out the same.
    let directory = tempfile::tempdir().unwrap();
    for name in files(&committed).keys() {
        fs::copy(committed.join(name), directory.path().join(name)).unwrap();
    }
    let shuffled = Run {
        jobs: 3,
        seed: Some(7),
        ..Run::of("")
    };
    let outcome = shuffled.recording(directory.path()).await;
    assert_eq!(outcome.exit, Exit::Ok);
    let (wanted, got) = (files(&committed), files(directory.path()));
    for name in wanted.keys().chain(got.keys()) {
        let of = |files: &BTreeMap<String, String>| files.get(name).cloned().unwrap_or_default();
        let (wanted, got) = (of(&wanted), of(&got));
        let differs = similar::TextDiff::from_lines(&wanted, &got);
        let differs = differs.unified_diff().context_radius(0).to_string();
        assert_eq!(differs, "", "{name}; see the top of this file");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_lane_or_many_in_any_order_record_the_same() {
    let mut recorded = Vec::new();
    for (jobs, seed) in [(1, None), (8, Some(1)), (5, Some(2))] {
        let directory = tempfile::tempdir().unwrap();
        let run = Run {
            jobs,
            seed,
            ..Run::of("spelling")
        };
        run.recording(directory.path()).await;
        recorded.push(files(directory.path()));
    }
    assert_eq!(recorded[0].len(), 1);
    assert_eq!(recorded[0], recorded[1]);
    assert_eq!(recorded[0], recorded[2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_endpoint_is_held_against_what_is_compiled_in() {
    let unchanged = Run::of("envelope/unknown-action").go().await;
    assert_eq!((unchanged.exit, unchanged.drifts().len()), (Exit::Ok, 0));
    let changed = Run {
        seams: writing!("Could not find", "Found no"),
        ..Run::of("envelope/unknown-action")
    };
    let outcome = changed.go().await;
    let drifts = outcome.drifts();
    assert_eq!((outcome.exit, drifts.len()), (Exit::Findings, 1));
    assert_eq!(
        drifts[0].id().to_string(),
        "envelope/unknown-action:snapshot"
    );
    assert_eq!((drifts[0].lane, &drifts[0].clause), (Lane::Snapshot, &None));
    assert!(drifts[0].wanted.starts_with("400 InvalidAction~"));
    assert!(drifts[0].got.starts_with("400 InvalidAction~"));
    let context = drifts[0].context.join("\n");
    assert!(
        context.contains("-    <Message>Could not find operation"),
        "{context}"
    );
    assert!(
        context.contains("+    <Message>Found no operation"),
        "{context}"
    );
    let failed = |case: &&CaseResult| case.verdict == Verdict::Fail;
    assert_eq!(outcome.cases.iter().filter(failed).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shape_is_no_words_and_a_status_no_shape() {
    let directory = tempfile::tempdir().unwrap();
    Run::of("envelope/unknown-action")
        .recording(directory.path())
        .await;
    let reworded = || Run {
        seams: writing!("Could not find", "Found no"),
        ..Run::of("envelope/unknown-action")
    };
    let rebuilt = || Run {
        seams: writing!("Code>InvalidAction", "Code>UnknownOperation"),
        ..Run::of("envelope/unknown-action")
    };
    let modes = [
        SnapshotMode::Exact,
        SnapshotMode::Shape,
        SnapshotMode::Status,
    ];
    let mut drifts = Vec::new();
    for mode in modes {
        let words = reworded().against(directory.path(), mode).await;
        let code = rebuilt().against(directory.path(), mode).await;
        drifts.push((words.drifts().len(), code.drifts().len()));
    }
    assert_eq!(drifts, [(1, 1), (0, 1), (0, 0)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_of_a_part_records_that_part_alone() {
    let directory = tempfile::tempdir().unwrap();
    let reworded = Run {
        seams: writing!("Message>", "Message> "),
        ..Run::of("envelope")
    };
    reworded.recording(directory.path()).await;
    let before = files(directory.path())["envelope.snap"].clone();
    Run::of("envelope/unknown-action")
        .recording(directory.path())
        .await;
    let after = files(directory.path())["envelope.snap"].clone();
    let line = |text: &str, id: &str| {
        text.lines()
            .find(|line| line.starts_with(id))
            .unwrap()
            .to_owned()
    };
    assert_ne!(
        line(&before, "envelope/unknown-action"),
        line(&after, "envelope/unknown-action")
    );
    assert_eq!(
        line(&before, "envelope/validation-error"),
        line(&after, "envelope/validation-error")
    );
    let outcome = Run::of("envelope")
        .against(directory.path(), SnapshotMode::Exact)
        .await;
    let drifted: Vec<_> = outcome
        .drifts()
        .iter()
        .map(|drift| drift.case.to_string())
        .collect();
    assert!(!drifted.contains(&"envelope/unknown-action".to_owned()));
    assert!(drifted.contains(&"envelope/validation-error".to_owned()));
}

/// The program in an empty directory: its exit, and what it says.
fn pwspec(arguments: &[&str]) -> (i32, String) {
    let directory = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_pwspec"))
        .env_clear()
        .env("HOME", directory.path())
        .current_dir(directory.path())
        .args(arguments)
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(told).unwrap(),
    )
}

#[test]
fn what_was_recorded_by_one_run_is_what_the_next_one_sees() {
    let directory = tempfile::tempdir().unwrap();
    let set = directory.path().join("mine");
    let set = set.to_str().unwrap();
    let (exit, told) = pwspec(&["run", "sample", "--snapshots", set, "--update-snapshots"]);
    assert_eq!(exit, 0, "{told}");
    assert!(told.contains("files changed: 1"), "{told}");
    let (exit, told) = pwspec(&["run", "sample", "--snapshots", set]);
    assert_eq!(exit, 0, "{told}");
}

#[test]
fn a_directory_that_is_not_there_or_holds_no_snapshot_exits_2() {
    let (exit, told) = pwspec(&["run", "sample", "--snapshots", "nowhere"]);
    assert_eq!(exit, 2);
    assert!(
        told.starts_with("pwspec: failed to read the snapshots in nowhere: "),
        "{told}"
    );
    let (exit, told) = pwspec(&["run", "sample", "--snapshots", "."]);
    assert_eq!(exit, 2);
    assert!(told.contains("holds no .snap file"), "{told}");
}

#[test]
fn a_file_that_is_no_snapshot_exits_2_and_names_the_line() {
    let directory = tempfile::tempdir().unwrap();
    let conflict = "---\nsource: x\n---\nsample/a  200 A\n<<<<<<< HEAD\n";
    fs::write(directory.path().join("sample.snap"), conflict).unwrap();
    let (exit, told) = pwspec(&[
        "run",
        "sample",
        "--snapshots",
        directory.path().to_str().unwrap(),
    ]);
    assert_eq!(exit, 2);
    assert!(
        told.contains("sample.snap, line 5: no case stands first"),
        "{told}"
    );
}
