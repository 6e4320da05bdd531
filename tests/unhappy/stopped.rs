//! Runs that somebody ends in their midst.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::told::{to_its_end, told};
use crate::world::{POLICY, World};

/// A run in its midst: some cases are done, and most are not.
fn midst(world: &World) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut run = world
        .pwspec()
        .args(["-j", "4", "--rate", "80/s", "--report", "ndjson=-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut events = BufReader::new(run.stdout.take().unwrap());
    let mut cases = 0;
    while cases < 10 {
        let mut line = String::new();
        assert!(events.read_line(&mut line).unwrap() > 0, "it ended early");
        cases += usize::from(line.contains("\"type\":\"case\""));
    }
    (run, events)
}

fn signal(name: &str, run: &Child) {
    let process = run.id().to_string();
    let sent = Command::new("kill").args([name, &process]).status();
    assert!(sent.unwrap().success());
}

#[test]
fn a_run_that_is_interrupted_puts_everything_back() {
    for name in ["-INT", "-TERM"] {
        let world = World::new();
        world.set_policy();
        let (run, events) = midst(&world);
        signal(name, &run);
        let rest = std::thread::spawn(move || events.lines().map(Result::unwrap).collect());
        let told = to_its_end(run);
        let rest: Vec<String> = rest.join().unwrap();
        assert_eq!(told.exit, 3, "{told}");
        let summary = rest.last().unwrap();
        assert!(summary.contains("\"type\":\"summary\""), "{summary}");
        assert!(!summary.contains("left_behind"), "{summary}");
        assert!(told.says("interrupted"), "{told}");
        assert_eq!(world.users_of_ours(), [""; 0]);
        assert_eq!((world.policy(), world.journals()), (Some(POLICY), 0));
    }
}

#[test]
fn a_run_that_is_killed_is_put_back_by_clean() {
    let world = World::new();
    world.set_policy();
    let (mut run, _events) = midst(&world);
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(!world.users_of_ours().is_empty());
    assert_ne!(world.policy(), Some(POLICY));
    let cleaned = told(world.pwspec().arg("clean"));
    assert_eq!(cleaned.exit, 0, "{cleaned}");
    let word = "put back  the account password policy";
    assert!(cleaned.out.contains(word), "{cleaned}");
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!((world.policy(), world.journals()), (Some(POLICY), 0));
}

#[test]
fn a_fuzzer_that_is_interrupted_puts_everything_back_and_tells_what_it_has_found() {
    let world = World::with(&["--fault", "content-type-missing"]);
    world.set_policy();
    let mut run = world
        .pwspec()
        .args([
            "fuzz",
            "--max-time",
            "300s",
            "--rate",
            "80/s",
            "--report",
            "ndjson=-",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut events = BufReader::new(run.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("\"check\":\"fuzz/content-type/") {
        line.clear();
        assert!(events.read_line(&mut line).unwrap() > 0, "it ended early");
    }
    signal("-INT", &run);
    let rest = std::thread::spawn(move || events.lines().map(Result::unwrap).collect());
    let told = to_its_end(run);
    let rest: Vec<String> = rest.join().unwrap();
    assert_eq!(told.exit, 3, "{told}");
    let is_summary = |line: &&String| line.contains("\"type\":\"summary\"");
    let summary = rest.iter().find(is_summary).unwrap();
    assert!(!summary.contains("left_behind"), "{summary}");
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!((world.policy(), world.journals()), (Some(POLICY), 0));
}
