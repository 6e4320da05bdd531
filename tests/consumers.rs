//! The reports, read by programs that are not ours. They need more than Rust: `.ci/run` installs them and runs these.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// A run that finds fault, and its reports.
struct Reported {
    folder: tempfile::TempDir,
    lines: Vec<Value>,
}

impl Reported {
    /// Against an endpoint that counts bytes.
    fn of_a_faulty_endpoint() -> Self {
        let (_served, variables) = common::serve(&["--fault", "new-length-bytes"]);
        let without_root = variables
            .into_iter()
            .filter(|(name, _)| !name.contains("ROOT"));
        let folder = tempfile::tempdir().unwrap();
        let mut command = common::pwspec();
        command.args(["run", "-q"]).envs(without_root);
        for format in ["ndjson", "junit", "sarif", "markdown"] {
            let path = folder.path().join(format);
            command.arg(format!("--report={format}={}", path.display()));
        }
        let output = command
            .args(["new-password/length/*", "identity/**", "envelope/**"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{:?}", common::text(&output));
        let text = std::fs::read_to_string(folder.path().join("ndjson")).unwrap();
        let lines = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        Self { folder, lines }
    }

    fn path(&self, format: &str) -> PathBuf {
        self.folder.path().join(format)
    }

    fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        self.lines.iter().filter(move |line| line["type"] == kind)
    }

    fn count(&self, kind: &str, verdict: &str) -> usize {
        self.of_type(kind)
            .filter(|line| line["verdict"] == verdict)
            .count()
    }
}

/// What a script of `tests/clients` reads of a file.
fn read_by(variable: &str, script: &str, file: &Path) -> Value {
    let python = std::env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} must name a Python that has the reader installed"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
    let output = Command::new(python).arg(script).arg(file).output().unwrap();
    let (out, err) = common::text(&output);
    assert!(output.status.success(), "{out}\n{err}");
    serde_json::from_str(&out).unwrap()
}

fn texts<'a>(values: impl Iterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    values.filter_map(Value::as_str).collect()
}

#[test]
#[ignore = "needs junitparser: PWSPEC_TEST_JUNITPARSER names its Python"]
fn junitparser_reads_the_counts_of_the_run() {
    let run = Reported::of_a_faulty_endpoint();
    let read = read_by(
        "PWSPEC_TEST_JUNITPARSER",
        "tests/clients/junit_counts.py",
        &run.path("junit"),
    );
    let (pass, fail) = (run.count("case", "pass"), run.count("case", "fail"));
    let (blocked, error) = (run.count("case", "blocked"), run.count("case", "error"));
    assert!(
        pass > 0 && fail > 0 && blocked > 0,
        "{pass} {fail} {blocked}"
    );
    assert_eq!(read["tests"], run.of_type("case").count());
    assert_eq!(read["passed"], pass);
    assert_eq!(read["failures"], fail);
    assert_eq!(read["skipped"], blocked);
    assert_eq!(read["errors"], error);
    assert_eq!(
        read["claimed"],
        json!([run.of_type("case").count(), fail, error, blocked])
    );
    let failed = run
        .of_type("case")
        .filter(|line| line["verdict"] == "fail")
        .map(|line| &line["id"]);
    assert_eq!(
        texts(read["failed"].as_array().unwrap().iter()),
        texts(failed)
    );
    assert_eq!(read["clauses"], json!(["NewPassword.length.unit"]));
}

#[test]
#[ignore = "needs sarif-tools: PWSPEC_TEST_SARIF_TOOLS names its Python"]
fn sarif_tools_reads_the_findings_of_the_run() {
    let run = Reported::of_a_faulty_endpoint();
    let read = read_by(
        "PWSPEC_TEST_SARIF_TOOLS",
        "tests/clients/sarif_counts.py",
        &run.path("sarif"),
    );
    let of_level = |level: &str| {
        run.of_type("finding")
            .filter(|line| line["verdict"] != "note" && line["level"] == level)
            .count()
    };
    assert_eq!(read["tools"], json!(["pwspec"]));
    assert_eq!(read["results"], run.of_type("finding").count());
    assert_eq!(
        read["by severity"],
        json!({
            "error": of_level("MUST"),
            "warning": of_level("SHOULD"),
            "note": run.count("finding", "note"),
        })
    );
    assert_eq!(
        texts(read["rules"].as_array().unwrap().iter()),
        texts(run.of_type("finding").map(|line| &line["clause"]))
    );
    assert_eq!(read["places"], json!(["fixtures/clauses.toml"]));
}
