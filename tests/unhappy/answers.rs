//! Endpoints that answer anything but what they should.

use crate::common::pwspec;
use crate::hostile::{Hostile, Mode};
use crate::told::{Told, told};
use crate::world::World;

const QUICK: [&str; 8] = [
    "--timeout",
    "300ms",
    "--retries",
    "1",
    "-j",
    "2",
    "--report",
    "ndjson=-",
];
const SELECTED: [&str; 2] = ["sample", "envelope"];

/// A run against a server that does this to everything: nothing can be judged.
fn unjudged(mode: Mode) -> Told {
    let hostile = Hostile::start(mode);
    let state = tempfile::tempdir().unwrap();
    let told = told(
        pwspec()
            .env("XDG_STATE_HOME", state.path())
            .args(SELECTED)
            .args(QUICK)
            .args(["--endpoint-url", &hostile.url()]),
    );
    assert!([3, 6].contains(&told.exit), "{told}");
    assert_eq!(told.those("blocked").len(), told.verdicts().len(), "{told}");
    assert!(hostile.connections() > 0);
    told
}

/// A run against a served endpoint with a server before it that does this to each ChangePassword but the first few: so
/// few that only the preflight passes.
fn turning(mode: Mode) -> Told {
    let world = World::new();
    let changes = std::sync::atomic::AtomicUsize::new(0);
    let hostile = Hostile::before(&world.url(), mode, move |_, request| {
        let is = request.contains("ChangePassword&") || request.contains("ChangePassword ");
        is && changes.fetch_add(1, std::sync::atomic::Ordering::SeqCst) >= 8
    });
    let told = told(
        world
            .pwspec()
            .args(SELECTED)
            .args(QUICK)
            .args(["--endpoint-url", &hostile.url()]),
    );
    assert!([1, 3].contains(&told.exit), "{told}");
    assert_eq!(told.verdicts()["preflight"], "pass", "{told}");
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!(world.journals(), 0);
    told
}

#[test]
fn an_endpoint_that_answers_html_to_everything_is_not_judged() {
    assert!(unjudged(Mode::Html).says("an HTML page"));
    turning(Mode::Html);
}

#[test]
fn an_endpoint_that_answers_for_another_service_is_not_judged() {
    let told = unjudged(Mode::Foreign);
    assert!(told.says("ListAllMyBucketsResult"), "{told}");
    turning(Mode::Foreign);
}

#[test]
fn an_endpoint_that_answers_500_to_everything_is_not_judged() {
    let told = unjudged(Mode::Failure);
    assert!(told.says("500 InternalFailure"), "{told}");
    turning(Mode::Failure);
}

#[test]
fn an_endpoint_that_never_answers_is_not_waited_for() {
    let told = unjudged(Mode::Hang);
    assert!(told.says("no answer within 0.3 s"), "{told}");
    turning(Mode::Hang);
}

#[test]
fn an_endpoint_that_closes_every_connection_is_not_judged() {
    let told = unjudged(Mode::Close);
    assert!(told.says("closed"), "{told}");
    turning(Mode::Close);
}

#[test]
fn an_answer_without_an_end_costs_neither_time_nor_memory() {
    for mode in [Mode::Endless, Mode::EndlessHead] {
        unjudged(mode.clone());
        turning(mode);
    }
}

#[test]
fn an_answer_of_a_gigabyte_costs_neither_time_nor_memory() {
    unjudged(Mode::Gigabyte);
    turning(Mode::Gigabyte);
}

#[test]
fn answers_that_are_no_xml_or_no_http_are_told_for_what_they_are() {
    let told = unjudged(Mode::BrokenXml);
    assert!(told.says("cannot be read as XML"), "{told}");
    let told = unjudged(Mode::Garbage);
    assert!(told.says("not HTTP"), "{told}");
    turning(Mode::BrokenXml);
    turning(Mode::Garbage);
}

#[test]
fn a_redirect_is_never_followed() {
    let elsewhere = Hostile::start(Mode::Html);
    unjudged(Mode::Redirect(format!("{}/", elsewhere.url())));
    turning(Mode::Redirect(format!("{}/", elsewhere.url())));
    assert_eq!(elsewhere.connections(), 0);
}
