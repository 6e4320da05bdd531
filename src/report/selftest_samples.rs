//! A selftest made by hand, for the tests of every format.

use std::time::Duration;

use super::NdjsonSelftest;
use super::samples;
use crate::case::Check;
use crate::reference::{Fault, Variant};
use crate::runner::Event;
use crate::selftest::{Alarm, Hearing, KillMatrix, Red, SelftestEvent, SelftestStarted, Trial};

const fn fault(name: &'static str, caught_by: &'static [&'static str]) -> Fault {
    Fault {
        name,
        sentence: "counts the UTF-8 bytes of a new password, | not its characters",
        breaks: "NewPassword.length.unit",
        caught_by,
        also: &[],
        apply: |_| {},
    }
}

static KILLED: Fault = fault("new-length-bytes", &["new-password/length/*-latin1:status"]);
static SURVIVED: Fault = fault("new-length-utf16", &["a/b:status", "a/*:state"]);
static MISBLAMED: Fault = fault("new-length-halved", &["a/b:status"]);
static FAILED: Fault = fault("new-length-in-graphemes", &["a/b:status"]);
static GREEN: Variant = Variant {
    name: "cdata",
    sentence: "writes texts as CDATA sections",
    apply: |_| {},
};
static LOUD: Variant = Variant {
    name: "throttling",
    sentence: "throttles every 20th call with 400 Throttling",
    apply: |_| {},
};

fn trial(fault: &'static Fault, causes: usize, checks: &[Check]) -> Trial {
    let mut red = Red::default();
    for check in checks {
        red.note(&samples::case(0, "new-password/length/65-latin1"), *check);
    }
    Trial {
        fault,
        unseen: Vec::new(),
        blamed: Vec::new(),
        first: Some(fault.breaks.to_owned()),
        causes,
        errors: Vec::new(),
        red,
        cases: 191,
        elapsed: Duration::from_micros(412_540),
    }
}

fn hearing(variant: &'static Variant) -> Hearing {
    Hearing {
        variant,
        noted: Red::default(),
        alarms: Vec::new(),
        left_behind: false,
        cases: 160,
        elapsed: Duration::from_micros(2_300_010),
    }
}

/// Everything as it should be.
pub(super) fn all_right() -> KillMatrix {
    KillMatrix {
        trials: vec![trial(&KILLED, 1, &[Check::Status])],
        hearings: vec![hearing(&GREEN)],
        unseen: Some(Vec::new()),
        elapsed: Duration::from_millis(8_120),
    }
}

/// Everything that can go wrong.
pub(super) fn all_wrong() -> KillMatrix {
    let checks = [Check::Status, Check::State];
    let mut survived = trial(&SURVIVED, 0, &[]);
    survived.unseen = SURVIVED.caught_by.to_vec();
    survived.first = None;
    let mut misblamed = trial(&MISBLAMED, 9, &checks);
    misblamed.first = Some("NewPassword.length.max".to_owned());
    let red = (0..8).map(|nth| samples::failed(nth, &format!("a/{nth}"), &[Check::Status]));
    misblamed.blamed = red.map(|case| case.findings[0].id()).collect();
    let mut failed = trial(&FAILED, 1, &checks);
    failed.errors = vec!["a/b: failed to sign the request: the clock is before 1970".to_owned()];
    let mut loud = hearing(&LOUD);
    loud.left_behind = true;
    loud.alarms = vec![Alarm {
        case: samples::case(0, "a/b").id,
        what: ":status wanted 200 ChangePasswordResponse, got 400 Throttling".to_owned(),
    }];
    let killed = trial(&KILLED, 1, &[Check::Status]);
    KillMatrix {
        trials: vec![killed, survived, misblamed, failed],
        hearings: vec![hearing(&GREEN), loud],
        unseen: Some(vec!["**:leak".to_owned(), "**:liveness".to_owned()]),
        elapsed: Duration::from_millis(98_120),
    }
}

/// Tells all of it.
pub(super) fn tell(hear: &mut dyn FnMut(&SelftestEvent<'_>)) {
    let matrix = all_wrong();
    hear(&SelftestEvent::Started(SelftestStarted {
        faults: matrix.trials.len(),
        variants: matrix.hearings.len(),
        full: false,
    }));
    hear(&SelftestEvent::Green {
        cases: 3774,
        elapsed: Duration::from_millis(4_100),
    });
    for trial in &matrix.trials {
        hear(&SelftestEvent::Fault(trial));
    }
    for hearing in &matrix.hearings {
        hear(&SelftestEvent::Variant(hearing));
    }
}

/// A run of the plain endpoint in which something is found.
pub(super) fn red_run() -> Vec<Event> {
    let failed = samples::failed(1, "new-password/length/128-latin1", &[Check::Status]);
    let mut events = vec![
        samples::started(&[samples::TARGET], 1),
        samples::told(failed),
    ];
    events.push(samples::summary(&events, 0, 1));
    events
}

/// What programs read of a plain endpoint that is not green.
pub(super) fn not_green_line() -> String {
    let mut out = Vec::new();
    let mut ndjson = NdjsonSelftest::new(&mut out);
    ndjson.on(&SelftestEvent::NotGreen(&red_run())).unwrap();
    ndjson.finish(None).unwrap();
    String::from_utf8(out).unwrap()
}
