//! Every way to read a request: of a parameter given twice one counts, and a value with a malformed escape is taken
//! literally, but for its good escapes or as a whole.

use super::asked::Asked;
use super::reason::{Reason, Stage};
use crate::spec::{Answers, ClauseId, Model, answers};

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub(super) action: Option<&'a [u8]>,
    pub(super) version: Option<&'a [u8]>,
    pub(super) old: Option<&'a [u8]>,
    pub(super) new: Option<&'a [u8]>,
}

/// All of them, the likeliest first: the first on the wire counts.
pub(super) fn readings(asked: &Asked) -> Vec<Reading<'_>> {
    let mut readings = Vec::new();
    for &action in &meanings(asked, "Action") {
        for &version in &meanings(asked, "Version") {
            for &old in &meanings(asked, "OldPassword") {
                for &new in &meanings(asked, "NewPassword") {
                    readings.push(Reading {
                        action,
                        version,
                        old,
                        new,
                    });
                }
            }
        }
    }
    readings
}

/// What the first and the last of the values given may mean.
fn meanings<'a>(asked: &'a Asked, name: &str) -> Vec<Option<&'a [u8]>> {
    let given = || asked.given(name);
    let mut meanings: Vec<Option<&[u8]>> = Vec::new();
    for field in given().take(1).chain(given().last()) {
        for meaning in [Some(field.value.as_slice()), field.undecoded.as_deref()] {
            if meaning.is_some() && !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        }
    }
    if meanings.is_empty() {
        meanings.push(None);
    }
    meanings
}

impl Reading<'_> {
    /// Whether this is a ChangePassword, for an endpoint that overlooks its version.
    pub(super) fn is_change(&self, model: &Model) -> bool {
        self.action == Some(model.operation.as_bytes())
    }

    /// What the front end has against action and version.
    pub(super) fn reasons(&self, model: &Model, asked: &Asked) -> Vec<Reason> {
        let must = |clause: &'static str, answers: &'static Answers| {
            Reason::must(Stage::Front, ClauseId::of(clause), answers)
        };
        let missing = |name: &str, clause: &'static str, answers: &'static Answers| {
            let respelled = asked.is_respelled(name);
            must(if respelled { "Form.name-case" } else { clause }, answers)
        };
        let mut reasons = Vec::new();
        let clause = "FrontEnd.missing-action";
        match self.action {
            None => reasons.push(missing("Action", clause, &answers::MISSING_ACTION)),
            Some(b"") => {
                reasons.push(must(clause, &answers::MISSING_ACTION));
                reasons.push(must("FrontEnd.unknown-action", &answers::INVALID_ACTION));
            }
            Some(_) if self.is_change(model) => {}
            Some(_) => reasons.push(must("FrontEnd.unknown-action", &answers::INVALID_ACTION)),
        }
        let clause = "FrontEnd.missing-version";
        match self.version {
            None => reasons.push(missing("Version", clause, &answers::MISSING_VERSION)),
            Some(b"") => reasons.push(must(clause, &answers::MISSING_VERSION)),
            Some(version) if version == model.version.as_bytes() => {}
            Some(_) => reasons.push(must("FrontEnd.wrong-version", &answers::WRONG_VERSION)),
        }
        reasons
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
