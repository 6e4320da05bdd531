//! The reports of real runs, through the binary.

mod common;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

static SCHEMA: &str = include_str!("../fixtures/events.schema.json");

const FORMATS: [&str; 5] = ["human", "ndjson", "junit", "sarif", "markdown"];

#[test]
fn every_line_of_a_real_run_is_as_the_schema_says() {
    let (_served, variables) = common::serve(&["--fault", "new-length-bytes"]);
    let without_root = variables
        .into_iter()
        .filter(|(name, _)| !name.contains("ROOT"));
    let output = common::pwspec()
        .args(["run", "--report", "ndjson=-"])
        .args(["new-password/length/*", "identity/**", "frontend/**"])
        .envs(without_root)
        .output()
        .unwrap();
    let (lines, err) = common::text(&output);
    assert_eq!(output.status.code(), Some(1), "{err}");
    let schema = serde_json::from_str(SCHEMA).unwrap();
    let judge = jsonschema::validator_for(&schema).unwrap();
    let mut seen = BTreeSet::new();
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        if let Err(error) = judge.validate(&value) {
            panic!("{error}: {line}");
        }
        let verdict = value["verdict"].as_str().unwrap_or_default();
        seen.insert(format!("{} {verdict}", value["type"].as_str().unwrap()));
    }
    for kind in [
        "run ",
        "case pass",
        "case fail",
        "case blocked",
        "finding fail",
        "summary ",
    ] {
        assert!(seen.contains(kind), "{kind}: {seen:?}");
    }
}

#[test]
fn one_run_writes_every_report_and_leaves_nothing_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = common::pwspec();
    command.args(["run", "-q", "new-password/length/12*"]);
    for format in FORMATS {
        let path = folder.path().join(format);
        command.arg(format!("--report={format}={}", path.display()));
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{:?}", common::text(&output));
    let there: BTreeSet<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, FORMATS.map(str::to_owned).into());
    for (format, beginning) in [
        ("human", "cases"),
        ("ndjson", "\"type\":\"run\""),
        ("junit", "<testsuites name=\"pwspec\""),
        ("sarif", "\"version\": \"2.1.0\""),
        ("markdown", "# pwspec: nothing new fails — exit 0"),
    ] {
        let text = fs::read_to_string(folder.path().join(format)).unwrap();
        assert!(text.contains(beginning), "{format}: {text}");
    }
}

#[test]
fn a_report_that_cannot_be_written_ends_the_run_before_it_starts() {
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let path = folder.path().join("no/such/folder").join(format);
        let output = common::pwspec()
            .args(["run", "--endpoint-url", "http://127.0.0.1:9"])
            .arg(format!("--report={format}={}", path.display()))
            .output()
            .unwrap();
        let (out, err) = common::text(&output);
        assert_eq!(output.status.code(), Some(2), "{format}: {out}{err}");
        assert!(out.is_empty(), "{out}");
        assert!(err.contains("failed to write the report"), "{err}");
        assert!(err.contains("--report"), "{err}");
    }
}
