//! Several reasons to end badly at once: 70 > 6 > 3 > 1 > 5 > 0. Every run here is also stale.

use crate::gate::{CASE, FAULT, Gate, entry, stale};
use crate::hostile::Hostile;
use crate::world::World;

fn stale_gate() -> Gate {
    Gate::of(&entry("no/such-case:status", "400 X"))
}

/// Nobody is deleted.
fn undeleting(world: &World) -> Hostile {
    Hostile::before(&world.url(), "always-500", |_, request| {
        request.contains("Action=DeleteUser&")
    })
}

#[test]
fn a_stale_entry_alone_is_5() {
    let told = stale_gate().run(&World::new(), &["sample"]);
    assert_eq!((told.exit, stale(&told).len()), (5, 1), "{told}");
}

#[test]
fn a_new_failure_is_more_than_a_stale_entry() {
    let told = stale_gate().run(&World::with(&FAULT), &[CASE]);
    assert_eq!((told.exit, stale(&told).len()), (1, 1), "{told}");
}

#[test]
fn what_cannot_be_judged_is_more_than_a_new_failure() {
    let world = World::new();
    let proxy = Hostile::before(&world.url(), "another-service", |_, request| {
        request.contains("Action=ChangePassword")
    });
    let told = stale_gate().run(&world, &["sample", "--endpoint-url", &proxy.url()]);
    assert_eq!(told.those("fail"), ["preflight"], "{told}");
    assert_eq!((told.exit, stale(&told).len()), (3, 1), "{told}");
}

#[test]
fn what_could_not_be_put_back_is_more_than_what_cannot_be_judged() {
    let world = World::new();
    let proxy = undeleting(&world);
    let undeletable = proxy.url();
    let before = Hostile::before(&undeletable, "another-service", |_, request| {
        request.contains("Action=ChangePassword")
    });
    let told = stale_gate().run(&world, &["sample", "--endpoint-url", &before.url()]);
    assert!(told.those("blocked").len() > 1, "{told}");
    assert_eq!((told.exit, stale(&told).len()), (6, 1), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_more_than_what_could_not_be_put_back() {
    let world = World::new();
    let proxy = undeleting(&world);
    let gate = stale_gate();
    let told = gate.told(
        &world,
        &["run", "--report", "ndjson=/dev/full"],
        &["sample", "--endpoint-url", &proxy.url()],
    );
    assert_eq!(told.exit, 70, "{told}");
    assert!(told.out.contains("LEFT BEHIND"), "{told}");
}
