//! What CI servers read, in whole.

use super::junit;
use crate::case::{Check, Finding};
use crate::report::digest::Told;
use crate::report::samples::*;
use crate::runner::{CaseResult, Event};
use crate::wire::xml::{Element, XmlLimits, parse};

fn rendered(events: &[Event]) -> String {
    let mut told = Told::default();
    events.iter().for_each(|event| told.note(event));
    let text = junit(&told, &[]).unwrap();
    // The version is the one thing that may change.
    text.replace(
        &format!("name=\"pwspec\" value=\"{}\"", env!("CARGO_PKG_VERSION")),
        "name=\"pwspec\" value=\"VERSION\"",
    )
}

fn read(text: &str) -> Element {
    parse(text.as_bytes(), None, &XmlLimits::default()).unwrap()
}

#[test]
fn a_run_in_which_everything_happened() {
    insta::assert_snapshot!(rendered(&everything()));
}

#[test]
fn several_targets_are_kept_apart() {
    let events = on_two_targets();
    let text = rendered(&events);
    for target in [TARGET, OTHER] {
        for suite in ["new-password/length", "encoding", "run"] {
            let suite = format!("<testsuite name=\"{target} {suite}\"");
            assert_eq!(text.matches(&suite).count(), 1, "{text}");
        }
    }
    assert_eq!(text.matches("<failure ").count(), 4, "{text}");
    assert!(text.contains(&format!("--endpoint-url {OTHER} ")), "{text}");
}

#[test]
fn a_run_that_ended_early_is_an_error() {
    let mut events = vec![started(&[TARGET], 1), told(case(0, "preflight"))];
    assert!(rendered(&events).contains("failed to bring the run to its end"));
    let end = summary(&events, 0, 0);
    events.push(end);
    assert!(!rendered(&events).contains("<error"));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn no_text_breaks_the_document(text in proptest::prelude::any::<String>(), odd in "[\0-\u{9f}\u{fffe}\u{ffff}<&>\"']{0,8}") {
        let text = format!("{text}{odd}");
        let mut found = failed(1, "a/x", &[Check::Status]);
        let of = |finding: Finding| Finding {
            got: text.clone(),
            wanted: text.clone(),
            sent: text.clone(),
            context: vec![text.clone()],
            ..finding
        };
        found.findings = found.findings.into_iter().map(of).collect();
        found.unwitnessed = Some(text.clone());
        let mut events = vec![started(&[TARGET], 2), remark(&text), told(found), told(in_error(2, "a/y", &text))];
        let end = summary(&events, 0, 1);
        events.push(end);
        read(&rendered(&events));
    }
}

#[test]
fn the_counts_of_the_document_are_those_of_the_run() {
    let events = eventful();
    let Some(Event::Summary(end)) = events.last() else {
        panic!("no summary")
    };
    let root = read(&rendered(&events));
    let count = |name: &str| -> usize {
        let named = root.attributes.iter().find(|there| there.name == name);
        named.unwrap().value.parse().unwrap()
    };
    assert_eq!(count("failures"), end.fail);
    assert_eq!(count("errors"), end.error);
    assert_eq!(count("skipped"), end.known + end.blocked);
    let cases = events
        .iter()
        .filter(|event| matches!(event, Event::Case(_)))
        .count();
    assert_eq!(count("tests"), cases);
}

#[test]
fn a_case_in_error_is_no_failure_of_the_endpoint() {
    let events = vec![
        started(&[TARGET], 1),
        told(CaseResult {
            findings: failed(1, "a/x", &[Check::Status]).findings,
            ..in_error(1, "a/x", "reach it")
        }),
    ];
    let text = rendered(&events);
    assert!(
        text.contains("<error ") && !text.contains("<failure "),
        "{text}"
    );
}
