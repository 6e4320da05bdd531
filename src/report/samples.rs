//! Events made by hand, for the tests of every format.

use std::time::Duration;

use crate::case::{Block, CaseId, Check, Finding, Judgement, Known, Lane, Request, Verdict};
use crate::password::Recipe;
use crate::runner::{CaseResult, Event, Remark, RunStarted, StepRecord, Summary};
use crate::spec::{ClauseId, Level, Provenance};
use crate::wire::{Answer, NoAnswer};

pub(super) const TARGET: &str = "http://127.0.0.1:4607";
pub(super) const OTHER: &str = "http://127.0.0.1:9000/iam";

pub(super) fn started(targets: &[&str], cases: usize) -> Event {
    let targets: Vec<String> = targets.iter().map(|target| (*target).to_owned()).collect();
    Event::Started(RunStarted {
        targets,
        embedded: false,
        cases,
        live: false,
        seed: 7,
        share: None,
    })
}

pub(super) fn remark(text: &str) -> Event {
    Event::Remark(Remark {
        target: 0,
        text: text.to_owned(),
    })
}

/// A case that passed, the first words of its id being its section.
pub(super) fn case(order: usize, id: &str) -> CaseResult {
    let id: CaseId = id.parse().unwrap();
    let section = id
        .as_str()
        .rsplit_once('/')
        .map_or(id.as_str(), |(section, _)| section)
        .to_owned();
    CaseResult {
        target: 0,
        id,
        section,
        order,
        verdict: Verdict::Pass,
        block: None,
        error: None,
        findings: Vec::new(),
        asked: [
            (Check::Status, "NewPassword.length.max"),
            (Check::ContentType, "Envelope.content-type"),
            (Check::RequestId, "Envelope.request-id"),
            (Check::Leak, "Password.secret"),
        ]
        .map(|(check, clause)| (check, ClauseId::of(clause)))
        .into(),
        steps: Vec::new(),
        witnessed: true,
        unwitnessed: None,
        exchanges: 3,
        elapsed: Duration::from_micros(1_940),
    }
}

/// A finding of the case's own length.
pub(super) fn finding(case: &CaseResult, check: Check, judgement: Judgement) -> Finding {
    Finding {
        case: case.id.clone(),
        check,
        lane: Lane::Clause,
        clause: Some(ClauseId::of("NewPassword.length.max")),
        level: Level::Must,
        provenance: Provenance::Model,
        judgement,
        wanted: "200 ChangePasswordResponse".to_owned(),
        got: "400 PasswordPolicyViolation".to_owned(),
        sent: "NewPassword = latin1*128 (128 characters, 256 bytes)".to_owned(),
        context: Vec::new(),
        known: None,
    }
}

/// A case that failed with these findings.
pub(super) fn failed(order: usize, id: &str, checks: &[Check]) -> CaseResult {
    let mut case = case(order, id);
    case.verdict = Verdict::Fail;
    case.findings = checks
        .iter()
        .map(|check| finding(&case, *check, Judgement::Fail))
        .collect();
    case
}

/// Excuses a case that failed, with all that a baseline may say.
pub(super) fn excused(case: &mut CaseResult) {
    case.verdict = Verdict::Known;
    for finding in &mut case.findings {
        finding.judgement = Judgement::Known;
        finding.known = Some(Known {
            reason: Some("counts <bytes>".to_owned()),
            tracking: Some("https://example.org/issues/1".to_owned()),
        });
    }
}

/// A case that passed, with a note.
pub(super) fn noted(order: usize, id: &str) -> CaseResult {
    let mut case = case(order, id);
    let note = finding(&case, Check::ContentType, Judgement::Note);
    let clause = Some(ClauseId::of("Envelope.content-type"));
    let (wanted, got) = ("text/xml".to_owned(), "application/xml".to_owned());
    case.findings = vec![Finding {
        clause,
        wanted,
        got,
        level: Level::Should,
        provenance: Provenance::Sibling,
        ..note
    }];
    case
}

pub(super) fn blocked(order: usize, id: &str, block: Block) -> CaseResult {
    CaseResult {
        verdict: Verdict::Blocked,
        block: Some(block),
        asked: Vec::new(),
        ..case(order, id)
    }
}

pub(super) fn in_error(order: usize, id: &str, error: &str) -> CaseResult {
    CaseResult {
        verdict: Verdict::Error,
        error: Some(error.to_owned()),
        asked: Vec::new(),
        ..case(order, id)
    }
}

pub(super) fn told(case: CaseResult) -> Event {
    Event::Case(Box::new(case))
}

/// The summary of these events' cases on a target.
pub(super) fn summary(events: &[Event], target: usize, exit: u8) -> Event {
    let cases = || {
        events.iter().filter_map(|event| {
            if let Event::Case(case) = event {
                Some(case)
            } else {
                None
            }
        })
    };
    let count = |verdict| {
        cases()
            .filter(|case| case.target == target && case.verdict == verdict)
            .count()
    };
    let notes = cases()
        .flat_map(|case| &case.findings)
        .filter(|finding| finding.judgement == Judgement::Note)
        .count();
    Event::Summary(Summary {
        target,
        pass: count(Verdict::Pass),
        fail: count(Verdict::Fail),
        known: count(Verdict::Known),
        blocked: count(Verdict::Blocked),
        error: count(Verdict::Error),
        notes,
        stale: Vec::new(),
        left_behind: Vec::new(),
        exchanges: 2711,
        elapsed: Duration::from_millis(842),
        exit,
    })
}

/// A step that was answered so.
pub(super) fn step(status: u16, headers: &[(&str, &[u8])], body: &[u8]) -> StepRecord {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.to_vec()))
        .collect();
    let answer = Answer {
        status,
        headers,
        body: body.to_vec(),
        took: Duration::from_micros(1_900),
    };
    unanswered(Ok(answer))
}

pub(super) fn unanswered(answer: Result<Answer, NoAnswer>) -> StepRecord {
    let sent = "POST / Action=ChangePassword OldPassword=current NewPassword=latin1*128".to_owned();
    StepRecord {
        sent,
        request: Request::change(Recipe::current(), Recipe::latin1(128)),
        answer,
        unordered: false,
        volatile: Vec::new(),
    }
}

/// A run in which much happened.
pub(super) fn eventful() -> Vec<Event> {
    let mut events = vec![
        started(&[TARGET], 13),
        remark("the account policy that was found is put back at the end"),
        remark(
            "an access key that was just made was refused twice before it was taken, so calls with new keys are \
             tried again for a while",
        ),
        told(case(0, "preflight")),
        told(failed(
            5,
            "new-password/length/128-latin1",
            &[Check::Status, Check::State],
        )),
        told(noted(1, "new-password/length/1-ascii")),
    ];
    for (nth, length) in (65..71).enumerate() {
        let id = format!("new-password/length/{length}-latin1");
        events.push(told(failed(6 + nth, &id, &[Check::Status, Check::State])));
    }
    let root = Block::Optional(
        "no root keys (PWSPEC_ROOT_ACCESS_KEY_ID, PWSPEC_ROOT_SECRET_ACCESS_KEY)".to_owned(),
    );
    events.extend([
        told(blocked(20, "caller/root/plain", root.clone())),
        told(blocked(21, "caller/root/wrong-old", root)),
        told(blocked(
            22,
            "caller/role/plain",
            Block::Essential("AssumeRole is refused".to_owned()),
        )),
        told(in_error(
            30,
            "concurrency/two-changes",
            "sign the request: the clock is before 1970",
        )),
        told(CaseResult {
            unwitnessed: Some("the caller's key is gone".to_owned()),
            ..case(31, "caller/key/deleted")
        }),
    ]);
    let end = summary(&events, 0, 70);
    events.push(end);
    events
}

/// A run of every kind of line, with every field that is sometimes left out.
pub(super) fn everything() -> Vec<Event> {
    let mut events = eventful();
    events.pop();
    let mut known = failed(40, "encoding/plus", &[Check::Status]);
    excused(&mut known);
    let mut drift = failed(41, "envelope/success", &[Check::Snapshot]);
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
    events.extend([told(known), told(drift)]);
    let mut end = summary(&events, 0, 70);
    if let Event::Summary(Summary {
        stale, left_behind, ..
    }) = &mut end
    {
        stale.push("new-password/length/129-latin1:status passes now".to_owned());
        left_behind.push("the user pwspec-7f3a-0".to_owned());
    }
    events.push(end);
    events
}

/// Two targets, of which the second counts bytes.
pub(super) fn on_two_targets() -> Vec<Event> {
    let mut events = vec![started(&[TARGET, OTHER], 5)];
    let on_other = |case: CaseResult| CaseResult { target: 1, ..case };
    for (nth, length) in (64..68).enumerate() {
        let id = format!("new-password/length/{length}-latin1");
        events.push(told(case(nth, &id)));
        events.push(told(on_other(failed(nth, &id, &[Check::Status]))));
    }
    events.push(told(case(9, "encoding/plus")));
    events.push(told(on_other(case(9, "encoding/plus"))));
    let ends = [summary(&events, 0, 0), summary(&events, 1, 1)];
    events.extend(ends);
    events
}
