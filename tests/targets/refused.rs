//! What cannot be recorded or read back: exit 2, before anything is asked.

use std::fs;

use crate::lab::Lab;
use crate::told::{Told, World, told};

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

/// The program in a directory with this `pwspec.toml`.
fn with(text: &str, words: &[&str]) -> Told {
    let lab = Lab::new();
    lab.write(text);
    let told = lab.told(words);
    assert_eq!((told.exit, told.out.as_str()), (2, ""), "{}", told.err);
    assert!(told.err.starts_with("pwspec: failed to "), "{}", told.err);
    told
}

#[test]
fn a_configuration_that_is_wrong_is_told_with_its_place_before_anything_is_asked() {
    let lab = "version = 1\n[target.lab]\nendpoint-url = \"http://127.0.0.1:1\"\n";
    let secret = format!("{lab}secret-access-key = \"sesame\"\n");
    for (text, why) in [
        (
            "version = 1\n[target.lab\n",
            "read the configuration pwspec.toml, line 2, column 12: it is not TOML: ",
        ),
        (
            &format!("{lab}regoin = \"x\"\n"),
            "line 4, column 1: the target lab has no key \"regoin\": did you mean region?",
        ),
        (&secret, "no secret stands in this file"),
    ] {
        for words in [
            &["run", "--target", "lab", "sample"][..],
            &["run", "--config", "pwspec.toml", "sample"],
            &["baseline", "check", "--target", "lab"],
            &["replay", "sample/post", "--target", "lab"],
            &["clean", "--target", "lab"],
        ] {
            let told = with(text, words);
            assert!(told.err.contains(why), "{words:?}: {}", told.err);
            assert!(!told.err.contains("sesame"), "{}", told.err);
        }
    }
}

#[test]
fn a_configuration_that_is_not_there_or_is_no_text_is_named_with_the_flags() {
    let told = refused(&["run", "--target", "lab", "--config", "no/such.toml"]);
    let why = "read the configuration no/such.toml: No such file";
    assert!(told.err.contains(why), "{}", told.err);
    assert!(
        told.err.contains("see --target and --config"),
        "{}",
        told.err
    );
    let lab = Lab::new();
    fs::write(lab.path("pwspec.toml"), b"\xff").unwrap();
    let told = lab.told(&["run", "--target", "lab"]);
    assert_eq!(told.exit, 2);
    assert!(told.err.contains("it is no text in UTF-8"), "{}", told.err);
}

#[test]
fn a_variable_that_is_not_set_is_named_with_what_is_taken_from_it() {
    let text = "version = 1\n[target.lab]\nendpoint-url = \"http://127.0.0.1:1\"\n[target.lab.variables]\n\
                AWS_ACCESS_KEY_ID = \"LAB_KEY\"\nAWS_SECRET_ACCESS_KEY = \"LAB_SECRET\"\n";
    let told = with(text, &["run", "--target", "lab", "sample"]);
    let why = "failed to take AWS_ACCESS_KEY_ID from LAB_KEY: it is not set";
    assert!(told.err.contains(why), "{}", told.err);
}

#[test]
fn several_targets_share_neither_a_baseline_nor_a_directory_to_record_in() {
    let world = World::of(&[]);
    let lab = Lab::new()
        .with("one", world.url(), &world, "")
        .with("two", world.url(), &world, "");
    let both = ["run", "--target", "one", "--target", "two", "sample"];
    for (flags, why) in [
        (
            &["--baseline", "known.toml"][..],
            "hold 2 endpoints against one baseline",
        ),
        (&["--record", "rec"], "record 2 targets in one directory"),
        (
            &["--snapshots", "set", "--update-snapshots"],
            "record the answers of 2 endpoints in one directory",
        ),
        (
            &["--update-snapshots"],
            "--update-snapshots needs a directory",
        ),
    ] {
        let told = lab.told(&[&both[..], flags].concat());
        assert_eq!((told.exit, told.out.as_str()), (2, ""), "{}", told.err);
        assert!(told.err.contains(why), "{why}: {}", told.err);
    }
}
