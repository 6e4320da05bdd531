//! The shell's recipes, one after another in one directory.

use crate::common::serve;
use crate::{Runner, blocks, text};

/// The recipes: with a server of their own, the baseline, the gate, what is put back, a line a departure.
fn recipes() -> [String; 5] {
    blocks(&text("docs/ci.md"), "sh").try_into().unwrap()
}

#[test]
fn the_recipe_that_starts_a_server_runs_against_it_and_ends_it() {
    let [server, ..] = recipes();
    let runner = Runner::new(&[]);
    let (exit, out, errors) = runner.executed(&server, &[]);
    assert_eq!(exit, 0, "{out}{errors}");
    assert!(out.contains("exit 0"), "{out}");
    let variables = std::fs::read_to_string(runner.path("endpoint.env")).unwrap();
    let address = variables
        .split("http://")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    assert!(
        std::net::TcpStream::connect(address).is_err(),
        "it still serves at {address}"
    );
}

#[test]
fn the_gate_is_green_on_what_is_known_and_red_on_what_is_new() {
    let [_, baseline, gate, clean, lines] = recipes();
    let (known, variables) = serve(&["--fault", "validation-receiver"]);
    let runner = Runner::new(&variables);
    let (exit, out, errors) = runner.executed(&baseline, &[]);
    assert_eq!(exit, 0, "{out}{errors}");
    assert!(out.contains("added"), "{out}");
    let (exit, out, errors) = runner.executed(&gate, &[]);
    assert_eq!(
        (exit, out.lines().last()),
        (0, Some("nothing new")),
        "{errors}"
    );
    drop(known);

    // The same server with one more departure.
    let (_changed, variables) = serve(&[
        "--fault",
        "validation-receiver",
        "--fault",
        "new-length-bytes",
    ]);
    let changed: Vec<(&str, &str)> = variables
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (exit, out, errors) = runner.executed(&gate, &changed);
    assert_eq!(exit, 1, "{out}{errors}");
    let failed: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("FAILED  "))
        .collect();
    assert!(!failed.is_empty(), "{out}");
    assert!(runner.path("pwspec.html").is_file() && runner.path("pwspec.ndjson").is_file());

    let (exit, out, errors) = runner.executed(&lines, &changed);
    assert_eq!(exit, 0, "{out}{errors}");
    assert!(
        out.contains("new-password/length/65-latin1:status: 400 ValidationError"),
        "{out}"
    );
    let (exit, out, errors) = runner.executed(&clean, &changed);
    assert_eq!(
        (exit, out.as_str()),
        (0, "nothing was left behind\n"),
        "{errors}"
    );
}
