//! What a person sees of a selftest, in whole, and the document.

use super::human::HumanSelftest;
use super::kill_matrix;
use super::selftest_samples::{all_right, all_wrong, red_run, tell};
use crate::selftest::{KillMatrix, SelftestEvent};

fn rendered(matrix: Option<&KillMatrix>, quiet: bool) -> String {
    let mut out = Vec::new();
    let mut human = HumanSelftest::in_file(&mut out, quiet);
    match matrix {
        Some(_) => tell(&mut |event| human.on(event).unwrap()),
        None => human.on(&SelftestEvent::NotGreen(&red_run())).unwrap(),
    }
    human.finish(matrix).unwrap();
    let text = String::from_utf8(out).unwrap();
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "wider than 80 columns: {line}");
        assert_eq!(line, line.trim_end(), "blanks at the end of: {line}");
    }
    // The version is the one thing that may change.
    text.replace(
        &format!("pwspec {}:", env!("CARGO_PKG_VERSION")),
        "pwspec VERSION:",
    )
}

#[test]
fn everything_as_it_should_be() {
    insta::assert_snapshot!(rendered(Some(&all_right()), false));
}

#[test]
fn everything_that_can_go_wrong() {
    insta::assert_snapshot!(rendered(Some(&all_wrong()), false));
}

#[test]
fn everything_that_can_go_wrong_and_nothing_else_wanted() {
    insta::assert_snapshot!(rendered(Some(&all_wrong()), true));
}

#[test]
fn a_plain_endpoint_that_is_not_green_is_the_end_of_it() {
    insta::assert_snapshot!(rendered(None, false));
}

#[test]
fn the_document() {
    insta::assert_snapshot!(kill_matrix(&all_wrong()));
}
