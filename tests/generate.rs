//! Cases that are generated, through the program.

mod common;

use std::path::Path;
use std::process::Command;

use common::{Served, pwspec, serve, text};
use serde_json::Value;

/// The program, with an endpoint that has a fault or none.
struct World {
    _served: Served,
    variables: Vec<(String, String)>,
    folder: tempfile::TempDir,
}

impl World {
    fn of(words: &[&str]) -> Self {
        let (served, variables) = serve(words);
        Self {
            _served: served,
            variables,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = pwspec();
        command
            .current_dir(self.folder.path())
            .envs(self.variables.iter().cloned())
            .args(words);
        command
    }

    /// Exit code and standard output.
    fn told(&self, words: &[&str]) -> (i32, String) {
        let output = self.command(words).output().unwrap();
        let (out, err) = text(&output);
        (output.status.code().unwrap(), out + &err)
    }

    fn lines(&self, name: &str, kind: &str) -> Vec<Value> {
        let text = self.read(name);
        let values = text.lines().map(|line| serde_json::from_str(line).unwrap());
        values
            .filter(|value: &Value| value["type"] == kind)
            .collect()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }
}

fn ids(lines: &[Value]) -> Vec<String> {
    let mut ids: Vec<String> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap().to_owned())
        .filter(|id| id != "preflight")
        .collect();
    ids.sort();
    ids
}

#[test]
fn what_is_generated_is_green_told_case_by_case_and_summed_up() {
    let world = World::of(&[]);
    let reports = [
        "--report",
        "ndjson=all.ndjson",
        "--report",
        "junit=all.xml",
        "--report",
        "html=all.html",
    ];
    let mut words = vec!["run", "generated", "--generate", "150", "--seed", "7"];
    words.extend(reports);
    let (exit, out) = world.told(&words);
    assert_eq!(exit, 0, "{out}");
    assert!(out.contains("151 cases: 151 passed"), "{out}");
    let told = ids(&world.lines("all.ndjson", "case"));
    assert_eq!(told.len(), 150);
    assert!(
        told.iter()
            .any(|id| id == "generated/values/7-3" || id.ends_with("/7-3"))
    );

    // The same as are listed, and the same again.
    let (_, listed) = world.told(&["list", "generated", "--generate", "150", "--seed", "7"]);
    let mut listed: Vec<&str> = listed
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, told);

    // For people they are a row a section.
    let cases = world.read("all.xml").matches("<testcase").count();
    assert!(cases < 20, "{cases} test cases");
    for section in ["values", "comparison", "form", "policy"] {
        assert!(out.contains(&format!("generated/{section}")), "{out}");
    }
    assert!(
        world
            .read("all.html")
            .contains("All 151 cases are answered as the specification says")
    );
}

#[test]
fn the_matrix_is_widened_and_the_filter_narrows_it() {
    let world = World::of(&[]);
    let (exit, out) = world.told(&["run", "spelling", "generated", "--generate", "50"]);
    let spelling = world.told(&["list", "spelling"]).1.lines().count();
    assert_eq!(exit, 0, "{out}");
    assert!(out.contains(&format!("{} cases: ", spelling + 51)), "{out}");
    let (exit, out) = world.told(&["run", "generated"]);
    assert_eq!(exit, 4, "{out}");
}

#[test]
fn what_it_finds_is_replayed_and_explained_by_its_id() {
    let world = World::of(&["--fault", "new-length-bytes"]);
    let words = [
        "run",
        "generated",
        "--generate",
        "600",
        "--report",
        "ndjson=all.ndjson",
        "--report",
        "sarif=all.sarif",
    ];
    let (exit, out) = world.told(&words);
    assert_eq!(exit, 1, "{out}");
    assert!(out.contains("NewPassword.length.unit"), "{out}");
    let failed: Vec<Value> = world
        .lines("all.ndjson", "case")
        .into_iter()
        .filter(|case| case["verdict"] == "fail")
        .collect();
    let failed = ids(&failed);
    assert!(failed.len() > 3, "{failed:?}");
    let (exit, explained) = world.told(&["explain", &failed[0]]);
    assert_eq!(exit, 0, "{explained}");
    assert!(
        explained.contains(&failed[0]) && explained.contains("NewPassword"),
        "{explained}"
    );
    let (exit, out) = world.told(&["replay", &failed[0]]);
    assert_eq!(exit, 1, "{out}");
    assert!(out.contains(&format!("FAILED  {}", failed[0])), "{out}");
    let (exit, out) = world.told(&["replay", "all.ndjson"]);
    assert_eq!(exit, 1, "{out}");
    assert_eq!(
        out.lines()
            .filter(|line| line.starts_with("FAILED "))
            .count(),
        failed.len(),
        "{out}"
    );
    let (exit, out) = world.told(&["run", &failed[0]]);
    assert_eq!(exit, 1, "{out}");

    // A baseline may name it.
    let known = "version = 1\ntarget = \"t\"\n\n[[known]]\ncheck = \"generated/**:status\"\nobserved = \"400 ValidationError\"\n";
    std::fs::write(world.folder.path().join("known.toml"), known).unwrap();
    let (_, out) = world.told(&[
        "run",
        "generated",
        "--generate",
        "600",
        "--baseline",
        "known.toml",
    ]);
    assert!(out.contains(" known"), "{out}");
    assert!(!out.contains("STALE"), "{out}");
}

#[test]
fn an_id_that_names_no_generated_case_is_refused() {
    let world = World::of(&[]);
    for id in [
        "generated/values/x-1",
        "generated/none/0-1",
        "generated/values/0-99999999999999999999999",
    ] {
        let (exit, out) = world.told(&["explain", id]);
        assert_eq!(exit, 4, "{out}");
    }
    let (exit, _) = world.told(&["run", "--generate", "-1"]);
    assert_eq!(exit, 2);
    let (exit, out) = world.told(&["run", "--generate", "5", "--record", "rec"]);
    assert_eq!(exit, 2, "{out}");
    assert!(!Path::new(&world.folder.path().join("rec")).exists());
}

#[test]
fn the_parts_of_what_is_generated_are_told_as_one_run() {
    let world = World::of(&["--fault", "new-length-bytes"]);
    let words = ["generated", "--generate", "120", "--seed", "5"];
    let run = |more: &[&str]| world.told(&[&["run"], &words[..], more].concat());
    let (exit, whole) = run(&["--report", "ndjson=whole.ndjson"]);
    assert_eq!(exit, 1, "{whole}");
    for part in 1..=3 {
        let partition = format!("hash:{part}/3");
        let report = format!("ndjson=part-{part}.ndjson");
        run(&["--partition", &partition, "--report", &report]);
    }
    let parts = ["part-1.ndjson", "part-2.ndjson", "part-3.ndjson"];
    let (exit, merged) = world.told(
        &[
            &["merge"],
            &parts[..],
            &["--report", "ndjson=merged.ndjson"],
        ]
        .concat(),
    );
    assert_eq!(exit, 1, "{merged}");
    let counts = |out: &str| {
        out.lines()
            .last()
            .unwrap()
            .split(" in ")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(counts(&merged), counts(&whole));
    for kind in ["case", "finding"] {
        let told = |name: &str| {
            let mut lines = world.lines(name, kind);
            lines
                .iter_mut()
                .for_each(|line| drop(line.as_object_mut().unwrap().remove("ms")));
            let mut lines: Vec<String> = lines.iter().map(Value::to_string).collect();
            lines.sort();
            lines
        };
        assert_eq!(told("merged.ndjson"), told("whole.ndjson"));
    }
}
