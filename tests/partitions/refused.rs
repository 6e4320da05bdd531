//! Parts that are not told as one run.

use std::fs;

use crate::world::World;

const CASES: [&str; 1] = ["spelling"];

/// All parts, of which `merge` of these files is refused with this.
fn refused(world: &World, files: &[&str], error: &str) {
    let words: Vec<&str> = ["merge"].iter().chain(files).copied().collect();
    let told = world.told(&words);
    assert_eq!(told.exit, 2, "{files:?}: {}{}", told.out, told.err);
    assert!(told.err.contains(error), "{files:?}: {}", told.err);
    assert!(told.err.starts_with("pwspec: failed to "), "{}", told.err);
}

#[test]
fn what_is_not_all_of_one_run_is_refused() {
    let world = World::of(&[]);
    world.parts("hash", &CASES);
    let (one, two, three, four) = (
        "part-1.ndjson",
        "part-2.ndjson",
        "part-3.ndjson",
        "part-4.ndjson",
    );
    refused(
        &world,
        &[one, four],
        "merge 2 of 4 partitions: hash:2/4, hash:3/4 are missing (give the files of all)",
    );
    refused(
        &world,
        &[one, two, three],
        "merge 3 of 4 partitions: hash:4/4 is missing",
    );
    refused(
        &world,
        &[one, two, three, four, two],
        "both are the partition hash:2/4",
    );
    refused(&world, &["absent.ndjson"], "read absent.ndjson: ");

    let with = |name: &str, from: &str, to: &str| {
        let text = world.read(two);
        assert!(text.contains(from), "{from}");
        fs::write(world.path(name), text.replacen(from, to, 1)).unwrap();
    };
    let version = format!("\"pwspec\":\"{}\"", env!("CARGO_PKG_VERSION"));
    with("version.ndjson", &version, "\"pwspec\":\"9.9.9\"");
    refused(
        &world,
        &[one, "version.ndjson", three, four],
        "pwspec 9.9.9 wrote it",
    );
    with("seed.ndjson", "\"seed\":0", "\"seed\":1");
    refused(
        &world,
        &[one, "seed.ndjson", three, four],
        "their seeds differ, 1 and 0",
    );
    let text = world.read(two);
    fs::write(world.path("short.ndjson"), &text[..text.len() / 2]).unwrap();
    refused(
        &world,
        &[one, "short.ndjson", three, four],
        "read short.ndjson, line ",
    );
    let whole_lines: Vec<&str> = text.lines().collect();
    fs::write(
        world.path("unended.ndjson"),
        whole_lines[..whole_lines.len() - 1].join("\n"),
    )
    .unwrap();
    refused(
        &world,
        &[one, "unended.ndjson", three, four],
        "its run did not come to its end",
    );
    let fewer: Vec<&str> = whole_lines
        .iter()
        .filter(|line| !line.contains("\"type\":\"case\""))
        .copied()
        .collect();
    fs::write(world.path("fewer.ndjson"), fewer.join("\n")).unwrap();
    refused(
        &world,
        &[one, "fewer.ndjson", three, four],
        "cases of http://127.0.0.1",
    );
    fs::write(world.path("other.ndjson"), "{\"type\":\"case\"}\n").unwrap();
    refused(&world, &["other.ndjson"], "read other.ndjson, line 1: ");
}

#[test]
fn parts_of_different_runs_are_refused() {
    let (world, elsewhere) = (World::of(&[]), World::of(&[]));
    let one = "part-1.ndjson";
    world.part("hash", 1, &CASES);
    let keep =
        |from: &World, name: &str| fs::copy(from.path("part-2.ndjson"), world.path(name)).unwrap();

    elsewhere.part("hash", 2, &CASES);
    keep(&elsewhere, "target.ndjson");
    refused(
        &world,
        &[one, "target.ndjson"],
        "their targets differ, http://",
    );
    world.part("hash", 2, &["form"]);
    keep(&world, "matrix.ndjson");
    refused(&world, &[one, "matrix.ndjson"], "their matrices differ, ");
    world.part("count", 2, &CASES);
    keep(&world, "count.ndjson");
    refused(
        &world,
        &[one, "count.ndjson"],
        "their partitions differ, count:1/4 and hash:1/4",
    );
    world.part("hash", 2, &["spelling", "--level", "must"]);
    keep(&world, "level.ndjson");
    refused(
        &world,
        &[one, "level.ndjson"],
        "their flags differ, --level must and none",
    );
    world.told(&["run", "spelling", "--report", "ndjson=whole.ndjson"]);
    refused(
        &world,
        &["whole.ndjson"],
        "it is no part of a run (pwspec run --partition hash:1/4 --report ndjson=PATH",
    );
}

#[test]
fn a_partition_that_is_none_is_refused_and_so_is_one_of_a_user_of_one_s_own() {
    let world = World::of(&[]);
    for partition in ["hash:0/4", "hash:5/4", "4", "slice:1/4"] {
        let told = world.told(&["run", "--partition", partition]);
        assert_eq!(told.exit, 2, "{partition}");
        assert!(
            told.err.contains("the second of four is hash:2/4"),
            "{}",
            told.err
        );
    }
    let told = world.told(&["run", "--partition", "hash:1/4", "--user-mode", "own"]);
    assert_eq!(told.exit, 2, "{}{}", told.out, told.err);
    assert!(
        told.err.contains("share out the cases of one user"),
        "{}",
        told.err
    );
}

#[test]
fn a_baseline_is_given_to_the_partitions_or_to_the_merge() {
    let world = World::of(&[]);
    fs::write(world.path("known.toml"), "version = 1\ntarget = \"t\"\n").unwrap();
    world.parts("hash", &["spelling", "--baseline", "known.toml"]);
    let told = world.merged(&["--baseline", "known.toml"]);
    assert_eq!(told.exit, 2, "{}{}", told.out, told.err);
    assert!(
        told.err.contains("was held against one already"),
        "{}",
        told.err
    );
}
