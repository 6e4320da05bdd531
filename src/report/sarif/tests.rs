//! What code scanning reads, in whole, and held against the published schema.

use std::process::Command;

use serde_json::Value;

use super::report::within;
use super::sarif;
use crate::case::{Check, Finding};
use crate::report::digest::Told;
use crate::report::samples::*;
use crate::runner::Event;

fn rendered(events: &[Event]) -> Value {
    let mut told = Told::default();
    events.iter().for_each(|event| told.note(event));
    serde_json::from_str(&sarif(&told, &[]).unwrap()).unwrap()
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().unwrap()
}

/// The schema of OASIS, as the crate that makes the document carries it.
fn published() -> Value {
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    // What other platforms need is not there to be asked for.
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let metadata = cargo(&[
        "metadata",
        "--format-version=1",
        "--offline",
        "--locked",
        "--filter-platform",
        host.unwrap(),
    ]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
    let schema = std::fs::read_to_string(manifest.with_file_name("src/schema.json")).unwrap();
    // As published, the pattern of a language has a bracket that a strict reader of patterns takes for a mistake.
    let mended = schema.replace("{2}]?$", r"{2}\\]?$");
    assert_ne!(schema, mended);
    serde_json::from_str(&mended).unwrap()
}

#[test]
fn a_run_in_which_everything_happened() {
    let mut log = rendered(&everything());
    // The version and the rows of the ledger are what may change.
    let driver = &mut log["runs"][0]["tool"]["driver"];
    driver["version"] = "VERSION".into();
    driver["semanticVersion"] = "VERSION".into();
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        result["locations"][0]["physicalLocation"]["region"]["startLine"] = "LINE".into();
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn the_document_is_valid_by_the_published_schema() {
    let schema = published();
    assert!(
        schema["$id"]
            .as_str()
            .unwrap()
            .ends_with("/sarif-schema-2.1.0.json")
    );
    let judge = jsonschema::validator_for(&schema).unwrap();
    for events in [everything(), on_two_targets(), Vec::new()] {
        let log = rendered(&events);
        let wrong: Vec<String> = judge
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    let mut wrong = rendered(&everything());
    wrong["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(!judge.is_valid(&wrong));
}

#[test]
fn a_result_points_at_the_row_of_its_clause() {
    let log = rendered(&everything());
    let ledger = include_str!("../../../fixtures/clauses.toml");
    for result in results(&log) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "fixtures/clauses.toml");
        let line = place["region"]["startLine"].as_u64().unwrap();
        let rule = result["ruleId"].as_str().unwrap();
        let row = ledger.lines().nth(line as usize - 1).unwrap();
        if rule != "snapshot" {
            assert_eq!(row, format!("id = \"{rule}\""));
        }
    }
}

#[test]
fn a_result_refers_to_its_own_rule() {
    let log = rendered(&everything());
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    for result in results(&log) {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

fn fingerprint(target: &str, id: &str, got: &str) -> String {
    let mut found = failed(1, id, &[Check::Status]);
    found.findings[0].got = got.to_owned();
    let log = rendered(&[started(&[target], 1), told(found)]);
    let prints = &results(&log)[0]["partialFingerprints"];
    prints["pwspec/v1"].as_str().unwrap().to_owned()
}

#[test]
fn a_fingerprint_is_of_the_check_and_of_what_came() {
    let one = fingerprint(TARGET, "a/x", "500");
    assert_eq!(one, fingerprint(OTHER, "a/x", "500"), "ports come and go");
    assert_ne!(one, fingerprint(TARGET, "a/y", "500"));
    assert_ne!(one, fingerprint(TARGET, "a/x", "404"));
    // Alerts are told apart by it: a change of how it is made would open every one of them again.
    assert_eq!(one, "7110523de52e804265365fd7fba25e14");
}

#[test]
fn two_targets_have_fingerprints_of_their_own() {
    let found = failed(1, "a/x", &[Check::Status]);
    let mut other = found.clone();
    other.target = 1;
    let log = rendered(&[started(&[TARGET, OTHER], 1), told(found), told(other)]);
    let [one, two] = results(&log) else {
        panic!("two results")
    };
    assert_ne!(one["partialFingerprints"], two["partialFingerprints"]);
    assert_ne!(
        one["locations"][0]["logicalLocations"],
        two["locations"][0]["logicalLocations"]
    );
}

#[test]
fn what_github_would_refuse_for_its_length_is_cut_from_its_end() {
    let mut many = failed(1, "a/x", &[Check::Status]);
    let note = noted(2, "a/y").findings.remove(0);
    let fail = many.findings.remove(0);
    many.findings = vec![note; 3];
    many.findings.extend(vec![fail; 2]);
    let mut told_of = Told::default();
    for event in [started(&[TARGET], 1), told(many)] {
        told_of.note(&event);
    }
    let log = serde_json::from_str(&within(4, &told_of, &[]).unwrap()).unwrap();
    assert_eq!(results(&log).len(), 4);
    let grave = |result: &&Value| result["level"] == "error";
    assert_eq!(results(&log).iter().filter(grave).count(), 2);
    let notifications = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(
        notifications.contains("1 result left out"),
        "{notifications}"
    );
}

#[test]
fn what_is_known_is_suppressed_and_nothing_else() {
    let log = rendered(&everything());
    for result in results(&log) {
        let known = result["properties"]["verdict"] == "known";
        assert_eq!(result.get("suppressions").is_some(), known, "{result}");
    }
}

#[test]
fn a_text_of_an_endpoint_stays_a_text() {
    let mut found = failed(1, "a/x", &[Check::Status]);
    found.findings[0] = Finding {
        got: "\u{1b}[2J\"}]\n\u{202e}".to_owned(),
        ..found.findings[0].clone()
    };
    let log = rendered(&[started(&[TARGET], 1), told(found)]);
    let text = results(&log)[0]["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with(r#"got \u{1b}[2J"}]\n\u{202e}, wanted"#),
        "{text}"
    );
}
