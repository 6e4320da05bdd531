//! The exit of several targets is the most severe of theirs, wherever it stands: 70 > 6 > 3 > 1 > 5 > 0.

use std::fs;

use crate::common::free_port;
use crate::hostile::Hostile;
use crate::lab::Lab;
use crate::told::{FAULT, RED, World};

/// A baseline that matches nothing.
const STALE: &str = "version = 1\ntarget = \"t\"\n[[known]]\ncheck = \"no/such-case:status\"\nobserved = \"400 X\"\n";

/// Targets by the exit that each has alone.
struct Ways {
    lab: Lab,
    _worlds: [World; 2],
    _proxy: Hostile,
}

impl Ways {
    fn new() -> Self {
        let (right, wrong) = (World::of(&[]), World::of(&FAULT));
        let away = format!("http://127.0.0.1:{}", free_port());
        // Nobody is deleted.
        let proxy = Hostile::before(right.url(), "always-500", |_, request| {
            request.contains("Action=DeleteUser&")
        });
        let lab = Lab::new()
            .with("exits0", right.url(), &right, "")
            .with("exits5", right.url(), &right, "baseline = \"stale.toml\"")
            .with("exits1", wrong.url(), &wrong, "")
            .with("exits3", &away, &right, "retries = 0")
            .with("exits6", &proxy.url(), &right, "retries = 0");
        fs::write(lab.path("stale.toml"), STALE).unwrap();
        Self {
            lab,
            _worlds: [right, wrong],
            _proxy: proxy,
        }
    }

    /// The exit of these targets in one run, in this order and in the other.
    fn exits(&self, names: &[&str], more: &[&str]) -> [i32; 2] {
        let mut names = names.to_vec();
        let mut exit = |reversed: bool| {
            if reversed {
                names.reverse();
            }
            let targets = names.iter().flat_map(|name| ["--target", *name]);
            let words: Vec<&str> = ["run", RED].into_iter().chain(targets).collect();
            self.lab.told(&[&words, more].concat()).exit
        };
        [exit(false), exit(true)]
    }
}

#[test]
fn the_most_severe_exit_of_the_targets_is_that_of_the_run() {
    let ways = Ways::new();
    for (names, exit) in [
        (&["exits0", "exits0"][..], 0),
        (&["exits0", "exits5"], 5),
        (&["exits5", "exits1"], 1),
        (&["exits1", "exits3"], 3),
        (&["exits3", "exits6"], 6),
        (&["exits0", "exits5", "exits1", "exits3", "exits6"], 6),
    ] {
        assert_eq!(ways.exits(names, &[]), [exit, exit], "{names:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_more_than_what_any_target_asks_for() {
    let ways = Ways::new();
    let exits = ways.exits(&["exits3", "exits6"], &["--report", "ndjson=/dev/full"]);
    assert_eq!(exits, [70, 70]);
}

#[test]
fn what_is_not_asked_for_rightly_ends_the_run_before_any_target_is_asked() {
    let ways = Ways::new();
    let told = ways.lab.told(&[
        "run",
        "no/such-case",
        "--target",
        "exits0",
        "--target",
        "exits1",
    ]);
    assert_eq!((told.exit, told.out.as_str()), (4, ""));
    let told = ways
        .lab
        .told(&["run", RED, "--target", "exits0", "--target", "exits7"]);
    assert_eq!((told.exit, told.out.as_str()), (2, ""));
    assert!(
        told.err
            .contains("failed to find the target exits7 in pwspec.toml; did you mean exits0"),
        "{}",
        told.err
    );
}
