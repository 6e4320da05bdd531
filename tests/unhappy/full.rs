//! Reports that cannot be written: found at the start, or, where a disk fills later, told beside the verdict.

use std::fs;
use std::process::{Command, Stdio};

use crate::common::pwspec;
use crate::told::{to_its_end, told};

const FORMATS: [&str; 6] = ["human", "ndjson", "html", "junit", "sarif", "markdown"];
const VERDICT: &str = "3 cases: 3 passed";

#[test]
fn no_report_is_begun_that_has_no_place() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("no/folder/report");
    for format in FORMATS {
        for path in [folder.path(), &nowhere] {
            let report = format!("{format}={}", path.display());
            let told = told(pwspec().args(["sample", "--report", &report]));
            assert_eq!((told.exit, told.out.as_str()), (2, ""), "{told}");
            assert!(told.says("failed to write the report"), "{told}");
            assert!(told.says("(see --report)"), "{told}");
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_verdict_printed() {
    for format in FORMATS {
        let report = format!("{format}=/dev/full");
        let told = told(pwspec().args(["sample", "--report", &report]));
        assert_eq!(told.exit, 70, "{told}");
        assert!(told.out.contains(VERDICT), "{told}");
        let why = format!("failed to write the report {report} to its end: No space left");
        assert!(told.says(&why), "{told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_later_leaves_the_verdict_printed_and_the_last_report_as_it_was() {
    for format in FORMATS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        fs::write(&path, "of the last run").unwrap();
        // Files can be made, and none can grow; without a handler of its own the process would be ended for trying.
        let limited = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
        let mut command = Command::new("sh");
        let told = told(
            command
                .args([
                    "-c",
                    limited,
                    env!("CARGO_BIN_EXE_pwspec"),
                    "envelope",
                    "-v",
                ])
                .arg(format!("--report={format}={}", path.display()))
                .env_clear(),
        );
        assert_eq!(told.exit, 70, "{told}");
        assert!(told.out.contains("23 cases: 23 passed"), "{told}");
        assert!(told.says("failed to write the report"), "{told}");
        // Events are read along, and begin anew.
        if format != "ndjson" {
            assert_eq!(fs::read_to_string(&path).unwrap(), "of the last run");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{format}");
    }
}

#[test]
fn a_run_that_is_killed_leaves_the_last_report_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    fs::write(&path, "of the last run").unwrap();
    let mut run = pwspec()
        .args(["**", "--rate", "50/s", "--report=ndjson=-"])
        .arg(format!("--report=html={}", path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut events = std::io::BufReader::new(run.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("\"type\":\"case\"") {
        line.clear();
        assert!(std::io::BufRead::read_line(&mut events, &mut line).unwrap() > 0);
    }
    run.kill().unwrap();
    assert_eq!(to_its_end(run).exit, -1);
    assert_eq!(fs::read_to_string(&path).unwrap(), "of the last run");
}
