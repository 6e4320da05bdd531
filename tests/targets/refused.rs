//! What cannot be recorded or read back: exit 2, before anything is asked.

use std::fs;

use crate::told::{Told, told};

fn refused(words: &[&str]) -> Told {
    let told = told(&[], words);
    assert_eq!(told.exit, 2, "{}{}", told.out, told.err);
    assert_eq!(told.out, "");
    assert!(told.err.starts_with("pwspec: failed to "), "{}", told.err);
    told
}

#[test]
fn a_directory_that_holds_something_else_is_not_recorded_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.snap"), "precious").unwrap();
    let path = folder.path().to_str().unwrap();
    let told = refused(&["run", "sample", "--record", path]);
    assert!(
        told.err.contains("it is not empty and holds no recording"),
        "{}",
        told.err
    );
    assert!(told.err.contains("--record"), "{}", told.err);
    let precious = fs::read_to_string(folder.path().join("mine.snap")).unwrap();
    assert_eq!(precious, "precious");
}

#[test]
fn a_recording_is_of_one_endpoint_and_of_no_recording() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rec");
    let path = path.to_str().unwrap();
    let url = "http://127.0.0.1:1";
    let two = [
        "run",
        "--record",
        path,
        "--endpoint-url",
        url,
        "--endpoint-url",
        url,
    ];
    assert!(
        refused(&two)
            .err
            .contains("record 2 targets in one directory")
    );
    let recorded = ["run", "--record", path, "--endpoint-url", "recorded:x"];
    assert!(refused(&recorded).err.contains("record a recording"));
}

#[test]
fn a_recording_that_is_not_there_or_broken_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let target = format!("recorded:{}", folder.path().display());
    let words = ["run", "--endpoint-url", &target];
    let absent = refused(&words);
    assert!(absent.err.contains("recording.ndjson: "), "{}", absent.err);
    assert!(
        absent.err.contains("--record DIR makes one"),
        "{}",
        absent.err
    );
    fs::write(folder.path().join("recording.ndjson"), "no line\n").unwrap();
    let broken = refused(&words);
    assert!(
        broken.err.contains("recording.ndjson, line 1: "),
        "{}",
        broken.err
    );
}
