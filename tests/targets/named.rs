//! Targets by their names in the configuration file, with keys, baselines and snapshots of their own.

use std::fs;

use crate::lab::Lab;
use crate::told::{CASES, FAULT, RED, World, files};

/// One endpoint as it must be, and one that counts bytes, each with keys of its own.
fn both(keys: &str) -> (Lab, [World; 2]) {
    let (right, wrong) = (World::of(&[]), World::of(&FAULT));
    let lab =
        Lab::new()
            .with("right", right.url(), &right, "")
            .with("wrong", wrong.url(), &wrong, keys);
    (lab, [right, wrong])
}

const TWO: [&str; 5] = ["run", "--target", "right", "--target", "wrong"];

fn on_both<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&TWO, words].concat()
}

#[test]
fn two_endpoints_with_keys_of_their_own_are_one_matrix() {
    let (lab, [_right, wrong]) = both("");
    let told = lab.told(&on_both(&[CASES]));
    assert_eq!(told.exit, 1, "{}{}", told.out, told.err);
    let place = format!("wrong is {}", wrong.url());
    for text in [
        "[1] right\n[2] wrong\n",
        "where the targets differ",
        "[1] pass  [2] fail",
        &place,
        "again   pwspec replay --target wrong",
    ] {
        assert!(told.out.contains(text), "{text}: {}", told.out);
    }
    let again = lab.told(&["replay", "--target", "wrong", RED]);
    assert_eq!(again.exit, 1, "{}", again.out);
}

#[test]
fn every_report_calls_a_target_by_its_name_and_holds_no_key() {
    let (lab, _worlds) = both("");
    let formats = ["junit", "html", "markdown", "sarif", "ndjson", "human"];
    let reports = formats.map(|format| format!("--report={format}={format}"));
    let mut words = on_both(&[CASES, "--trace", "all"]);
    words.extend(reports.iter().map(String::as_str));
    let told = lab.told(&words);
    assert_eq!(told.exit, 1, "{}{}", told.out, told.err);
    let reports = formats.map(|format| fs::read_to_string(lab.path(format)).unwrap());
    for (format, text) in formats.iter().zip(&reports) {
        for name in ["right", "wrong", "65-latin1"] {
            assert!(text.contains(name), "{format}: {name}");
        }
    }
    for text in reports.iter().chain([&told.out, &told.err]) {
        let secret = lab.secrets().find(|secret| text.contains(secret));
        // An access key that was sent is shown by a trace; its secret never is.
        assert!(secret.is_none_or(|secret| secret.starts_with("AKIA")));
    }
}

#[test]
fn every_target_is_held_against_a_baseline_of_its_own() {
    let (lab, _worlds) = both("baseline = \"known/wrong.toml\"");
    let missing = lab.told(&on_both(&[CASES]));
    assert_eq!(missing.exit, 2, "{}", missing.out);
    assert!(
        missing
            .err
            .contains("failed to read the baseline known/wrong.toml"),
        "{}",
        missing.err
    );
    fs::create_dir(lab.path("known")).unwrap();
    let update = [
        "baseline",
        "update",
        "--target",
        "wrong",
        CASES,
        "--reason",
        "counts bytes",
    ];
    let updated = lab.told(&update);
    assert_eq!(updated.exit, 0, "{}{}", updated.out, updated.err);
    let text = fs::read_to_string(lab.path("known/wrong.toml")).unwrap();
    assert!(text.contains("target = \"wrong\""), "{text}");
    // Once more: what the file knows is not taken for what passes.
    let twice = lab.told(&update);
    assert!(twice.out.contains("needs no change"), "{}", twice.out);
    let checked = lab.told(&["baseline", "check", "--target", "wrong", CASES]);
    assert_eq!(checked.exit, 0, "{}{}", checked.out, checked.err);
    let told = lab.told(&on_both(&[CASES]));
    assert_eq!(told.exit, 0, "{}{}", told.out, told.err);
    assert!(told.out.contains("[1] pass  [2] known"), "{}", told.out);
    let unnamed = lab.told(&["baseline", "check", "--target", "right", CASES]);
    assert_eq!(unnamed.exit, 2);
    assert!(
        unnamed.err.contains("give --baseline FILE"),
        "{}",
        unnamed.err
    );
}

#[test]
fn every_target_is_held_against_recorded_answers_of_its_own() {
    let (before, now) = (World::of(&[]), World::of(&FAULT));
    let lab = Lab::new()
        .with("one", now.url(), &now, "snapshots = \"snapshots/one\"")
        .with("two", now.url(), &now, "snapshots = \"snapshots/two\"")
        .with(
            "before",
            before.url(),
            &before,
            "snapshots = \"snapshots/two\"",
        );
    let both = ["run", "--target", "one", "--target", "two", RED];
    let recorded = lab.told(&[&both[..], &["--update-snapshots"]].concat());
    // It is wrong, and it is recorded.
    assert_eq!(recorded.exit, 1, "{}{}", recorded.out, recorded.err);
    for name in ["snapshots/one", "snapshots/two"] {
        assert_eq!(files(&lab.path(name)).len(), 1, "{name}");
    }
    let before = lab.told(&["run", "--target", "before", RED, "--update-snapshots"]);
    assert_eq!(before.exit, 0, "{}{}", before.out, before.err);
    let drifted = lab.told(&[&both[..], &["--report", "ndjson=-"]].concat());
    assert_eq!(drifted.exit, 1, "{}", drifted.err);
    let findings = drifted.lines("finding");
    let drifts = findings.iter().filter(|one| one["lane"] == "snapshot");
    let of: Vec<_> = drifts.map(|one| one["target"].as_str().unwrap()).collect();
    assert_eq!(of, ["two"]);
}

#[test]
fn a_recording_has_a_name_and_a_baseline_too() {
    let world = World::of(&FAULT);
    let lab = Lab::new().with("wrong", world.url(), &world, "");
    let kept = lab.told(&["run", "--target", "wrong", "--record", "rec", RED]);
    assert_eq!(kept.exit, 1, "{}{}", kept.out, kept.err);
    let known = "version = 1\ntarget = \"then\"\n[[known]]\ncheck = \"new-password/length/65-latin1:*\"\nobserved = \"x\"\n";
    fs::write(lab.path("then.toml"), known).unwrap();
    let then = "[target.then]\nendpoint-url = \"recorded:rec\"\nbaseline = \"then.toml\"\n";
    lab.write(&format!("{}\n{then}", lab.text()));
    let update = lab.told(&[
        "baseline", "update", "--target", "then", RED, "--reason", "then",
    ]);
    assert_eq!(update.exit, 0, "{}{}", update.out, update.err);
    let told = lab.told(&["run", "--target", "then", RED, "--report", "ndjson=-"]);
    assert_eq!(told.exit, 0, "{}{}", told.out, told.err);
    let remarks = told.lines("remark");
    assert_eq!(remarks[0]["text"], "then is recorded:rec");
    let origin = remarks[1]["text"].as_str().unwrap();
    assert!(
        origin.starts_with("recorded on 2") && origin.contains(" from wrong by "),
        "{origin}"
    );
}

#[test]
fn a_configuration_elsewhere_is_named_by_a_flag_and_named_again() {
    let world = World::of(&FAULT);
    let lab = Lab::new().with("lab", world.url(), &world, "");
    fs::create_dir(lab.path("etc")).unwrap();
    fs::rename(lab.path("pwspec.toml"), lab.path("etc/targets.toml")).unwrap();
    let told = lab.told(&[
        "run",
        "--config",
        "etc/targets.toml",
        "--target",
        "lab",
        RED,
    ]);
    assert_eq!(told.exit, 1, "{}{}", told.out, told.err);
    let again = "pwspec replay --target lab --config etc/targets.toml";
    assert!(told.out.contains(again), "{}", told.out);
}

#[test]
fn a_target_by_url_stands_before_those_by_name() {
    let world = World::of(&[]);
    let lab = Lab::new().with("lab", world.url(), &world, "");
    let kept = lab.told(&["run", "--target", "lab", "--record", "rec", "sample"]);
    assert_eq!(kept.exit, 0, "{}", kept.err);
    let words = [
        "run",
        "--target",
        "lab",
        "--endpoint-url",
        "recorded:rec",
        "sample",
    ];
    let told = lab.told(&words);
    assert_eq!(told.exit, 0, "{}{}", told.out, told.err);
    assert!(
        told.out.contains("[1] recorded:rec\n[2] lab\n"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("the targets do not differ"),
        "{}",
        told.out
    );
}
