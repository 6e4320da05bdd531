//! The reports of the parts together, and of one run.

use regex::Regex;
use serde_json::Value;

use crate::world::{CASES, PARTS, World};

/// The reports that one run and the merge both write.
const REPORTS: [&str; 6] = ["human", "junit", "sarif", "markdown", "html", "ndjson"];

/// The words that ask for all of them.
fn reports(prefix: &str) -> Vec<String> {
    let word = |format: &&str| ["--report".to_owned(), format!("{format}={prefix}.{format}")];
    REPORTS.iter().flat_map(word).collect()
}

/// A report without what differs from run to run: times, request ids and names, and how many exchanges it took.
fn timeless(text: &str) -> String {
    let varying = [
        (r"\bin \d+\.\d s", "in T s"),
        (r"\d+\.\d+ ms", "T ms"),
        (r#"time="[^"]*""#, "time=T"),
        (r#"timestamp="[^"]*""#, "timestamp=T"),
        (r#""(startTimeUtc|endTimeUtc)": *"[^"]*""#, "T"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "T"),
        (r"<dt>exchanges</dt><dd>\d+</dd>", "E"),
        (r"<dt>(took|elapsed|time|duration)</dt><dd>[^<]*</dd>", "T"),
        (r"\d+\.\d s\b", "T s"),
        // Where several calls come at once, how they come out decides what is asked next.
        (r"\d+ (checks|pass\b)", "N $1"),
        (r"pwspec-[0-9a-f]{8}", "pwspec-RUN"),
    ];
    varying
        .iter()
        .fold(text.to_owned(), |text, (pattern, word)| {
            Regex::new(pattern)
                .unwrap()
                .replace_all(&text, *word)
                .into_owned()
        })
}

/// A page without what is drawn from the answers, which no NDJSON has, and without its examples, which are those that came
/// first.
fn plain(page: &str) -> String {
    let left_out = [
        r"(?s)<details><summary>\d+ exchanges? of the case</summary>.*?</details>",
        r"(?s)<figure>.*?</figure>",
        "(?s)<small>.*?</small>",
        r"(?m)^\s*\n",
    ];
    left_out.iter().fold(page.to_owned(), |page, pattern| {
        Regex::new(pattern)
            .unwrap()
            .replace_all(&page, "")
            .into_owned()
    })
}

/// The lines of a report for programs, in an order of their own, without times.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            let mut value: Value = serde_json::from_str(line).unwrap();
            let object = value.as_object_mut().unwrap();
            for varying in ["ms", "elapsed_ms"] {
                object.remove(varying);
            }
            if object["type"] == "summary" {
                // Each part has a preflight and users of its own.
                object.remove("exchanges");
            }
            value.to_string()
        })
        .collect();
    lines.sort();
    lines
}

/// The first line in which two texts differ says more than both.
fn alike(merged: &str, whole: &str, what: &str) {
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (merged.lines().collect(), whole.lines().collect());
    for (nth, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert_eq!(ours, theirs, "{what}, line {}", nth + 1);
    }
    assert_eq!(ours.len(), theirs.len(), "{what}");
}

/// The parts of a run together tell what one run tells, in every format, and end as it does.
fn agree(world: &World, by: &str, words: &[&str], parts: &[&str], exit: i32) {
    let mut whole = vec!["run"];
    let asked = reports("whole");
    whole.extend(asked.iter().map(String::as_str));
    whole.extend(words);
    let one = world.told(&whole);
    assert_eq!(one.exit, exit, "{}{}", one.out, one.err);

    let told = world.parts(by, parts);
    // Without the baseline a part may be red where all of it is known.
    let ends: Vec<i32> = told.iter().map(|told| told.exit).collect();
    assert!(
        words != parts || ends.iter().max() == Some(&exit),
        "{ends:?}"
    );
    let asked = reports("merged");
    let mut more: Vec<&str> = asked.iter().map(String::as_str).collect();
    more.extend(
        words
            .iter()
            .skip_while(|word| **word != "--baseline")
            .take(2),
    );
    let merged = world.merged(&more);
    assert_eq!(merged.exit, exit, "{}{}", merged.out, merged.err);

    alike(
        &timeless(&merged.out),
        &timeless(&one.out),
        "standard output",
    );
    for format in ["human", "junit", "sarif", "markdown"] {
        let of = |name: &str| timeless(&world.read(&format!("{name}.{format}")));
        alike(&of("merged"), &of("whole"), format);
    }
    let page = |name| timeless(&plain(&world.read(name)));
    alike(&page("merged.html"), &page("whole.html"), "html");
    let lines = |name| lines(&world.read(name)).join("\n");
    alike(&lines("merged.ndjson"), &lines("whole.ndjson"), "ndjson");
}

#[test]
fn the_parts_of_a_green_run_are_told_as_the_run() {
    agree(&World::of(&[]), "hash", &CASES, &CASES, 0);
}

#[test]
fn the_parts_of_a_red_run_are_told_as_the_run() {
    let world = World::of(&["--fault", "new-length-bytes", "--fault", "reuse-ignored"]);
    agree(&world, "hash", &CASES, &CASES, 1);
    agree(&world, "count", &CASES, &CASES, 1);
}

#[test]
fn what_the_preflights_of_the_parts_find_is_told_once() {
    let cases = ["new-password/length/6*", "auth/key", "--level", "must"];
    agree(
        &World::of(&["--fault", "success-json"]),
        "hash",
        &cases,
        &cases,
        3,
    );
    agree(
        &World::of(&["--fault", "old-unchecked"]),
        "hash",
        &cases,
        &cases,
        1,
    );
}

#[test]
fn known_failures_are_known_to_the_merge() {
    let world = World::of(&["--fault", "new-length-bytes"]);
    let cases = ["new-password/length", "old-password/length/6*"];
    let update = [
        "baseline",
        "update",
        "--baseline",
        "known.toml",
        "--reason",
        "as it is",
        cases[0],
        cases[1],
    ];
    let updated = world.told(&update);
    assert_eq!(updated.exit, 0, "{}{}", updated.out, updated.err);
    let known = [cases[0], cases[1], "--baseline", "known.toml"];
    agree(&world, "hash", &known, &cases, 0);

    // What is held against a baseline part by part is told so together.
    world.parts("hash", &known);
    let merged = world.merged(&[]);
    assert_eq!(merged.exit, 0, "{}{}", merged.out, merged.err);
    assert!(merged.out.contains(" known"), "{}", merged.out);
}

#[test]
fn a_baseline_that_is_stale_is_stale_to_the_merge() {
    let world = World::of(&[]);
    let entry = "[[known]]\ncheck = \"new-password/length/{65,66,67,68,69}-latin1:status\"\nobserved = \"400 ValidationError\"\n";
    std::fs::write(
        world.path("known.toml"),
        format!("version = 1\ntarget = \"t\"\n\n{entry}"),
    )
    .unwrap();
    let known = ["new-password/length", "--baseline", "known.toml"];
    agree(&world, "hash", &known, &known[..1], 5);

    let parts = world.parts("hash", &known);
    assert_eq!(parts.iter().map(|told| told.exit).max(), Some(5));
    let merged = world.merged(&[]);
    assert_eq!(merged.exit, 5, "{}{}", merged.out, merged.err);
}

#[test]
fn the_embedded_endpoint_of_each_part_is_one_target() {
    let world = World::of(&[]);
    for part in 1..=PARTS {
        let partition = format!("hash:{part}/{PARTS}");
        let report = format!("ndjson=part-{part}.ndjson");
        let mut command = crate::common::pwspec();
        command.current_dir(world.path("."));
        let words = [
            "run",
            "--partition",
            &partition,
            "--report",
            &report,
            "spelling",
        ];
        assert!(command.args(words).output().unwrap().status.success());
    }
    let merged = world.merged(&[]);
    assert_eq!(merged.exit, 0, "{}{}", merged.out, merged.err);
    assert!(
        merged.out.contains("against the embedded reference"),
        "{}",
        merged.out
    );
}

#[test]
fn the_cases_are_listed_as_they_are_shared_out() {
    let world = World::of(&[]);
    let all = world.told(&["list"]).out;
    let mut parts: Vec<String> = Vec::new();
    for part in 1..=PARTS {
        let partition = format!("hash:{part}/{PARTS}");
        let listed = world.told(&["list", "--partition", &partition]).out;
        let share = listed.lines().count() * PARTS;
        let whole = all.lines().count();
        assert!(
            share > whole / 2 && share < whole * 2,
            "{partition}: {share} of {whole}"
        );
        parts.extend(ids(&listed));
    }
    let mut whole: Vec<String> = ids(&all).collect();
    parts.sort();
    whole.sort();
    assert_eq!(parts, whole);
}

fn ids(listed: &str) -> impl Iterator<Item = String> + '_ {
    let first = |line: &str| {
        line.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    listed.lines().map(first)
}
