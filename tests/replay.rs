//! `pwspec replay` and `pwspec explain`, through the built binary.

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

use common::{pwspec, serve, text};
use pwspec::reference::faults;
use pwspec::report::{Recorded, recorded};

fn run(variables: &[(String, String)], arguments: &[&str]) -> Output {
    let mut command = pwspec();
    command.envs(variables.iter().cloned()).args(arguments);
    command.output().unwrap()
}

/// A report of the cases against the endpoint, and the endpoint's exit code.
fn report(folder: &Path, variables: &[(String, String)], cases: &[&str]) -> (PathBuf, i32) {
    let path = folder.join("run.ndjson");
    let wish = format!("ndjson={}", path.display());
    let arguments = [&["run", "-q", "--report", &wish], cases].concat();
    let output = run(variables, &arguments);
    (path, output.status.code().unwrap())
}

fn outcomes(output: &Output) -> Vec<String> {
    let is_outcome = |line: &&str| {
        ["FIXED  ", "FAILED  ", "ERROR  "]
            .iter()
            .any(|word| line.starts_with(word))
    };
    text(output)
        .0
        .lines()
        .filter(is_outcome)
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_has_failed_fails_again_and_what_was_mended_is_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let (faulty, variables) = serve(&["--fault", "new-length-bytes"]);
    let (path, exit) = report(folder.path(), &variables, &["new-password/length/*-latin1"]);
    assert_eq!(exit, 1);
    let path = path.to_str().unwrap();
    let again = run(&variables, &["replay", "-q", path]);
    assert_eq!(again.status.code(), Some(1));
    let lines = outcomes(&again);
    assert!(
        lines.len() > 50 && lines.iter().all(|line| line.starts_with("FAILED")),
        "{lines:?}"
    );
    drop(faulty);

    let mended = run(&[], &["replay", "-q", path]);
    assert_eq!(mended.status.code(), Some(0), "{}", text(&mended).1);
    let mended = outcomes(&mended);
    assert_eq!(mended.len(), lines.len());
    assert!(
        mended.iter().all(|line| line.starts_with("FIXED")),
        "{mended:?}"
    );
}

#[test]
fn one_case_is_replayed_by_its_id() {
    let output = run(&[], &["replay", "-q", "new-password/length/128-latin1"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        outcomes(&output),
        ["FIXED   new-password/length/128-latin1"]
    );
}

#[test]
fn what_is_no_case_and_no_report_is_refused_with_what_to_do() {
    let output = run(&[], &["replay", "new-password/length/128-latin2"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(
        text(&output)
            .1
            .contains("did you mean new-password/length/128-latin1")
    );

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report");
    for (content, why) in [("no json", "read line 1"), ("", "nothing has failed in it")] {
        std::fs::write(&path, content).unwrap();
        let output = run(&[], &["replay", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).1.contains(why), "{:?}", text(&output));
    }
}

#[test]
fn a_case_is_explained_without_an_endpoint() {
    let output = run(&[], &["explain", "new-password/length/129-latin1"]);
    assert_eq!(output.status.code(), Some(0));
    let told = text(&output).0;
    for part in [
        "NewPassword.length.max",
        "400 ValidationError",
        "774 on the wire",
        "new-length-bytes",
    ] {
        assert!(told.contains(part), "{told}");
    }
    let output = run(&[], &["explain", "no/such/case"]);
    assert_eq!(output.status.code(), Some(4));
}

#[test]
#[ignore = "takes minutes: the whole matrix, and again what failed, against every tenth fault"]
fn every_failure_of_every_tenth_fault_replays_to_the_same_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let (mut replayed, mut wrong) = (0, Vec::new());
    for fault in faults().step_by(10) {
        let (_server, variables) = serve(&["--fault", fault.name]);
        let timeout = ["--timeout", "2s"];
        let (path, _) = report(folder.path(), &variables, &timeout);
        let text = std::fs::read_to_string(&path).unwrap();
        let fails = |line: &Recorded| matches!(line, Recorded::Case { verdict: pwspec::case::Verdict::Fail, id, .. } if id != "preflight");
        let failed = recorded(&text)
            .unwrap()
            .iter()
            .filter(|line| fails(line))
            .count();
        if failed == 0 {
            continue;
        }
        let again = run(
            &variables,
            &[&["replay", "-q", path.to_str().unwrap()], &timeout[..]].concat(),
        );
        let lines: Vec<String> = outcomes(&again)
            .into_iter()
            .filter(|line| !line.contains(" preflight"))
            .collect();
        let same = |line: &&String| line.starts_with("FAILED") && !line.contains("otherwise");
        let other = lines.iter().filter(|line| !same(line));
        wrong.extend(other.map(|line| format!("{}: {line}", fault.name)));
        if lines.len() != failed {
            wrong.push(format!(
                "{}: {failed} failed, {} replayed",
                fault.name,
                lines.len()
            ));
        }
        replayed += failed;
    }
    assert!(replayed > 0);
    assert!(
        wrong.is_empty(),
        "{} of {replayed}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_lane_lost_under_one_account_policy_is_found_again_under_the_next() {
    let (_server, variables) = serve(&["--fault", "policy-minimum-one-more"]);
    let folder = tempfile::tempdir().unwrap();
    // Where the minimum is 128 nothing can be set, and which password is in force is not known.
    let cases = ["-j1", "policy/length/min-128-128", "policy/epoch/loosened"];
    let (path, _) = report(folder.path(), &variables, &cases);
    let text = std::fs::read_to_string(path).unwrap();
    let fails = |case: &str| {
        text.contains(&format!(
            "{case}\",\"section\":\"{}\",\"verdict\":\"fail\"",
            case.rsplit_once('/').unwrap().0
        ))
    };
    assert!(cases[1..].iter().all(|case| fails(case)), "{text}");
}

#[test]
fn a_section_that_hung_is_replayed_to_its_end() {
    let (_server, variables) = serve(&["--fault", "hang-on-missing"]);
    let timeout = ["--timeout", "300ms"];
    let folder = tempfile::tempdir().unwrap();
    // Those under way when the third one hangs are tried too: on one lane a replay would not come to them.
    let (path, _) = report(
        folder.path(),
        &variables,
        &[&timeout[..], &["frontend/names"]].concat(),
    );
    let replay = ["replay", "-q", "-j1", path.to_str().unwrap()];
    let lines = outcomes(&run(&variables, &[&replay[..], &timeout].concat()));
    assert!(lines.len() > 3, "{lines:#?}");
    assert!(
        lines.iter().all(|line| line.starts_with("FAILED")),
        "{lines:#?}"
    );
}
