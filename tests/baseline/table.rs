//! What becomes of an entry, a row each.

use crate::gate::{CASE, FAULT, Gate, OBSERVED, entry, stale};
use crate::hostile::Hostile;
use crate::world::World;

fn known() -> String {
    format!(
        "{}reason = \"counts bytes\"\n",
        entry(&format!("{CASE}:status"), OBSERVED)
    )
}

#[test]
fn what_fails_as_observed_is_known_and_the_run_is_well() {
    let (world, gate) = (World::with(&FAULT), Gate::of(&known()));
    let told = gate.run(&world, &[CASE, "sample"]);
    assert_eq!(told.exit, 0, "{told}");
    assert_eq!(told.those("known"), [CASE], "{told}");
    let finding = &told.events("finding")[0];
    assert_eq!(
        (finding["verdict"].as_str(), finding["got"].as_str()),
        (Some("known"), Some(OBSERVED))
    );
    assert_eq!(told.events("summary")[0]["known"], 1);
    assert!(told.says("1 known") && !told.says("FAIL"), "{told}");
    let verbose = gate.told(&world, &["run", "-v"], &[CASE]);
    assert!(
        verbose.out.contains(&format!("KNOWN {CASE}:status")),
        "{verbose}"
    );
    assert!(verbose.out.contains("known: counts bytes"), "{verbose}");
    let junit = gate.told(&world, &["run", "--report", "junit=-"], &[CASE]);
    for part in [
        "<skipped message=\"known: counts bytes; got",
        "<property name=\"reason\" value=\"counts bytes\"/>",
        "<property name=\"sent\"",
        "<property name=\"clause\" value=\"NewPassword.length.unit\"/>",
    ] {
        assert!(junit.out.contains(part), "{part}: {junit}");
    }
    let sarif = gate.told(&world, &["run", "--report", "sarif=-"], &[CASE]);
    let part = "\"justification\": \"counts bytes\"";
    assert!(sarif.out.contains(part), "{sarif}");
}

#[test]
fn what_fails_otherwise_is_a_new_failure() {
    let (world, gate) = (World::with(&FAULT), Gate::of(&known()));
    let proxy = Hostile::before(&world.url(), "always-500", |_, request| {
        request.contains(&format!("NewPassword={}", "%C3%BF".repeat(65)))
    });
    let told = gate.run(&world, &[CASE, "--endpoint-url", &proxy.url()]);
    assert_eq!(told.exit, 1, "{told}");
    assert_eq!(told.those("fail"), [CASE], "{told}");
    let findings = told.events("finding");
    let status = findings
        .iter()
        .find(|finding| finding["check"] == format!("{CASE}:status"));
    assert_eq!(status.unwrap()["got"], "500 InternalFailure", "{told}");
    assert!(stale(&told).is_empty());
}

#[test]
fn another_check_of_the_same_case_is_a_new_failure() {
    let (world, gate) = (
        World::with(&FAULT),
        Gate::of(&entry(&format!("{CASE}:state"), OBSERVED)),
    );
    let told = gate.run(&world, &[CASE]);
    assert_eq!(
        (told.exit, told.those("fail")),
        (1, vec![CASE.to_owned()]),
        "{told}"
    );
}

#[test]
fn what_passes_is_stale() {
    let (world, gate) = (World::new(), Gate::of(&known()));
    let told = gate.run(&world, &[CASE]);
    assert_eq!(told.exit, 5, "{told}");
    assert_eq!(told.verdicts()[CASE], "pass", "{told}");
    assert_eq!(stale(&told), [format!("{CASE}:status passes now (line 4)")]);
    assert!(
        told.says(&format!(
            "STALE in the baseline entry {CASE}:status passes now"
        )),
        "{told}"
    );
    assert!(told.says("pwspec baseline update"), "{told}");
}

#[test]
fn a_pattern_of_which_one_case_passes_is_stale() {
    let (world, gate) = (
        World::with(&FAULT),
        Gate::of(&entry("new-password/length/*-latin1:status", OBSERVED)),
    );
    let told = gate.run(&world, &[CASE, "new-password/length/64-latin1"]);
    assert_eq!(
        (told.exit, told.those("known")),
        (5, vec![CASE.to_owned()]),
        "{told}"
    );
    assert!(
        stale(&told)[0].contains("passes now in new-password/length/64-latin1"),
        "{told}"
    );
    let only_failing = gate.run(&world, &[CASE, "new-password/length/66-latin1"]);
    assert_eq!(
        (only_failing.exit, only_failing.those("known").len()),
        (0, 2),
        "{only_failing}"
    );
}

#[test]
fn a_case_that_is_blocked_changes_nothing() {
    let (world, gate) = (
        World::new(),
        Gate::of(&entry("identity/root/plain:status", OBSERVED)),
    );
    let mut command = world.pwspec();
    command
        .env_remove("PWSPEC_ROOT_ACCESS_KEY_ID")
        .env_remove("PWSPEC_ROOT_SECRET_ACCESS_KEY")
        .args(["run", "identity/root/plain", "--report", "ndjson=-"])
        .arg("--baseline")
        .arg(gate.path());
    let told = crate::told::told(&mut command);
    assert_eq!(
        (told.exit, told.those("blocked")),
        (0, vec!["identity/root/plain".to_owned()]),
        "{told}"
    );
}

#[test]
fn a_case_that_was_not_selected_changes_nothing() {
    let unselected = "new-password/length/77-latin1";
    let gate = Gate::of(&entry(&format!("{unselected}:status"), OBSERVED));
    let world = World::new();
    let selections = [
        &["sample"][..],
        &["--section", "envelope/request-id"],
        &["--quick", "new-password/length"],
    ];
    for selection in selections {
        let told = gate.run(&world, selection);
        assert_eq!(told.exit, 0, "{selection:?}: {told}");
        assert!(!told.verdicts().contains_key(unselected), "{selection:?}");
    }
}

#[test]
fn what_matches_no_case_or_no_check_or_has_expired_is_stale() {
    let world = World::with(&FAULT);
    for (entry, why) in [
        (
            entry("new-password/length/65-latin2:status", OBSERVED),
            "matches no case: did you mean",
        ),
        (
            entry(&format!("{CASE}:statsu"), OBSERVED),
            "names no check: there is no check \"statsu\"",
        ),
    ] {
        let told = Gate::of(&entry).run(&world, &["sample"]);
        assert_eq!(told.exit, 5, "{told}");
        assert!(stale(&told)[0].contains(why), "{told}");
    }
    let told = Gate::of(&format!("{}expires = 2020-01-01\n", known())).run(&world, &[CASE]);
    assert_eq!(
        (told.exit, told.those("known")),
        (5, vec![CASE.to_owned()]),
        "{told}"
    );
    assert_eq!(
        stale(&told),
        [format!("{CASE}:status expired on 2020-01-01 (line 4)")]
    );
    let told = Gate::of(&format!("{}expires = 9999-12-31\n", known())).run(&world, &[CASE]);
    assert_eq!(told.exit, 0, "{told}");
}

#[test]
fn that_the_operation_is_missing_may_be_known() {
    let world = World::new();
    let proxy = Hostile::before(&world.url(), "another-service", |_, request| {
        request.contains("Action=ChangePassword")
    });
    let there = ["sample", "--endpoint-url", &proxy.url()];
    let missing = Gate::of("").run(&world, &there);
    assert_eq!(missing.exit, 3, "{missing}");
    let gate = Gate::of(&entry(
        "preflight:implemented",
        "200 <ListAllMyBucketsResult>",
    ));
    let told = gate.run(&world, &there);
    assert_eq!(told.exit, 0, "{told}");
    assert_eq!(told.those("known"), ["preflight"], "{told}");
    assert_eq!(
        told.those("blocked").len(),
        told.verdicts().len() - 1,
        "{told}"
    );
    let otherwise = Gate::of(&entry("preflight:implemented", "501 NotImplemented"));
    assert_eq!(otherwise.run(&world, &there).exit, 3);
}

#[test]
fn a_drift_from_recorded_answers_is_not_excused() {
    let (world, gate) = (World::with(&FAULT), Gate::of(&known()));
    let told = gate.run(&world, &[CASE, "--snapshots", "snapshots/reference"]);
    assert_eq!(
        (told.exit, told.those("fail")),
        (1, vec![CASE.to_owned()]),
        "{told}"
    );
    let findings = told.events("finding");
    let lanes: Vec<_> = findings
        .iter()
        .map(|finding| (&finding["lane"], &finding["verdict"]))
        .collect();
    assert_eq!(lanes.len(), 2, "{told}");
    assert!(
        lanes
            .iter()
            .any(|(lane, verdict)| *lane == "snapshot" && *verdict == "fail")
    );
    assert!(
        lanes
            .iter()
            .any(|(lane, verdict)| *lane == "clause" && *verdict == "known")
    );
}
