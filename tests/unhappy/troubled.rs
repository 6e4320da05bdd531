//! Endpoints that serve, but not always, not everybody, or not for long.

use serde_json::Value;

use crate::hostile::Hostile;
use crate::told::told;
use crate::world::World;

const REPORT: [&str; 2] = ["--report", "ndjson=-"];

#[test]
fn a_case_that_is_never_answered_fails_and_the_others_go_on() {
    let world = World::new();
    let proxy = Hostile::before(&world.url(), "hang-unheard", |_, request| {
        request.starts_with("GET ") && request.contains("Lb0")
    });
    let told = told(
        world
            .pwspec()
            .args(["sample", "envelope", "-j", "2", "--timeout", "500ms"])
            .args(REPORT)
            .args(["--endpoint-url", &proxy.url()]),
    );
    assert_eq!(told.exit, 1, "{told}");
    assert_eq!(told.those("fail"), ["sample/get"], "{told}");
    assert_eq!(told.those("pass").len(), told.verdicts().len() - 1);
    let findings = told.events("finding");
    let checks: Vec<&Value> = findings.iter().map(|finding| &finding["check"]).collect();
    assert_eq!(checks, ["sample/get:answer"], "{told}");
}

#[test]
fn an_endpoint_that_dies_leaves_a_journal_and_is_cleaned_when_it_lives_again() {
    let world = World::new();
    let proxy = Hostile::before(&world.url(), "dies", |number, _| number >= 60);
    let told = told(
        world
            .pwspec()
            .args(["new-password/length", "-j", "2", "--timeout", "2s"])
            .args(REPORT)
            .args(["--endpoint-url", &proxy.url()]),
    );
    // Users are left, which is more than that cases were not judged.
    assert_eq!(told.exit, 6, "{told}");
    assert!(told.those("blocked").len() > 300, "{told}");
    assert!(told.those("fail").len() < 10, "{told}");
    assert!(told.says("the endpoint is gone"), "{told}");
    assert_eq!(world.journals(), 1);
    assert!(!world.users_of_ours().is_empty());

    let still_dead = crate::told::told(world.pwspec().arg("clean"));
    assert_eq!(still_dead.exit, 6, "{still_dead}");
    let port = proxy.port();
    drop(proxy);
    let _alive = Hostile::alive_again(port, &world.url());
    let cleaned = crate::told::told(world.pwspec().arg("clean"));
    assert_eq!(cleaned.exit, 0, "{cleaned}");
    assert!(
        cleaned.out.contains("put back  the user pwspec-"),
        "{cleaned}"
    );
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!((world.policy(), world.journals()), (None, 0));
}

#[test]
fn an_endpoint_that_falls_silent_is_given_up() {
    let world = World::new();
    let proxy = Hostile::before(&world.url(), "hang-unheard", |number, _| number >= 60);
    let told = told(
        world
            .pwspec()
            .args(["**", "-j", "4", "--timeout", "200ms"])
            .args(REPORT)
            .args(["--endpoint-url", &proxy.url()]),
    );
    assert_eq!(told.exit, 6, "{told}");
    assert!(told.those("fail").len() < 20, "{:?}", told.those("fail"));
    assert!(told.says("the endpoint is gone"), "{told}");
}

#[test]
fn throttling_of_every_third_call_changes_no_verdict() {
    let world = World::new();
    let selected = ["sample", "envelope", "-j", "2"];
    let plain = told(world.pwspec().args(selected).args(REPORT));
    assert_eq!(plain.exit, 0, "{plain}");
    let proxy = Hostile::before(&world.url(), "throttling", |number, _| number % 3 == 2);
    let throttled = told(
        world
            .pwspec()
            .args(selected)
            .args(REPORT)
            .args(["--endpoint-url", &proxy.url()]),
    );
    assert_eq!(throttled.exit, 0, "{throttled}");
    assert_eq!(throttled.verdicts(), plain.verdicts());
    assert_eq!(world.users_of_ours(), [""; 0]);
}

#[test]
fn throttling_for_ever_is_not_waited_out() {
    for from in [0, 60] {
        let world = World::new();
        let proxy = Hostile::before(&world.url(), "throttling", move |number, _| number >= from);
        let told = told(
            world
                .pwspec()
                .args(["sample", "new-password/length", "--retries", "1"])
                .args(REPORT)
                .args(["--endpoint-url", &proxy.url()]),
        );
        assert!(told.says("400 Throttling"), "{told}");
        // What was made before cannot be deleted either.
        assert_eq!(told.exit, if from == 0 { 3 } else { 6 }, "{told}");
        assert!(told.those("blocked").len() > 300, "{told}");
        assert_eq!(told.those("fail"), [""; 0], "{told}");
    }
}

#[test]
fn without_rights_the_call_that_was_refused_is_named_and_nothing_is_left() {
    let world = World::new();
    world.set_policy();
    let before = world.policy();
    let keys = world.user("ada", None);
    let told = told(
        world
            .pwspec_as(&keys)
            .args(["sample", "envelope"])
            .args(REPORT),
    );
    assert_eq!(told.exit, 3, "{told}");
    assert_eq!(told.those("blocked").len(), told.verdicts().len(), "{told}");
    let word = "CreateUser was refused with 403 AccessDenied";
    assert!(told.says(word), "{told}");
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!((world.policy(), world.journals()), (before, 0));
}
