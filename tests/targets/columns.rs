//! A recording beside an endpoint: one matrix, and where they differ.

use std::fs;

use crate::told::{CASES, FAULT, RED, World, told};

/// An endpoint that is as it must be, and the recording of one that is not.
fn both(words: &[&str]) -> crate::told::Told {
    let (right, wrong) = (World::of(&[]), World::of(&FAULT));
    assert_eq!(wrong.record(&[CASES]).exit, 1);
    let target = wrong.target();
    let mut all = vec![
        "run",
        "--endpoint-url",
        right.url(),
        "--endpoint-url",
        &target,
    ];
    all.extend(words);
    told(&right.variables, &all)
}

#[test]
fn every_report_shows_a_recording_as_one_more_column() {
    let folder = tempfile::tempdir().unwrap();
    let formats = ["junit", "html", "markdown", "sarif", "ndjson"];
    let reports =
        formats.map(|format| format!("--report={format}={}", folder.path().join(format).display()));
    let mut words = vec![CASES];
    words.extend(reports.iter().map(String::as_str));
    let told = both(&words);
    // The endpoint is right, and the recording is not: the most severe of both.
    assert_eq!(told.exit, 1, "{}", told.err);
    for text in [
        "[2] recorded:",
        "where the targets differ",
        "[1] pass  [2] fail",
    ] {
        assert!(told.out.contains(text), "{text}: {}", told.out);
    }
    for format in formats {
        let text = fs::read_to_string(folder.path().join(format)).unwrap();
        assert!(text.contains("recorded:"), "{format}");
        assert!(text.contains("65-latin1"), "{format}");
    }
    let ndjson = fs::read_to_string(folder.path().join("ndjson")).unwrap();
    let difference = "{\"v\":1,\"type\":\"difference\",\"case\":\"new-password/length/65-latin1\",\
                      \"verdicts\":[\"pass\",\"fail\"],\"got\":[null,\"400 ValidationError\"]}";
    assert!(ndjson.contains(difference), "{ndjson}");
    let markdown = fs::read_to_string(folder.path().join("markdown")).unwrap();
    assert!(
        markdown.contains("## Where the targets differ"),
        "{markdown}"
    );
    let html = fs::read_to_string(folder.path().join("html")).unwrap();
    assert!(html.contains("Where the targets differ"));
    assert!(!html.contains("They do not."));
}

#[test]
fn what_is_not_in_the_recording_is_blocked_and_no_fault_of_the_run() {
    let told = both(&["sample", "--report", "ndjson=-"]);
    assert_eq!(told.exit, 0, "{}", told.err);
    let cases = told.lines("case");
    let of_recording: Vec<_> = cases
        .iter()
        .filter(|case| case["target"].as_str().unwrap().starts_with("recorded:"))
        .filter(|case| case["id"] != "preflight")
        .collect();
    assert!(!of_recording.is_empty());
    for case in of_recording {
        assert_eq!(case["verdict"], "blocked", "{case}");
        assert_eq!(case["reason"], "it is not in the recording", "{case}");
    }
}

#[test]
fn a_baseline_of_a_recording_is_held_against_what_was_recorded() {
    let world = World::of(&FAULT);
    assert_eq!(world.record(&[RED]).exit, 1);
    let known = world.recording().with_file_name("known.toml");
    let target = world.target();
    let flags = [
        "--endpoint-url",
        &target,
        "--baseline",
        known.to_str().unwrap(),
        RED,
    ];
    let update = [
        &["baseline", "update", "--reason", "counts bytes"],
        &flags[..],
    ]
    .concat();
    let updated = told(&[], &update);
    assert_eq!(updated.exit, 0, "{}{}", updated.out, updated.err);
    let run = [&["run"], &flags[..]].concat();
    let again = told(&[], &run);
    assert_eq!(again.exit, 0, "{}{}", again.out, again.err);
}
