//! The selftest, one JSON object a line: of the same contract as a run's lines, `fixtures/events.schema.json`.
//!
//! ```json
//! {"v":1,"type":"fault","name":"new-length-bytes","clause":"NewPassword.length.unit","fate":"killed","cases":190,"unseen":[],"blamed":[],"first":"NewPassword.length.unit","root_causes":1,"ms":412.5}
//! ```

use std::io;

use serde::Serialize;

use super::Sink;
use super::ndjson::{tenths, write};
use crate::case::CheckId;
use crate::selftest::{Alarm, Fate, Hearing, KillMatrix, SelftestEvent, Trial};

/// Writes the events as they come.
pub struct NdjsonSelftest<S> {
    out: S,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Body<'a> {
    Selftest {
        pwspec: &'static str,
        faults: usize,
        variants: usize,
        full: bool,
    },
    Plain {
        green: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        cases: Option<usize>,
    },
    Fault {
        name: &'a str,
        clause: &'a str,
        fate: &'static str,
        cases: usize,
        unseen: &'a [&'a str],
        blamed: &'a [CheckId],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        errors: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        first: Option<&'a str>,
        root_causes: usize,
        ms: f64,
    },
    Variant {
        name: &'a str,
        green: bool,
        cases: usize,
        alarms: Vec<String>,
        ms: f64,
    },
    KillMatrix {
        killed: usize,
        misblamed: usize,
        survived: usize,
        failed: usize,
        green: usize,
        alarmed: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        unseen: Option<&'a [String]>,
        root_causes_median: usize,
        root_causes_most: usize,
        elapsed_ms: u128,
        exit: u8,
    },
}

impl<S: Sink> NdjsonSelftest<S> {
    /// Writes there.
    pub fn new(out: S) -> Self {
        Self { out }
    }

    /// Takes note of an event.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn on(&mut self, event: &SelftestEvent<'_>) -> io::Result<()> {
        let body = match event {
            SelftestEvent::Started(started) => Body::Selftest {
                pwspec: env!("CARGO_PKG_VERSION"),
                faults: started.faults,
                variants: started.variants,
                full: started.full,
            },
            SelftestEvent::Green { cases, .. } => Body::Plain {
                green: true,
                cases: Some(*cases),
            },
            SelftestEvent::NotGreen(_) => Body::Plain {
                green: false,
                cases: None,
            },
            SelftestEvent::Fault(trial) => of_trial(trial),
            SelftestEvent::Variant(hearing) => of_hearing(hearing),
        };
        write(&mut self.out, body)
    }

    /// Writes the sum, if the selftest came to its end, and puts the report in its place.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(&mut self, matrix: Option<&KillMatrix>) -> io::Result<()> {
        if let Some(matrix) = matrix {
            write(&mut self.out, of_matrix(matrix))?;
        }
        self.out.commit()
    }
}

fn of_trial(trial: &Trial) -> Body<'_> {
    Body::Fault {
        name: trial.fault.name,
        clause: trial.fault.breaks,
        fate: trial.fate().word(),
        cases: trial.cases,
        unseen: &trial.unseen,
        blamed: &trial.blamed,
        errors: &trial.errors,
        first: trial.first.as_deref(),
        root_causes: trial.causes,
        ms: tenths(trial.elapsed),
    }
}

fn of_hearing(hearing: &Hearing) -> Body<'_> {
    let told = |alarm: &Alarm| format!("{}{}", alarm.case, alarm.what);
    Body::Variant {
        name: hearing.variant.name,
        green: hearing.is_green(),
        cases: hearing.cases,
        alarms: hearing.alarms.iter().map(told).collect(),
        ms: tenths(hearing.elapsed),
    }
}

fn of_matrix(matrix: &KillMatrix) -> Body<'_> {
    let is_green = |hearing: &&Hearing| hearing.is_green();
    let green = matrix.hearings.iter().filter(is_green).count();
    let causes = matrix.causes();
    Body::KillMatrix {
        killed: matrix.count(Fate::Killed),
        misblamed: matrix.count(Fate::Misblamed),
        survived: matrix.count(Fate::Survived),
        failed: matrix.count(Fate::Failed),
        green,
        alarmed: matrix.hearings.len() - green,
        unseen: matrix.unseen.as_deref(),
        root_causes_median: causes.map_or(0, |causes| causes.median),
        root_causes_most: causes.map_or(0, |causes| causes.most),
        elapsed_ms: matrix.elapsed.as_millis(),
        exit: matrix.exit().code(),
    }
}
