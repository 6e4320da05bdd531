//! Real endpoints, installed and started as `fixtures/emulators/` says, and held against their baselines. They need more than
//! Rust: `.ci/run` installs some of them, and runs these.

mod common;
#[expect(dead_code, reason = "an example installs by the same reader")]
#[path = "../examples/emulators/manifest.rs"]
mod manifest;
#[path = "../examples/emulators/started.rs"]
mod started;

use std::collections::BTreeMap;

use manifest::Manifest;
use serde_json::Value;
use started::Started;

fn of(name: &str) -> Manifest {
    let mut all = manifest::all().unwrap();
    let at = all
        .iter()
        .position(|manifest| manifest.name == name)
        .unwrap();
    all.swap_remove(at)
}

/// What a run told: its exit status, and the lines of its report.
struct Told {
    exit: Option<i32>,
    lines: Vec<Value>,
    complaint: String,
}

fn run(manifest: &Manifest, url: &str, more: &[&str]) -> Told {
    let mut command = common::pwspec();
    command
        .args(["run", "--report", "ndjson=-"])
        .args(manifest.flags(url))
        .args(more)
        .envs(manifest.keys());
    let output = command.output().unwrap();
    let (out, complaint) = common::text(&output);
    Told {
        exit: output.status.code(),
        lines: out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        complaint,
    }
}

impl Told {
    fn of(&self, kind: &str) -> impl Iterator<Item = &Value> {
        self.lines.iter().filter(move |line| line["type"] == kind)
    }

    /// Every case with its verdict, and every departure with what came.
    fn verdicts(&self) -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let cases = self
            .of("case")
            .map(|case| (text(&case["id"]), text(&case["verdict"])));
        let fails = |finding: &&Value| finding["verdict"] != "note";
        let findings = self.of("finding").filter(fails).map(|finding| {
            let key = format!("{} {}", text(&finding["check"]), text(&finding["clause"]));
            (key, text(&finding["got"]))
        });
        cases.chain(findings).collect()
    }

    fn with(&self, verdict: &str) -> usize {
        self.of("case")
            .filter(|case| case["verdict"] == verdict)
            .count()
    }
}

/// Without its baseline the run fails as the manifest says; with it three runs are green, and agree.
fn is_gated_by_its_baseline(name: &str) -> Vec<Told> {
    let manifest = of(name);
    let asked_for_all = std::env::var("PWSPEC_EMULATORS").is_ok_and(|which| which == "all");
    if !manifest.is_installed() && !manifest.install.always && !asked_for_all {
        return Vec::new();
    }
    let endpoint = Started::new(&manifest).unwrap_or_else(|error| panic!("failed to {error}"));
    let plain = run(&manifest, &endpoint.url(), &[]);
    assert_eq!(
        plain.exit,
        Some(manifest.expected.exit),
        "{}",
        plain.complaint
    );
    assert_eq!(plain.with("error"), 0, "{}", plain.complaint);
    let baseline = manifest.baseline();
    let gated: Vec<Told> = (0..3)
        .map(|_| {
            run(
                &manifest,
                &endpoint.url(),
                &["--baseline", baseline.to_str().unwrap()],
            )
        })
        .collect();
    for told in &gated {
        assert_eq!(told.exit, Some(0), "{}", told.complaint);
        assert_eq!(told.verdicts(), gated[0].verdicts());
    }
    let mut told = vec![plain];
    told.extend(gated);
    told
}

fn lacks_the_operation(name: &str) {
    let told = is_gated_by_its_baseline(name);
    let plain = &told[0];
    let root: Vec<&Value> = plain
        .of("finding")
        .filter(|finding| finding["check"] == "preflight:implemented")
        .collect();
    assert_eq!(root.len(), 1, "{}", plain.complaint);
    let cases = plain.of("case").count();
    assert!(plain.with("blocked") > cases / 2, "{}", plain.complaint);
    let judged = plain.with("pass") + plain.with("fail");
    assert!(
        judged > 1,
        "the front end is judged all the same: {}",
        plain.complaint
    );
}

#[test]
#[ignore = "needs moto: cargo run --example emulators -- install moto"]
fn moto_lacks_the_operation_and_its_baseline_says_so() {
    lacks_the_operation("moto");
}

#[test]
#[ignore = "needs ministack: cargo run --example emulators -- install ministack"]
fn ministack_lacks_the_operation_and_its_baseline_says_so() {
    lacks_the_operation("ministack");
}

#[test]
#[ignore = "needs fakecloud, which builds for many minutes: cargo run --example emulators -- install fakecloud"]
fn fakecloud_is_green_with_its_baseline_and_not_without() {
    is_gated_by_its_baseline("fakecloud");
}

#[test]
#[ignore = "needs awsim, which builds for many minutes: cargo run --example emulators -- install awsim"]
fn awsim_is_green_with_its_baseline_and_not_without() {
    is_gated_by_its_baseline("awsim");
}

#[test]
fn every_manifest_has_a_baseline_of_its_version_with_a_reason_for_every_entry() {
    for manifest in manifest::all().unwrap() {
        let path = manifest.baseline();
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let baseline: toml::Table = text.parse().unwrap();
        let target = baseline["target"].as_str().unwrap();
        let named = target.strip_prefix(&format!("{} ", manifest.name));
        assert!(
            named.is_some_and(|version| version.starts_with(&manifest.version)),
            "{target}"
        );
        for entry in baseline["known"].as_array().unwrap() {
            let reason = entry.get("reason").and_then(|reason| reason.as_str());
            assert!(
                reason.is_some_and(|reason| reason.len() > 20),
                "{}: {entry}",
                path.display()
            );
        }
    }
}

#[test]
fn what_a_run_is_said_to_show_best_stands_in_the_baseline() {
    for manifest in manifest::all().unwrap() {
        let text = std::fs::read_to_string(manifest.baseline()).unwrap();
        assert!(manifest.telling.len() <= 10, "{}", manifest.name);
        for telling in &manifest.telling {
            let (case, check) = telling.check.rsplit_once(':').unwrap();
            let filters = text.lines().filter_map(|line| {
                line.strip_prefix("check = \"")?
                    .strip_suffix(&format!(":{check}\""))
            });
            let known = filters
                .map(str::to_owned)
                .any(|filter| selects(&filter, case));
            assert!(known, "{}: {}", manifest.name, telling.check);
        }
    }
}

fn selects(filter: &str, case: &str) -> bool {
    filter
        .parse::<pwspec::case::IdPattern>()
        .unwrap()
        .selects(case)
}
