//! From a question to what must happen.

use super::asked::Asked;
use super::question::{Caller, Question};
use super::reading::{Reading, readings};
use super::reason::{Reason, Stage};
use super::{authentic, refusal, values};
use crate::case::{Expect, Permission, Ruling};
use crate::spec::{ClauseId, Model, answers};

/// What must happen, and what may be in force after it.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Whether, and with what.
    pub expect: Expect,
    /// The new passwords that may be in force if the request is accepted, likeliest first; none where the request could
    /// change nothing.
    pub after: Vec<Vec<u8>>,
    /// Whether the caller is, by its signature, a user that has a login profile.
    pub has_profile: bool,
    /// The action as given, for the name of the success root.
    pub action: String,
}

/// Derives what must happen. Total: every request has an expectation, and where the sources are silent it is open.
pub fn derive(question: &Question<'_>) -> Derived {
    let model = question.model;
    let asked = Asked::of(question);
    let readings = readings(&asked);
    let rulings: Vec<Expect> = readings
        .iter()
        .map(|reading| {
            let accepting = accepting_clause(model, &asked, reading);
            conclude(of_reading(question, &asked, reading), accepting, &asked)
        })
        .collect();
    // Where the request must be refused whatever counts, an endpoint that accepts it may have taken any of them.
    let refused = rulings
        .iter()
        .all(|expect| expect.ruling == Ruling::Refused);
    let after = readings
        .iter()
        .zip(&rulings)
        .filter(|(reading, expect)| {
            reading.is_change(model) && (refused || expect.ruling != Ruling::Refused)
        })
        .filter_map(|(reading, _)| reading.new.map(<[u8]>::to_vec));
    let after = distinct(after);
    let mut expect = unite(rulings);
    expect.silence = asked.silence;
    // Whom a signature that does not hold speaks for, nobody knows.
    let holds = authentic::reasons(question.sign, question.http).is_none_or(|reason| !reason.firm);
    let has_profile = holds
        && matches!(question.caller, Caller::User(account) if !account.in_force.candidates().is_empty());
    let action = readings.first().and_then(|likeliest| likeliest.action);
    Derived {
        expect,
        after,
        has_profile,
        action: String::from_utf8_lossy(action.unwrap_or_default()).into_owned(),
    }
}

/// All that stands against the request, read so. Validation comes before state: what breaks a constraint is held against
/// nothing else of the kind.
fn of_reading(question: &Question<'_>, asked: &Asked, reading: &Reading<'_>) -> Vec<Reason> {
    use crate::spec::Parameter::{New, Old};
    let model = question.model;
    let mut reasons = asked.reasons.clone();
    reasons.extend(reading.reasons(model, asked));
    reasons.extend(authentic::reasons(question.sign, question.http));
    if !reading.is_change(model) {
        reasons.extend(not_permitted(question, reading));
        return reasons;
    }
    // The parameter under test is the new one more often than not: its violation is named first.
    let mut violations = values::violations(model, asked, New, reading.new);
    violations.extend(values::violations(model, asked, Old, reading.old));
    if violations.is_empty()
        && let (Some(old), Some(new)) = (reading.old, reading.new)
    {
        reasons.extend(refusal::reasons(question, old, new));
    }
    reasons.extend(violations);
    reasons
}

/// An action that nobody has is permitted only to who may do everything: an endpoint that authorizes before it looks the
/// action up says so.
fn not_permitted(question: &Question<'_>, reading: &Reading<'_>) -> Option<Reason> {
    let Caller::User(account) = question.caller else {
        return None;
    };
    let permitted = account.permission == Permission::Broad;
    (!permitted && reading.action.is_some()).then(|| {
        let clause = ClauseId::of("Permission.none");
        Reason::may(Stage::State, clause, &answers::ACCESS_DENIED)
    })
}

/// Union of what the reasons allow: which of them is found first is open.
fn conclude(mut reasons: Vec<Reason>, accepting: ClauseId, asked: &Asked) -> Expect {
    reasons.sort_by_key(|reason| (!reason.firm, reason.stage));
    let early = reasons
        .iter()
        .any(|reason| reason.stage <= Stage::Authentication);
    let Some(first) = reasons.first() else {
        return Expect::accepted(accepting);
    };
    let ruling = if first.firm {
        Ruling::Refused
    } else {
        Ruling::Open
    };
    let expect = Expect {
        ruling,
        ..Expect::refused(first.clause.clone(), first.answers)
    };
    let expect = reasons
        .iter()
        .fold(expect, |expect, reason| expect.or(reason.answers));
    // What is to be ignored may be told as well by an endpoint that does not: a note.
    if asked.ignorable && !early {
        expect.or(&answers::UNKNOWN_PARAMETER)
    } else {
        expect
    }
}

/// One ruling for all readings. Where one of them is open, so is the request; where they differ otherwise, the first on
/// the wire is the one that should count.
fn unite(rulings: Vec<Expect>) -> Expect {
    let differ = rulings
        .iter()
        .any(|expect| Some(expect.ruling) != rulings.first().map(|first| first.ruling));
    let open = rulings
        .iter()
        .position(|expect| expect.ruling == Ruling::Open);
    let Some(mut united) = rulings.get(open.unwrap_or_default()).cloned() else {
        return Expect::accepted(ClauseId::of("ChangePassword.accepts"));
    };
    if differ && open.is_none() {
        united.clause = ClauseId::of("FrontEnd.duplicate");
    }
    rulings
        .into_iter()
        .flat_map(|expect| expect.answers)
        .fold(united, Expect::or)
}

/// Which clause a wrong refusal departs from: the one that this request is a witness of.
fn accepting_clause(model: &Model, asked: &Asked, reading: &Reading<'_>) -> ClauseId {
    use crate::spec::Parameter::{New, Old};
    if asked.ignorable {
        return ClauseId::of("FrontEnd.unknown-parameter");
    }
    if asked.has_repeats() {
        return ClauseId::of("FrontEnd.duplicate.one");
    }
    for (parameter, value) in [(New, reading.new), (Old, reading.old)] {
        let Some(text) = value.and_then(|value| std::str::from_utf8(value).ok()) else {
            continue;
        };
        if let Some(clause) = values::told_by(model, parameter, text) {
            return clause;
        }
    }
    ClauseId::of("ChangePassword.accepts")
}

fn distinct(values: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let mut seen: Vec<Vec<u8>> = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

#[cfg(test)]
#[path = "derive_tests.rs"]
mod tests;
