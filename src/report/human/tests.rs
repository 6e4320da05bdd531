//! What a person sees, in whole.

use super::{Human, HumanOptions, TraceWhat, Verbosity};
use crate::case::{Check, Finding, Lane};
use crate::report::Reporter;
use crate::report::samples::*;
use crate::runner::{CaseResult, Event, RunStarted, Summary};
use crate::spec::ClauseId;
use crate::wire::NoAnswer;

fn rendered(events: &[Event], options: HumanOptions) -> String {
    let mut out = Vec::new();
    let mut human = Human::in_file(&mut out, options);
    for event in events {
        human.on(event).unwrap();
    }
    human.finish().unwrap();
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

fn normal(events: &[Event]) -> String {
    rendered(events, HumanOptions::default())
}

fn verbose() -> HumanOptions {
    HumanOptions {
        verbosity: Verbosity::Verbose,
        ..HumanOptions::default()
    }
}

fn run_of(cases: Vec<CaseResult>, exit: u8) -> Vec<Event> {
    let mut events = vec![started(&[TARGET], cases.len())];
    events.extend(cases.into_iter().map(told));
    let end = summary(&events, 0, exit);
    events.push(end);
    events
}

#[test]
fn nothing_found() {
    insta::assert_snapshot!(normal(&run_of(
        vec![case(0, "preflight"), case(1, "new-password/length/1-ascii")],
        0
    )));
}

#[test]
fn one_finding() {
    let found = failed(5, "new-password/length/128-latin1", &[Check::Status]);
    insta::assert_snapshot!(normal(&run_of(
        vec![case(0, "new-password/length/1-ascii"), found],
        1
    )));
}

#[test]
fn much_found() {
    insta::assert_snapshot!(normal(&eventful()));
}

#[test]
fn much_found_and_every_case_wanted() {
    insta::assert_snapshot!(rendered(&eventful(), verbose()));
}

#[test]
fn much_found_and_only_the_findings_wanted() {
    insta::assert_snapshot!(rendered(
        &eventful(),
        HumanOptions {
            verbosity: Verbosity::Quiet,
            ..Default::default()
        }
    ));
}

fn tracing(trace: TraceWhat) -> HumanOptions {
    HumanOptions {
        trace: Some(trace),
        ..HumanOptions::default()
    }
}

const REFUSAL: &[u8] = b"<ErrorResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><Error><Type>Sender</Type>\
    <Code>PasswordPolicyViolation</Code><Message>too \xc3\xa9asy</Message></Error><RequestId>1</RequestId></ErrorResponse>";

#[test]
fn exchanges_of_what_failed() {
    let mut found = failed(5, "new-password/length/128-latin1", &[Check::Status]);
    found.steps = vec![
        step(
            400,
            &[
                ("content-type", b"text/xml; charset=utf-8"),
                ("x-odd", b"\xff\x1b[2J"),
            ],
            REFUSAL,
        ),
        step(500, &[], b"<html>oops\x07\n<br>"),
        unanswered(Err(NoAnswer::Reset)),
    ];
    let mut passed = case(1, "new-password/length/1-ascii");
    passed.steps = found.steps.clone();
    insta::assert_snapshot!(rendered(
        &run_of(vec![found, passed], 1),
        tracing(TraceWhat::Failures)
    ));
}

#[test]
fn an_answer_that_leaks_or_was_not_examined_is_withheld() {
    let echo = || {
        vec![step(
            400,
            &[("x-echo", b"hunter2-hunter2")],
            b"<a>hunter2-hunter2</a>",
        )]
    };
    let mut leaking = failed(5, "sensitive/refusal", &[Check::Status, Check::Leak]);
    leaking.steps = echo();
    let mut unexamined = in_error(6, "sensitive/error", "make the request: no such password");
    unexamined.steps = echo();
    let text = rendered(
        &run_of(vec![leaking, unexamined], 1),
        tracing(TraceWhat::All),
    );
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(text.matches("withheld").count(), 2, "{text}");
}

#[test]
fn two_targets_that_differ() {
    insta::assert_snapshot!(normal(&on_two_targets()));
}

#[test]
fn known_failures_drifts_and_what_remains() {
    let mut known = failed(1, "new-password/length/128-latin1", &[Check::Status]);
    excused(&mut known);
    let mut drift = failed(2, "envelope/success", &[Check::Snapshot]);
    drift.findings[0] = Finding {
        lane: Lane::Snapshot,
        clause: None,
        wanted: "the recorded answer".to_owned(),
        got: "another".to_owned(),
        context: vec![
            "- <Type>Sender</Type>".to_owned(),
            "+ <Type>Receiver</Type>".to_owned(),
        ],
        ..drift.findings[0].clone()
    };
    let mut events = run_of(vec![known, drift], 6);
    if let Some(Event::Summary(Summary {
        stale, left_behind, ..
    })) = events.last_mut()
    {
        stale.push("new-password/length/129-latin1:status passes now".to_owned());
        left_behind.push("the user pwspec-7f3a-0".to_owned());
    }
    insta::assert_snapshot!(rendered(&events, verbose()));
}

#[test]
fn what_is_wrong_with_every_answer_is_one_root_cause_across_sections() {
    let ids = ["a/x", "a/y", "b/x", "c/x", "d/x", "e/x", "e/y"];
    let form = |(nth, id): (usize, &&str)| failed(nth, id, &[Check::ContentType, Check::RequestId]);
    let mut cases: Vec<CaseResult> = ids.iter().enumerate().map(form).collect();
    // Whatever else is the root: request ids stand for themselves, and the state is a consequence.
    cases.push(failed(
        9,
        "f/x",
        &[Check::Status, Check::RequestId, Check::State],
    ));
    insta::assert_snapshot!(rendered(
        &run_of(cases, 1),
        HumanOptions {
            verbosity: Verbosity::Quiet,
            ..HumanOptions::default()
        }
    ));
}

#[test]
fn what_a_section_tries_is_a_root_cause_of_its_own_where_the_clause_names_none() {
    let blocks = |clause: &'static str| {
        let of_it = |order, id| {
            let mut case = failed(order, id, &[Check::Status]);
            case.findings[0].clause = Some(ClauseId::of(clause));
            case
        };
        let text = normal(&run_of(vec![of_it(1, "a/x"), of_it(2, "b/x")], 1));
        text.matches("FAIL ").count()
    };
    assert_eq!(blocks("ChangePassword.accepts"), 2);
    assert_eq!(blocks("Password.exact"), 2);
    assert_eq!(blocks("Error.no-5xx"), 1);
    assert_eq!(blocks("NewPassword.length.max"), 1);
    assert_eq!(blocks("Policy.symbols"), 1);
}

#[test]
fn the_same_departure_twice_in_a_case_is_told_once() {
    let text = normal(&run_of(
        vec![failed(1, "a/x", &[Check::Status, Check::Status])],
        1,
    ));
    assert!(
        text.contains("FAIL a/x:status") && !text.contains("then"),
        "{text}"
    );
}

#[test]
fn numbers_in_what_came_make_no_root_causes_of_their_own() {
    let cut = |order, id, bytes: usize| {
        let mut case = failed(order, id, &[Check::Answer]);
        case.findings[0].got =
            format!("the connection was closed before the answer was whole ({bytes} of 300 bytes)");
        case
    };
    let text = normal(&run_of(vec![cut(1, "a/x", 120), cut(2, "a/y", 7)], 1));
    assert_eq!(text.matches("FAIL ").count(), 1, "{text}");
    let mut other = failed(2, "a/y", &[Check::Status]);
    other.findings[0].got = "500 PasswordPolicyViolation".to_owned();
    let text = normal(&run_of(vec![failed(1, "a/x", &[Check::Status]), other], 1));
    assert_eq!(
        text.matches("FAIL ").count(),
        2,
        "a status is more than a number: {text}"
    );
}

#[test]
fn which_password_is_in_force_makes_no_root_causes_of_their_own() {
    let kept = |order, id, wanted: &str, got: &str| {
        let mut case = failed(order, id, &[Check::State]);
        case.findings[0].wanted = format!("in force: {wanted}");
        case.findings[0].got = format!("in force: {got}");
        case
    };
    let cases = vec![
        kept(1, "a/x", "U+0025+ascii*8", "ascii*8"),
        kept(2, "a/y", "ascii*8+U+0025", "none of those asked"),
    ];
    let text = normal(&run_of(cases, 1));
    assert_eq!(text.matches("FAIL ").count(), 1, "{text}");
}

#[test]
fn text_of_an_endpoint_reaches_no_terminal_unchanged() {
    let mut found = failed(5, "new-password/length/128-latin1", &[Check::Status]);
    found.findings[0].got = format!("400 \u{1b}]0;owned\u{7}\u{202e}{}", "x".repeat(5000));
    let text = normal(&run_of(vec![found], 1));
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
    assert!(text.contains(r"\u{1b}]0;owned\u{7}\u{202e}xxx"), "{text}");
    assert!(text.len() < 3000, "{}", text.len());
}

#[test]
fn a_run_that_ended_early_says_so() {
    let mut events = run_of(vec![case(0, "preflight")], 0);
    events.pop();
    assert!(normal(&events).ends_with("the run ended before it was whole\n"));
}

#[test]
fn a_command_line_repeats_the_flags_that_matter_and_only_where_they_are_needed() {
    let embedded = |events: Vec<Event>| {
        events.into_iter().map(|event| match event {
            Event::Started(run) => Event::Started(RunStarted {
                embedded: true,
                ..run
            }),
            event => event,
        })
    };
    let events: Vec<Event> =
        embedded(run_of(vec![failed(1, "a/x", &[Check::Status])], 1)).collect();
    assert!(normal(&events).contains("again   pwspec replay a/x\n"));
    let again = ["--ca-bundle", "my ca.pem"].map(str::to_owned).into();
    let text = rendered(
        &events,
        HumanOptions {
            again,
            ..HumanOptions::default()
        },
    );
    assert!(
        text.contains("again   pwspec replay --ca-bundle 'my ca.pem' a/x\n"),
        "{text}"
    );
}
