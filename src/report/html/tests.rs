//! What the page says, in whole.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use super::Html;
use crate::case::{Check, Finding, Lane};
use crate::report::Reporter;
use crate::report::samples::*;
use crate::runner::{CaseResult, Event, Summary};

fn rendered(events: &[Event]) -> String {
    let mut out = Vec::new();
    let begun = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let mut html = Html::new(&mut out, Vec::new(), begun);
    for event in events {
        html.on(event).unwrap();
    }
    html.finish().unwrap();
    let page = String::from_utf8(out).unwrap();
    for link in attributes(&page, "href=\"#") {
        assert!(
            attributes(&page, "id=\"").contains(&link),
            "nothing is called {link}"
        );
    }
    page
}

/// The values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> HashSet<&'a str> {
    let values = page.split(name).skip(1);
    values.filter_map(|rest| rest.split('"').next()).collect()
}

fn run_of(cases: Vec<CaseResult>, exit: u8) -> Vec<Event> {
    let mut events = vec![started(&[TARGET], cases.len())];
    events.extend(cases.into_iter().map(told));
    let end = summary(&events, 0, exit);
    events.push(end);
    events
}

/// Without what is the same on every page (style, script) or long (the ledger).
fn body(page: &str) -> String {
    let between = |from: &str, to: &str| {
        let rest = page.split_once(from).map_or("", |(_, rest)| rest);
        rest.split_once(to).map_or("", |(part, _)| part).to_owned()
    };
    between("<body>", "<section id=\"ledger\">").replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

fn refused() -> CaseResult {
    let mut found = failed(
        5,
        "new-password/length/128-latin1",
        &[Check::Status, Check::State],
    );
    found.steps = vec![step(
        400,
        &[("content-type", b"text/xml")],
        b"<ErrorResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><Error><Type>Sender</Type>\
          <Code>PasswordPolicyViolation</Code><Message>too &lt;easy&gt;</Message></Error><RequestId>1</RequestId></ErrorResponse>",
    )];
    found
}

fn drifted(order: usize, id: &str) -> CaseResult {
    let mut drift = failed(order, id, &[Check::Snapshot]);
    drift.findings[0] = Finding {
        lane: Lane::Snapshot,
        clause: None,
        wanted: "the recorded answer".to_owned(),
        got: "another".to_owned(),
        context: vec![
            "-<Type>Sender</Type>".to_owned(),
            "+<Type>Receiver</Type>".to_owned(),
        ],
        ..drift.findings[0].clone()
    };
    drift
}

#[test]
fn nothing_found() {
    let cases = vec![case(0, "preflight"), case(1, "new-password/length/1-ascii")];
    insta::assert_snapshot!(body(&rendered(&run_of(cases, 0))));
}

#[test]
fn one_finding_with_its_exchange() {
    insta::assert_snapshot!(body(&rendered(&run_of(
        vec![case(0, "new-password/length/1-ascii"), refused()],
        1
    ))));
}

#[test]
fn much_found() {
    insta::assert_snapshot!(body(&rendered(&eventful())));
}

#[test]
fn two_targets_that_differ() {
    let mut events = vec![started(&[TARGET, "http://127.0.0.1:9000/iam"], 2)];
    for id in [
        "new-password/length/64-latin1",
        "new-password/length/65-latin1",
    ] {
        events.push(told(case(1, id)));
        let other = if id.contains("65") {
            failed(1, id, &[Check::Status])
        } else {
            case(1, id)
        };
        events.push(told(CaseResult { target: 1, ..other }));
    }
    let ends = [summary(&events, 0, 0), summary(&events, 1, 1)];
    events.extend(ends);
    insta::assert_snapshot!(body(&rendered(&events)));
}

#[test]
fn known_failures_drifts_and_what_remains() {
    let mut known = failed(1, "new-password/length/128-latin1", &[Check::Status]);
    excused(&mut known);
    let mut events = run_of(vec![known, drifted(2, "envelope/success")], 6);
    if let Some(Event::Summary(Summary {
        stale, left_behind, ..
    })) = events.last_mut()
    {
        stale.push("new-password/length/129-latin1:status passes now".to_owned());
        left_behind.push("the user pwspec-7f3a-0".to_owned());
    }
    insta::assert_snapshot!(body(&rendered(&events)));
}

#[test]
fn a_clause_bears_what_came_of_its_cases() {
    let page = rendered(&run_of(
        vec![case(0, "new-password/length/1-ascii"), refused()],
        1,
    ));
    let row = page
        .split("<tr id=\"clause-NewPassword.length.max\">")
        .nth(1)
        .unwrap();
    let row = row.split("</tr>").next().unwrap();
    assert!(row.contains("1 fail") && row.contains("1 pass"), "{row}");
    assert!(
        row.contains("<a href=\"#t1-fail-1\">new-password/length/128-latin1</a>"),
        "{row}"
    );
}

#[test]
fn a_drift_stands_apart_from_what_failed_even_in_one_case() {
    let mut both = refused();
    both.findings
        .extend(drifted(5, "new-password/length/128-latin1").findings);
    let page = rendered(&run_of(vec![both], 1));
    for id in ["t1-fail-1", "t1-changed-1"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn text_of_an_endpoint_is_text_on_the_page() {
    let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}";
    let mut found = refused();
    for finding in &mut found.findings {
        finding.got = hostile.to_owned();
        finding.sent = hostile.to_owned();
        finding.context = vec![hostile.to_owned()];
    }
    found.steps = vec![step(
        400,
        &[("x-odd", hostile.as_bytes())],
        hostile.as_bytes(),
    )];
    let mut events = vec![started(&[hostile], 2), remark(hostile), told(found)];
    events.push(told(in_error(6, "a/b", hostile)));
    let page = rendered(&events);
    assert_eq!(page.matches("<script").count(), 1, "its own");
    assert!(!page.contains("<img") && !page.contains('\u{202e}'));
}

#[test]
fn an_answer_that_leaks_is_withheld() {
    let mut leaking = failed(5, "sensitive/refusal", &[Check::Status, Check::Leak]);
    leaking.steps = vec![step(
        400,
        &[("x-echo", b"hunter2-hunter2")],
        b"<a>hunter2-hunter2</a>",
    )];
    let page = rendered(&run_of(vec![leaking], 1));
    assert!(!page.contains("hunter2") && page.contains("withheld"));
}

#[test]
fn a_run_that_ended_early_says_so() {
    let mut events = run_of(vec![case(0, "preflight")], 0);
    events.pop();
    assert!(rendered(&events).contains("The run ended before it was whole."));
    assert!(rendered(&[]).contains("The run ended before it began."));
}

#[test]
fn four_thousand_cases_that_pass_are_a_small_file_and_so_are_they_on_four_targets() {
    let targets = [TARGET; 4];
    for count in [1, 4] {
        let mut events = vec![started(&targets[..count], 4000)];
        for target in 0..count {
            for nth in 0..4000 {
                let passed = case(nth, &format!("new-password/charset/u+{nth:04x}-alone"));
                events.push(told(CaseResult { target, ..passed }));
            }
        }
        let size = rendered(&events).len();
        assert!(size < 500_000 * count.max(2), "{size} bytes for {count}");
    }
}
