//! `pwspec fuzz`, through the built binary.

mod common;
#[path = "common/hostile/mod.rs"]
#[expect(dead_code, reason = "every test file uses its own part of it")]
mod hostile;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

use common::{pwspec, serve, text};
use hostile::Hostile;
use pwspec::fuzz::{Sequence, sequences};

/// A run that is bounded by what it does, not by how busy the machine is.
const TIME: [&str; 2] = ["--max-time", "300s"];

fn fuzz(variables: &[(String, String)], arguments: &[&str]) -> Output {
    let mut command = pwspec();
    command.envs(variables.iter().cloned()).arg("fuzz");
    command.args(TIME).args(arguments).output().unwrap()
}

fn replay(variables: &[(String, String)], path: &Path) -> (Option<i32>, String) {
    let mut command = pwspec();
    command.envs(variables.iter().cloned());
    let output = command.args(["replay", "-q"]).arg(path).output().unwrap();
    (output.status.code(), text(&output).0)
}

fn files(directory: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(directory).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// What was written about the root causes of which the ids begin so.
fn found(directory: &Path, beginning: &str) -> Vec<(PathBuf, Sequence)> {
    let files = files(directory).into_iter();
    let read = files.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path, sequences(&text).unwrap().remove(0))
    });
    read.filter(|(_, sequence)| sequence.id.as_ref().unwrap().starts_with(beginning))
        .collect()
}

/// A number of the last line: that before the word.
fn counted(output: &Output, word: &str) -> usize {
    let out = text(output).0;
    let line = out.lines().last().unwrap_or_default();
    let before = line.split(word).next().unwrap().trim_end();
    let number = before.rsplit(' ').next().unwrap();
    number.parse().unwrap_or_else(|_| panic!("{line}"))
}

#[test]
fn nothing_is_found_in_the_embedded_endpoint() {
    let output = fuzz(&[], &["--max-calls", "1500", "--seed", "11"]);
    let (out, err) = text(&output);
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.contains(" 0 root causes, seed 11"), "{out}");
    let calls = counted(&output, "calls");
    assert!((1_400..1_700).contains(&calls), "{out}");
}

#[test]
fn a_fault_is_found_shrunk_to_few_plain_steps_and_replayed_from_its_file() {
    let faults = [
        ("new-length-bytes", "fuzz/status/", 1),
        ("same-any-case", "fuzz/", 2),
        ("validation-500", "fuzz/status/", 1),
        ("content-type-missing", "fuzz/content-type/", 1),
    ];
    for (fault, beginning, steps) in faults {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().to_str().unwrap();
        let (served, variables) = serve(&["--fault", fault]);
        let output = fuzz(&variables, &["--max-calls", "4000", "--findings", place]);
        let (out, err) = text(&output);
        assert_eq!(output.status.code(), Some(1), "{fault}: {out}{err}");
        let found = found(folder.path(), beginning);
        let (path, sequence) = found.first().unwrap_or_else(|| panic!("{fault}: {out}"));
        let left = sequence.script.steps.len();
        assert!(left <= steps, "{fault}: {left} steps: {out}");
        assert!(out.contains(path.to_str().unwrap()), "{out}");
        assert!(out.contains("CaseBuilder::new(\"fuzz\", "), "{out}");

        let (exit, told) = replay(&variables, path);
        let id = sequence.id.as_ref().unwrap();
        assert_eq!(exit, Some(1), "{told}");
        assert!(told.contains(&format!("FAILED  {id}")), "{told}");
        drop(served);
        let (exit, told) = replay(&[], path);
        assert_eq!(exit, Some(0), "{told}");
        assert!(told.contains(&format!("FIXED   {id}")), "{told}");
    }
}

#[test]
fn the_same_seed_draws_the_same_sequences_and_another_draws_others() {
    let kept = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().to_str().unwrap();
        let output = fuzz(
            &[],
            &["--max-calls", "900", "--seed", seed, "--corpus", place],
        );
        assert_eq!(output.status.code(), Some(0), "{:?}", text(&output));
        let files = files(folder.path()).into_iter();
        files
            .map(|path| path.file_name().unwrap().to_owned())
            .collect::<BTreeSet<_>>()
    };
    let (one, again, other) = (kept("5"), kept("5"), kept("6"));
    assert!(one.len() > 20, "{one:?}");
    // The last sequence before the end may be another one: calls that are tried again count too.
    assert!(
        one.symmetric_difference(&again).count() <= 1,
        "{one:?} {again:?}"
    );
    assert!(one.intersection(&other).count() < one.len() / 2);
}

#[test]
fn a_corpus_is_taken_up_again_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let first = fuzz(&[], &["--max-calls", "1500", "--corpus", place]);
    assert_eq!(first.status.code(), Some(0), "{:?}", text(&first));
    let kept = files(folder.path());
    let resumed = fuzz(
        &[],
        &["--max-calls", "700", "--seed", "1", "--corpus", place],
    );
    let anew = fuzz(&[], &["--max-calls", "700", "--seed", "1"]);
    assert!(counted(&resumed, "novelties") > counted(&anew, "novelties"));
    assert!(kept.is_subset(&files(folder.path())));
}

#[test]
fn what_the_baseline_has_fails_no_run() {
    let folder = tempfile::tempdir().unwrap();
    let (_served, variables) = serve(&["--fault", "content-type-missing"]);
    let baseline = folder.path().join("known.toml");
    let arguments = [
        "--max-calls",
        "300",
        "--baseline",
        baseline.to_str().unwrap(),
    ];
    fs::write(&baseline, "version = 1\ntarget = \"it\"\n").unwrap();
    let output = fuzz(&variables, &arguments);
    assert_eq!(output.status.code(), Some(1), "{:?}", text(&output));
    let got = text(&output).0;
    let got = got
        .lines()
        .find_map(|line| line.trim().strip_prefix("got "));
    let entry = format!(
        "version = 1\ntarget = \"it\"\n\n[[known]]\ncheck = \"fuzz/content-type/**:content-type\"\nobserved = {:?}\nreason = \"no header\"\n",
        got.unwrap().trim()
    );
    fs::write(&baseline, entry).unwrap();
    let output = fuzz(&variables, &arguments);
    assert_eq!(output.status.code(), Some(0), "{:?}", text(&output));
    assert!(text(&output).0.contains("1 known"), "{:?}", text(&output));
}

#[test]
fn no_password_is_printed_even_where_the_endpoint_does() {
    let (_served, variables) = serve(&["--fault", "leak-new-in-validation"]);
    let output = fuzz(&variables, &["--max-calls", "2500", "--report", "ndjson=-"]);
    assert_eq!(output.status.code(), Some(1), "{:?}", text(&output));
    let (out, err) = text(&output);
    for told in [out, err] {
        assert!(!told.contains("Aa0-Bb1_Cc2-"), "{told}");
    }
}

#[test]
fn a_call_that_hangs_and_a_connection_that_is_dropped_are_found() {
    for (fault, got) in [
        ("hang-on-missing", "no answer (timeout)"),
        ("drop-on-nul", "no answer (closed)"),
    ] {
        let (_served, variables) = serve(&["--fault", fault]);
        let arguments = [
            "--max-calls",
            "5000",
            "--max-time",
            "40s",
            "--timeout",
            "300ms",
        ];
        let mut command = pwspec();
        command.envs(variables).arg("fuzz").args(arguments);
        let output = command.output().unwrap();
        let (out, err) = text(&output);
        assert_eq!(output.status.code(), Some(1), "{fault}: {out}{err}");
        assert!(out.contains(got), "{fault}: {out}");
    }
}

#[test]
fn an_endpoint_that_dies_ends_the_run_and_what_was_sent_last_is_told() {
    let (_served, mut variables) = serve(&[]);
    let url = variables
        .iter_mut()
        .find(|(name, _)| name == "AWS_ENDPOINT_URL_IAM")
        .unwrap();
    let dies = Hostile::before(&url.1, "dies", |nth, _| nth == 120);
    url.1 = dies.url();
    let begun = Instant::now();
    let output = fuzz(&variables, &["--timeout", "1s"]);
    let (out, err) = text(&output);
    // Users stay where nobody can delete them.
    assert!(matches!(output.status.code(), Some(3 | 6)), "{out}{err}");
    assert!(out.contains("the endpoint is gone"), "{out}");
    assert!(begun.elapsed() < Duration::from_secs(120));
}

#[test]
fn what_cannot_be_is_refused_with_the_flag_that_asks_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(place("file"), "").unwrap();
    fs::create_dir(place("garbled")).unwrap();
    fs::write(place("garbled/a.json"), "{\"v\":1}").unwrap();
    let two = "http://127.0.0.1:1";
    let (file, garbled, below) = (place("file"), place("garbled"), place("file/x"));
    for (arguments, word) in [
        (vec!["--max-time", "0s"], "--max-time"),
        (vec!["--max-calls", "0"], "--max-calls"),
        (vec!["--max-calls", "many"], "--max-calls"),
        (vec!["--seed", "a"], "--seed"),
        (vec!["--rate", "fast"], "--rate"),
        (vec!["--report", "yaml=-"], "there are human"),
        (vec!["--corpus", &file], "failed to write"),
        (vec!["--corpus", &garbled], "a.json: failed to read line 1"),
        (vec!["--findings", &below], "failed to write"),
        (vec!["--baseline", &below], "--baseline"),
        (
            vec!["--endpoint-url", two, "--endpoint-url", two],
            "takes one --endpoint-url",
        ),
    ] {
        let output = pwspec().arg("fuzz").args(&arguments).output().unwrap();
        let (out, err) = text(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {out}{err}");
        assert!(err.contains(word), "{arguments:?}: {err}");
    }
    let nobody = ["fuzz", "--max-time", "5s", "--endpoint-url", two];
    let output = pwspec()
        .args(nobody)
        .env("AWS_ACCESS_KEY_ID", "a")
        .env("AWS_SECRET_ACCESS_KEY", "b")
        .output();
    assert_eq!(output.unwrap().status.code(), Some(3));
}

#[test]
fn a_file_that_is_no_sequence_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sequence.json");
    for (content, why) in [
        ("{\"type\":\"sequence\"}", "read line 1"),
        (
            "{\"v\":1,\"type\":\"sequence\",\"script\":{\"opening\":{\"policy\":\"Any\",\"subjects\":[]},\"steps\":[]}}",
            "1 to 16 users",
        ),
    ] {
        fs::write(&path, content).unwrap();
        let output = pwspec().arg("replay").arg(&path).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).1.contains(why), "{:?}", text(&output));
    }
}

/// So long, and nothing is found.
fn finds_nothing(variables: &[(String, String)], time: &str, what: &str) {
    let mut command = pwspec();
    command.envs(variables.iter().cloned());
    let arguments = ["fuzz", "--max-time", time, "--seed", "1"];
    let output = command.args(arguments).output().unwrap();
    let (out, err) = text(&output);
    assert_eq!(output.status.code(), Some(0), "{what}: {out}{err}");
}

#[test]
#[ignore = "takes minutes: five seconds of every variant"]
fn nothing_is_found_in_any_variant_in_five_seconds() {
    for variant in pwspec::reference::variants() {
        let (_served, variables) = serve(&["--variant", variant.name]);
        finds_nothing(&variables, "5s", variant.name);
    }
}

#[test]
#[ignore = "takes two minutes"]
fn nothing_is_found_in_the_embedded_endpoint_in_two_minutes() {
    finds_nothing(&[], "120s", "the embedded endpoint");
}
