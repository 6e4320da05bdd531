//! What a step summary shows, in whole.

use super::report::within;
use crate::case::{Check, Finding};
use crate::report::digest::Told;
use crate::report::samples::*;
use crate::runner::Event;

fn told_of(events: &[Event]) -> Told {
    let mut told = Told::default();
    events.iter().for_each(|event| told.note(event));
    told
}

fn rendered(events: &[Event]) -> String {
    super::markdown(&told_of(events), &[]).unwrap()
}

#[test]
fn a_run_in_which_everything_happened() {
    insta::assert_snapshot!(rendered(&everything()));
}

#[test]
fn a_run_without_a_finding() {
    let mut events = vec![started(&[TARGET], 1), told(case(0, "a/x"))];
    let end = summary(&events, 0, 0);
    events.push(end);
    insta::assert_snapshot!(rendered(&events));
}

#[test]
fn two_targets() {
    insta::assert_snapshot!(rendered(&on_two_targets()));
}

#[test]
fn what_an_endpoint_says_is_no_markup() {
    let evil = "</details><script>alert(1)</script> | `x` ``` *a* [b](http://c) ![d](e)\n# f";
    let mut found = failed(1, "a/x", &[Check::Status, Check::State]);
    let of = |finding: Finding| Finding {
        got: evil.to_owned(),
        wanted: evil.to_owned(),
        sent: evil.to_owned(),
        context: vec![evil.to_owned()],
        ..finding
    };
    found.findings = found.findings.into_iter().map(of).collect();
    found.unwitnessed = Some(evil.to_owned());
    let mut events = vec![
        started(&[TARGET], 2),
        remark(evil),
        told(found),
        told(in_error(2, "a/y", evil)),
    ];
    let end = summary(&events, 0, 1);
    events.push(end);
    let text = rendered(&events);
    use pulldown_cmark::{Event as Part, Options, Parser, Tag};
    for part in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        let foreign = matches!(
            part,
            Part::Html(_)
                | Part::InlineHtml(_)
                | Part::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::HtmlBlock
                )
        );
        assert!(!foreign, "{part:?} in {text}");
    }
}

/// A run with that many root causes.
fn many(causes: usize) -> Vec<Event> {
    let mut events = vec![started(&[TARGET], causes)];
    for nth in 0..causes {
        let word: String = format!("{nth:05}")
            .bytes()
            .map(|b| char::from(b - b'0' + b'a'))
            .collect();
        let mut found = failed(nth, &format!("a/{word}"), &[Check::Status]);
        found.findings[0].got = word;
        events.push(told(found));
    }
    let end = summary(&events, 0, 1);
    events.push(end);
    events
}

#[test]
fn what_has_no_room_is_counted() {
    let told = told_of(&many(50));
    let whole = within(usize::MAX, &told, &[]);
    assert_eq!(whole.matches("\n### ").count(), 50);
    assert!(!whole.contains("no room"));
    let cut = within(whole.len() / 2, &told, &[]);
    let there = cut.matches("\n### ").count();
    assert!((1..50).contains(&there), "{there}");
    let rest = format!("no room here for {} more root causes", 50 - there);
    assert!(cut.contains(&rest), "{cut}");
    assert!(cut.starts_with("# pwspec: 50 root causes fail the run — exit 1\n"));
}

#[test]
fn the_largest_report_fits_in_a_step_summary() {
    let text = rendered(&many(8_000));
    assert!(text.len() < 1024 * 1024, "{}", text.len());
    assert!(text.contains("no room here for"));
}

#[test]
fn a_run_that_ended_early_says_so() {
    let text = rendered(&[started(&[TARGET], 1), told(case(0, "preflight"))]);
    assert!(
        text.contains("**the run ended before it was whole**"),
        "{text}"
    );
    assert!(
        text.starts_with("# pwspec: nothing new fails — not whole\n"),
        "{text}"
    );
}
