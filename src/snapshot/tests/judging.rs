//! What a run finds, and what it leaves in the directory.

use std::fs;
use std::path::Path;

use super::samples::{id, refusal, success};
use crate::case::{Finding, StepRecord};
use crate::snapshot::section::Section;
use crate::snapshot::{Scope, SnapshotJudge, SnapshotMode, SnapshotOptions};

/// A run of the cases of one section, `s`.
fn run(
    directory: &Path,
    mode: SnapshotMode,
    update: bool,
    scope: Scope,
    cases: &[(&str, Vec<StepRecord>)],
) -> (Vec<Finding>, Vec<String>) {
    let options = SnapshotOptions {
        directory: Some(directory.to_owned()),
        mode,
        update,
    };
    let mut judge = SnapshotJudge::open(&options, scope).unwrap().unwrap();
    let mut drifts = Vec::new();
    for (name, steps) in cases {
        drifts.extend(judge.judge("s", &id(name), steps, false));
    }
    (drifts, judge.close().unwrap())
}

const WHOLE: Scope = Scope {
    embedded: false,
    whole: true,
    targets: 1,
    ci: false,
};
const PART: Scope = Scope {
    whole: false,
    ..WHOLE
};

fn record(directory: &Path, scope: Scope, cases: &[(&str, Vec<StepRecord>)]) {
    let (drifts, _) = run(directory, SnapshotMode::Exact, true, scope, cases);
    assert_eq!(drifts, []);
}

fn compare(
    directory: &Path,
    scope: Scope,
    cases: &[(&str, Vec<StepRecord>)],
) -> (Vec<Finding>, Vec<String>) {
    run(directory, SnapshotMode::Exact, false, scope, cases)
}

fn names(section: &str) -> Vec<String> {
    let parsed = Section::parse(section).unwrap();
    parsed.cases.keys().map(ToString::to_string).collect()
}

#[test]
fn another_id_and_another_moment_are_no_drift() {
    let directory = tempfile::tempdir().unwrap();
    let expired = |at: &str, id: &str| vec![refusal("A", &format!("it is {at}"), id)];
    let before = [
        (
            "s/a",
            expired("20261123T160900Z", "7a62c49f-347e-4fc4-9331-6e8e00000000"),
        ),
        ("s/b", vec![success("id-000001"), success("id-000002")]),
    ];
    let after = [
        ("s/a", expired("20261124T070809Z", "another")),
        ("s/b", vec![success("x"), success("y")]),
    ];
    record(directory.path(), WHOLE, &before);
    assert_eq!(compare(directory.path(), WHOLE, &after), (vec![], vec![]));
    let (drifts, _) = compare(
        directory.path(),
        WHOLE,
        &[
            ("s/a", expired("soon", "another")),
            ("s/b", vec![success("x"), success("x")]),
        ],
    );
    assert_eq!(drifts.len(), 2);
    assert_eq!(drifts[1].context[0], "answer 2 of 2:");
}

#[test]
fn of_requests_at_once_it_is_no_matter_which_is_served_first() {
    let directory = tempfile::tempdir().unwrap();
    let read = || fs::read_to_string(directory.path().join("s.snap")).unwrap();
    let together = |steps: Vec<StepRecord>| {
        let unordered = |step| StepRecord {
            unordered: true,
            ..step
        };
        let mut steps: Vec<_> = steps.into_iter().map(unordered).collect();
        steps.push(success("id-000009"));
        [("s/race", steps)]
    };
    let wrong = || refusal("AccessDenied", "wrong", "id-000001");
    let first = together(vec![success("id-000002"), wrong(), wrong()]);
    record(directory.path(), WHOLE, &first);
    let recorded = read();
    let line = "s/race  200 ChangePasswordResponse~c16a5f13 | 400 AccessDenied~";
    assert!(recorded.contains(line), "{recorded}");
    let others = [
        vec![wrong(), success("id-000003"), success("id-000004")],
        vec![success("id-000003")],
    ];
    for other in others.map(together) {
        assert_eq!(compare(directory.path(), WHOLE, &other), (vec![], vec![]));
        record(directory.path(), WHOLE, &other);
        assert_eq!(read(), recorded);
    }
    let another = together(vec![wrong(), refusal("Busy", "wait", "id-000001")]);
    let (drifts, _) = compare(directory.path(), WHOLE, &another);
    assert!(drifts[0].got.contains(" | 400 Busy~"), "{drifts:?}");
}

#[test]
fn a_case_that_a_whole_set_has_not_is_a_drift_and_of_a_set_in_part_a_remark() {
    let (a, b) = (("s/a", vec![success("1")]), ("s/b", vec![success("1")]));
    for (scope, count) in [(WHOLE, 1), (PART, 0)] {
        let directory = tempfile::tempdir().unwrap();
        record(directory.path(), scope, std::slice::from_ref(&a));
        let (drifts, remarks) = compare(directory.path(), PART, &[a.clone(), b.clone()]);
        assert_eq!(drifts.len(), count);
        assert_eq!(remarks.len(), 1);
        let told = if count == 1 {
            "files left for review"
        } else {
            "cases that are held against nothing"
        };
        assert!(remarks[0].starts_with(told), "{remarks:?}");
    }
}

#[test]
fn a_part_is_merged_and_only_a_whole_run_forgets() {
    let directory = tempfile::tempdir().unwrap();
    let read = || fs::read_to_string(directory.path().join("s.snap")).unwrap();
    let case = |name: &'static str, code: &str| (name, vec![refusal(code, "m", "1")]);
    record(
        directory.path(),
        WHOLE,
        &[case("s/a", "A"), case("s/b", "A")],
    );
    record(
        directory.path(),
        PART,
        &[case("s/b", "B"), case("s/c", "B")],
    );
    assert_eq!(names(&read()), ["s/a", "s/b", "s/c"]);
    assert!(read().contains("s/a  400 A~") && read().contains("s/b  400 B~"));
    assert!(read().contains("description: every case of the section"));
    let (drifts, remarks) = compare(directory.path(), WHOLE, &[case("s/a", "A")]);
    assert_eq!(drifts, []);
    assert!(
        remarks[0].starts_with("recorded cases that are in the matrix no more: 2"),
        "{remarks:?}"
    );
    record(directory.path(), WHOLE, &[case("s/a", "A")]);
    assert_eq!(names(&read()), ["s/a"]);
    record(directory.path(), WHOLE, &[]);
    assert!(!directory.path().join("s.snap").exists());
}

#[test]
fn what_could_not_be_tried_is_neither_compared_nor_forgotten() {
    let directory = tempfile::tempdir().unwrap();
    record(directory.path(), WHOLE, &[("s/a", vec![success("1")])]);
    for update in [false, true] {
        let options = SnapshotOptions {
            directory: Some(directory.path().to_owned()),
            mode: SnapshotMode::Exact,
            update,
        };
        let mut judge = SnapshotJudge::open(&options, WHOLE).unwrap().unwrap();
        judge.untried("s", &id("s/a"));
        let remarks = judge.close().unwrap();
        assert_eq!(remarks.len(), usize::from(update), "{remarks:?}");
    }
    let file = fs::read_to_string(directory.path().join("s.snap")).unwrap();
    assert_eq!(names(&file), ["s/a"]);
}

#[test]
fn a_drift_leaves_a_file_for_review_until_there_is_none() {
    let directory = tempfile::tempdir().unwrap();
    let pending = directory.path().join("s.snap.new");
    let (before, after) = (
        [("s/a", vec![success("1")])],
        [("s/a", vec![refusal("A", "m", "1")])],
    );
    record(directory.path(), WHOLE, &before);
    let ci = Scope { ci: true, ..WHOLE };
    let several = Scope {
        targets: 2,
        ..WHOLE
    };
    for scope in [ci, several] {
        assert_eq!(compare(directory.path(), scope, &after).0.len(), 1);
        assert!(!pending.exists());
    }
    let (drifts, _) = run(directory.path(), SnapshotMode::Status, false, WHOLE, &after);
    assert_eq!(
        (drifts[0].wanted.as_str(), drifts[0].got.as_str()),
        ("200", "400")
    );
    assert!(!pending.exists());
    assert_eq!(compare(directory.path(), WHOLE, &after).0.len(), 1);
    // What `cargo insta accept` does.
    fs::rename(&pending, directory.path().join("s.snap")).unwrap();
    assert_eq!(compare(directory.path(), WHOLE, &after).0, []);
    compare(directory.path(), WHOLE, &before);
    assert!(pending.exists());
    compare(directory.path(), WHOLE, &after);
    assert!(!pending.exists());
}

#[test]
fn an_update_needs_one_directory_and_one_target() {
    let mut options = SnapshotOptions {
        update: true,
        ..SnapshotOptions::default()
    };
    let error = SnapshotJudge::open(&options, WHOLE).unwrap_err();
    assert!(error.to_string().contains("needs a directory"), "{error}");
    options.directory = Some("somewhere".into());
    let several = Scope {
        targets: 2,
        ..WHOLE
    };
    let error = SnapshotJudge::open(&options, several).unwrap_err();
    assert!(error.to_string().contains("2 endpoints"), "{error}");
}

#[test]
fn nobody_asks_where_no_directory_is_named() {
    let options = SnapshotOptions::default();
    assert!(SnapshotJudge::open(&options, WHOLE).unwrap().is_none());
    let embedded = Scope {
        embedded: true,
        ..WHOLE
    };
    assert!(SnapshotJudge::open(&options, embedded).unwrap().is_some());
}
