//! `pwspec selftest` through the built binary: exits, streams, and that it says the same each time.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn pwspec(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pwspec"));
    command
        .env_clear()
        .env("HOME", directory)
        .current_dir(directory);
    command
}

fn done(line: &[&str]) -> (i32, String, String) {
    let directory = tempfile::tempdir().unwrap();
    let output = pwspec(directory.path()).arg("selftest").args(line).output();
    let Output {
        status,
        stdout,
        stderr,
    } = output.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn a_fault_that_is_caught_and_a_variant_that_is_not_end_well() {
    let (exit, told, errors) = done(&["new-length-bytes", "cdata"]);
    assert_eq!((exit, errors.as_str()), (0, ""), "{told}");
    let last = told.lines().last().unwrap();
    assert!(
        last.starts_with("1 fault: 1 killed; 1 variant: 1 green in "),
        "{told}"
    );
    assert!(told.lines().all(|line| line.chars().count() <= 80));
    assert!(told.contains("a fault against the cases of its declared checks"));
}

#[test]
fn a_name_that_is_none_exits_4_with_the_nearest() {
    let (exit, told, errors) = done(&["new-length-bites"]);
    assert_eq!((exit, told.as_str()), (4, ""));
    assert!(errors.contains("did you mean new-length-bytes"), "{errors}");
}

#[test]
fn a_document_of_a_few_faults_and_a_report_in_another_format_are_refused() {
    for line in [
        ["--write", "x.md", "new-length-bytes"],
        ["--report", "human=x", "new-length-bytes"],
        ["-j", "0", "new-length-bytes"],
    ] {
        let (exit, told, errors) = done(&line);
        assert_eq!((exit, told.as_str()), (2, ""), "{line:?}: {errors}");
    }
    let (exit, _, errors) = done(&["--report", "ndjson=no/such/place", "new-length-bytes"]);
    assert_eq!(exit, 2, "{errors}");
}

#[test]
fn three_selftests_in_a_row_say_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let said = || {
        let arguments = [
            "selftest",
            "-q",
            "--report",
            "ndjson=-",
            "new-length*",
            "throttling*",
        ];
        let output = pwspec(directory.path()).args(arguments).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let mut lines: Vec<String> = lines.lines().map(without_time).collect();
        lines.sort();
        lines
    };
    let first = said();
    assert!(first.len() > 4, "{first:?}");
    assert_eq!(said(), first);
    assert_eq!(said(), first);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

/// Everything but how long it took.
fn without_time(line: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
    for field in ["ms", "elapsed_ms"] {
        value.as_object_mut().unwrap().remove(field);
    }
    value.to_string()
}
