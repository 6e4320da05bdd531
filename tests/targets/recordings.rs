//! What is recorded of a run, and that it is told again as it was.

use std::fs;

use base64::Engine as _;
use pwspec::password::{Forge, Recipe};
use serde_json::Value;

use crate::told::{CASES, FAULT, RED, World, files, told};

static SCHEMA: &str = include_str!("../../fixtures/events.schema.json");

/// What a finding says, without where and when.
fn said(finding: &Value) -> [Value; 8] {
    [
        "check",
        "lane",
        "clause",
        "level",
        "provenance",
        "verdict",
        "wanted",
        "got",
    ]
    .map(|key| finding[key].clone())
}

#[test]
fn a_recording_tells_the_verdicts_and_findings_of_the_run_that_was_recorded() {
    let world = World::of(&FAULT);
    let then = world.record(&[CASES, "--report", "ndjson=-"]);
    assert_eq!(then.exit, 1, "{}", then.err);
    // Nobody is asked: there are no keys, and no endpoint but the recording.
    let target = world.target();
    let words = [
        "run",
        "--endpoint-url",
        &target,
        "--report",
        "ndjson=-",
        CASES,
    ];
    let now = told(&[], &words);
    assert_eq!(now.exit, 1, "{}", now.err);
    let verdicts = |told: &crate::told::Told| {
        let mut verdicts: Vec<(String, String)> = told
            .lines("case")
            .iter()
            .map(|case| (case["id"].to_string(), case["verdict"].to_string()))
            .collect();
        verdicts.sort();
        verdicts
    };
    assert!(verdicts(&now).contains(&(format!("\"{RED}\""), "\"fail\"".to_owned())));
    assert_eq!(verdicts(&then), verdicts(&now));
    let findings = |told: &crate::told::Told| {
        let mut findings: Vec<_> = told.lines("finding").iter().map(said).collect();
        findings.sort_by_key(|said| said[0].to_string());
        findings
    };
    assert!(!findings(&now).is_empty());
    assert_eq!(findings(&then), findings(&now));
    let remarks = now.lines("remark");
    let origin = remarks[0]["text"].as_str().unwrap();
    let from = format!(
        "from {} by pwspec {}",
        world.url(),
        env!("CARGO_PKG_VERSION")
    );
    assert!(
        origin.starts_with("recorded on 2") && origin.ends_with(&from),
        "{origin}"
    );
}

#[test]
fn a_recording_is_a_report_that_other_commands_read_and_its_answers_are_snapshots() {
    let world = World::of(&FAULT);
    assert_eq!(world.record(&[CASES]).exit, 1);
    let file = world.recording().join("recording.ndjson");
    let text = fs::read_to_string(&file).unwrap();
    let schema = serde_json::from_str(SCHEMA).unwrap();
    let judge = jsonschema::validator_for(&schema).unwrap();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        if let Err(error) = judge.validate(&value) {
            panic!("{error}: {line}");
        }
    }
    let replayed = told(&world.variables, &["replay", file.to_str().unwrap(), "-q"]);
    assert_eq!(replayed.exit, 1, "{}", replayed.out);
    assert!(replayed.out.contains("FAILED"), "{}", replayed.out);
    let snapshots = world.recording();
    let words = [
        "run",
        CASES,
        "--snapshots",
        snapshots.to_str().unwrap(),
        "--report",
        "ndjson=-",
    ];
    let again = told(&world.variables, &words);
    let lanes: Vec<_> = again
        .lines("finding")
        .iter()
        .map(|one| one["lane"].clone())
        .collect();
    assert!(
        !lanes.is_empty() && lanes.iter().all(|lane| lane == "clause"),
        "{lanes:?}"
    );
}

#[test]
fn a_trace_shows_the_recorded_answers_with_references_in_place_of_what_varied() {
    let world = World::of(&[]);
    assert_eq!(world.record(&["sample"]).exit, 0);
    let target = world.target();
    let words = ["run", "sample", "--endpoint-url", &target, "--trace", "all"];
    let traced = told(&[], &words);
    assert_eq!(traced.exit, 0, "{}", traced.err);
    for text in ["NewPassword=", "ChangePasswordResponse", "request-id:1"] {
        assert!(traced.out.contains(text), "{text}: {}", traced.out);
    }
}

#[test]
fn a_recording_holds_neither_a_key_nor_a_password() {
    let world = World::of(&FAULT);
    assert_eq!(world.record(&["new-password/length", "sample"]).exit, 1);
    let secrets = world
        .variables
        .iter()
        .filter(|(name, _)| name.contains("KEY"))
        .map(|(_, value)| value.clone());
    let made = [Recipe::ascii(128), Recipe::ascii(64), Recipe::latin1(64)];
    let made = made.iter().map(|recipe| {
        let secret = Forge::plain().make(recipe, None).unwrap();
        secret.text().unwrap().to_owned()
    });
    let secrets: Vec<String> = secrets.chain(made).collect();
    assert_eq!(secrets.len(), 7);
    for (name, text) in files(&world.recording()) {
        for form in secrets.iter().flat_map(|secret| forms(secret)) {
            assert!(!text.contains(&form), "{name} holds a secret");
        }
    }
}

/// A secret as it is, percent-encoded, as JSON and XML escape it, and in base64.
fn forms(secret: &str) -> Vec<String> {
    let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let xml = secret
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let json = Value::from(secret).to_string();
    vec![
        secret.to_owned(),
        percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC)
            .to_string(),
        percent,
        xml,
        json.trim_matches('"').to_owned(),
        base64::engine::general_purpose::STANDARD.encode(secret),
    ]
}

#[test]
fn a_later_recording_takes_the_place_of_the_earlier_one() {
    let world = World::of(&[]);
    assert_eq!(world.record(&["sample", CASES]).exit, 0);
    let told = world.record(&["sample"]);
    assert_eq!(told.exit, 0, "{}", told.err);
    assert!(told.out.contains("answers recorded in"), "{}", told.out);
    let names: Vec<String> = files(&world.recording())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["recording.ndjson", "sample.snap"]);
}

#[test]
fn a_run_that_could_judge_nothing_leaves_the_earlier_recording_as_it_is() {
    let world = World::of(&[]);
    assert_eq!(world.record(&["sample"]).exit, 0);
    let before = files(&world.recording());
    let directory = world.recording();
    let port = crate::common::free_port();
    let url = format!("http://127.0.0.1:{port}");
    let words = [
        "run",
        "sample",
        "--endpoint-url",
        &url,
        "--record",
        directory.to_str().unwrap(),
    ];
    let away = told(&world.variables, &words);
    assert_eq!(away.exit, 3, "{}", away.out);
    assert!(away.out.contains("nothing is recorded in"), "{}", away.out);
    assert_eq!(files(&directory), before);
}
