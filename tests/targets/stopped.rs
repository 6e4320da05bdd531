//! A run of several targets that somebody ends in its midst.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::common::Served;
use crate::lab::Lab;
use crate::told::World;

#[test]
fn a_target_whose_turn_has_not_come_is_not_touched_after_an_interrupt() {
    let (one, two) = (World::of(&[]), World::of(&[]));
    let lab = Lab::new()
        .with("one", one.url(), &one, "rate = \"80/s\"")
        .with("two", two.url(), &two, "");
    let words = [
        "run", "--target", "one", "--target", "two", "--report", "ndjson=-", "-q",
    ];
    let mut command = lab.pwspec(&words);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut run = Served(command.spawn().unwrap());
    let lines = BufReader::new(run.0.stdout.take().unwrap()).lines();
    let mut events = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap());
    // Some of its cases are done, and most are not.
    events
        .by_ref()
        .filter(|event| event["type"] == "case")
        .nth(10)
        .unwrap();
    let process = run.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &process])
            .status()
            .unwrap()
            .success()
    );
    let rest: Vec<Value> = events.collect();
    assert_eq!(run.0.wait().unwrap().code(), Some(3));
    let of_two = |kind: &str| {
        let those = rest.iter().filter(|event| event["type"] == kind);
        those
            .filter(|event| event["target"] == "two")
            .collect::<Vec<_>>()
    };
    let cases = of_two("case");
    assert!(cases.len() > 100);
    for case in cases {
        assert_eq!(
            (&case["verdict"], &case["reason"]),
            (&"blocked".into(), &"interrupted".into())
        );
    }
    assert_eq!(of_two("summary")[0]["exchanges"], 0);
}
