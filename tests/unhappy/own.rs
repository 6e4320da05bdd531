//! Own mode: a user's own key and password, no administrator.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use pwspec::wire::sigv4::Keys;

use crate::common::pwspec;
use crate::hostile::Hostile;
use crate::told::{Told, told};
use crate::world::{PASSWORD, World};

const ACTION: Option<&str> = Some("iam:ChangePassword");

fn own(world: &World, keys: &Keys) -> Command {
    let mut command = world.pwspec_as(keys);
    command.env("PWSPEC_CURRENT_PASSWORD", PASSWORD).args([
        "--user-mode",
        "own",
        "--report",
        "ndjson=-",
    ]);
    command
}

/// The password that was there at first is in force: else the preflight could change nothing.
fn assert_unchanged(world: &World, keys: &Keys) {
    let told = told(own(world, keys).arg("preflight"));
    assert_eq!(told.exit, 0, "{told}");
    assert_eq!(told.verdicts()["preflight"], "pass");
}

fn assert_secret(told: &Told) {
    let both = [&told.out, &told.errors];
    assert!(!both.iter().any(|text| text.contains(PASSWORD)), "{told}");
}

#[test]
fn a_user_s_own_password_is_in_force_again_after_the_run() {
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let told = told(own(&world, &keys).args(["sample", "envelope", "wrong-old"]));
    assert_eq!(told.exit, 0, "{told}");
    assert!(told.those("pass").len() > 50, "{told}");
    assert_secret(&told);
    assert_eq!(world.journals(), 0);
    assert_unchanged(&world, &keys);
    assert_unchanged(&world, &keys);
}

#[test]
fn a_target_of_the_configuration_has_a_user_and_a_password_of_its_own() {
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "version = 1\n[target.lab]\nendpoint-url = \"{}\"\nuser-mode = \"own\"\n[target.lab.variables]\n\
         AWS_ACCESS_KEY_ID = \"LAB_KEY\"\nAWS_SECRET_ACCESS_KEY = \"LAB_SECRET\"\n\
         PWSPEC_CURRENT_PASSWORD = \"LAB_PASSWORD\"\n",
        world.url()
    );
    std::fs::write(folder.path().join("pwspec.toml"), text).unwrap();
    // The surroundings have an administrator's keys and another password: neither is used.
    let mut command = world.pwspec();
    command
        .current_dir(folder.path())
        .env("LAB_KEY", &keys.access)
        .env("LAB_SECRET", keys.expose_secret())
        .env("LAB_PASSWORD", PASSWORD)
        .env("PWSPEC_CURRENT_PASSWORD", "Another-2011!")
        .args(["--target", "lab", "sample", "--report", "ndjson=-"]);
    let told = told(&mut command);
    assert_eq!(told.exit, 0, "{told}");
    assert!(told.those("pass").len() > 1, "{told}");
    assert_secret(&told);
    assert_unchanged(&world, &keys);
}

#[test]
fn a_password_that_must_not_be_used_again_at_once_comes_back_through_others() {
    let world = World::new();
    world.set_policy();
    let keys = world.user("ada", ACTION);
    let told = told(own(&world, &keys).args(["sample"]));
    assert_ne!(told.exit, 6, "{told}");
    assert_eq!(world.journals(), 0);
    assert_unchanged(&world, &keys);
}

#[test]
fn a_password_comes_back_even_where_nobody_said_that_it_was_changed() {
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let changes = AtomicUsize::new(0);
    let proxy = Hostile::before(&world.url(), "hang-before-head", move |_, request| {
        request.contains("ChangePassword") && changes.fetch_add(1, Ordering::SeqCst) == 0
    });
    let told = told(
        own(&world, &keys)
            .args(["sample", "--timeout", "500ms"])
            .args(["--endpoint-url", &proxy.url()]),
    );
    assert_eq!(told.exit, 3, "{told}");
    assert_eq!(world.journals(), 0);
    assert_unchanged(&world, &keys);
}

#[test]
fn what_needs_an_administrator_is_blocked_for_that_and_costs_no_exit() {
    let listed = told(pwspec().args(["list", "--format", "ndjson"]));
    let needy: Vec<&str> = listed
        .out
        .lines()
        .filter(|line| line.contains("\"admin\""))
        .filter_map(|line| line.strip_prefix("{\"id\":\"")?.split('"').next())
        .step_by(7)
        .take(20)
        .collect();
    assert!(!needy.is_empty());
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let told = told(own(&world, &keys).arg("sample").args(&needy));
    assert_eq!(told.exit, 0, "{told}");
    assert_eq!(told.verdicts()["sample/post"], "pass");
    assert_eq!(told.those("blocked").len(), needy.len(), "{told}");
    let reason = "needs an administrator (--user-mode own)";
    for case in told.events("case") {
        let is_needy = case["id"].as_str().is_some_and(|id| needy.contains(&id));
        assert!(!is_needy || case["reason"] == reason, "{case}");
    }
    assert_unchanged(&world, &keys);
}

#[test]
fn without_the_current_password_the_variable_is_named() {
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let told = told(own(&world, &keys).env_remove("PWSPEC_CURRENT_PASSWORD"));
    assert_ne!(told.exit, 0);
    assert!(told.says("PWSPEC_CURRENT_PASSWORD is not set"), "{told}");
}

#[test]
fn a_wrong_current_password_changes_nothing_and_leaves_nothing() {
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let told = told(
        own(&world, &keys)
            .env("PWSPEC_CURRENT_PASSWORD", "not-the-one")
            .arg("sample"),
    );
    assert_eq!(told.exit, 3, "{told}");
    assert_eq!(world.journals(), 0);
    assert_unchanged(&world, &keys);
}

#[test]
fn a_password_that_cannot_be_put_back_is_told_with_exit_6_and_stays_in_the_journal() {
    let world = World::new();
    let keys = world.user("ada", ACTION);
    let proxy = Hostile::before(&world.url(), "dies", |number, _| number >= 12);
    let told = told(
        own(&world, &keys)
            .args(["wrong-old", "--timeout", "2s"])
            .args(["--endpoint-url", &proxy.url()]),
    );
    assert_eq!(told.exit, 6, "{told}");
    let left = format!(
        "the password of the user with the access key {}",
        keys.access
    );
    assert!(
        told.events("summary")[0]["left_behind"]
            .to_string()
            .contains(&left)
    );
    assert!(told.says("could not be put back"), "{told}");
    assert_secret(&told);
    assert_eq!(world.journals(), 1);
    let cleaned = crate::told::told(world.pwspec().arg("clean"));
    assert_eq!(cleaned.exit, 6, "{cleaned}");
    assert!(cleaned.out.contains(&left), "{cleaned}");
}
