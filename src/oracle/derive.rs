//! From a question to what must happen.

use super::asked::{Asked, Value};
use super::question::{Caller, Question};
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
    /// Whether the caller is a user that has a login profile.
    pub has_profile: bool,
    /// The action as given, for the name of the success root.
    pub action: String,
}

/// Derives what must happen. Total: every request has an expectation, and where the sources are silent it is open.
pub fn derive(question: &Question<'_>) -> Derived {
    let asked = Asked::of(question);
    let mut front = asked.reasons.clone();
    front.extend(authentic::reasons(question.sign));
    front.extend(not_permitted(question, &asked));
    let rulings: Vec<Expect> = if asked.change {
        values::readings(&asked)
            .into_iter()
            .map(|(old, new)| {
                let mut reasons = front.clone();
                reasons.extend(of_reading(question, old, new));
                conclude(reasons, accepting_clause(question.model, old, new))
            })
            .collect()
    } else {
        vec![conclude(front, ClauseId::of("ChangePassword.accepts"))]
    };
    let mut expect = unite(rulings);
    expect.silence = asked.silence;
    let after = if asked.change {
        distinct(asked.new.iter().map(|value| value.bytes.clone()))
    } else {
        Vec::new()
    };
    let has_profile = matches!(question.caller, Caller::User(account) if !account.in_force.candidates().is_empty());
    let action = asked.action.unwrap_or_default();
    Derived {
        expect,
        after,
        has_profile,
        action,
    }
}

/// An action that nobody has is permitted only to who may do everything: an endpoint that authorizes before it looks the
/// action up says so.
fn not_permitted(question: &Question<'_>, asked: &Asked) -> Option<Reason> {
    let Caller::User(account) = question.caller else {
        return None;
    };
    let permitted = asked.change || account.permission == Permission::Broad;
    (!permitted && asked.action.is_some()).then(|| {
        let clause = ClauseId::of("Permission.none");
        Reason::may(Stage::State, clause, &answers::ACCESS_DENIED)
    })
}

fn of_reading(question: &Question<'_>, old: Option<&Value>, new: Option<&Value>) -> Vec<Reason> {
    use crate::spec::Parameter::{New, Old};
    // The parameter under test is the new one more often than not: its violation is named first.
    let mut reasons = values::violations(question.model, New, new);
    reasons.extend(values::violations(question.model, Old, old));
    if reasons.is_empty()
        && let (Some(old), Some(new)) = (old, new)
    {
        reasons.extend(refusal::reasons(question, &old.bytes, &new.bytes));
    }
    reasons
}

/// Union of what the reasons allow: validation comes before state, every other order is open.
fn conclude(mut reasons: Vec<Reason>, accepting: ClauseId) -> Expect {
    reasons.sort_by_key(|reason| (!reason.firm, reason.stage));
    let early = reasons
        .iter()
        .any(|reason| reason.stage <= Stage::Authentication);
    if !early
        && reasons
            .iter()
            .any(|reason| reason.stage == Stage::Validation && reason.firm)
    {
        reasons.retain(|reason| reason.stage == Stage::Validation);
    }
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
    reasons
        .iter()
        .fold(expect, |expect, reason| expect.or(reason.answers))
}

/// One ruling for all readings: where they differ, the request is open.
fn unite(rulings: Vec<Expect>) -> Expect {
    let mut rulings = rulings.into_iter();
    let Some(first) = rulings.next() else {
        return Expect::accepted(ClauseId::of("ChangePassword.accepts"));
    };
    rulings.fold(first, |mut all, one| {
        if one.ruling != all.ruling {
            all.ruling = Ruling::Open;
        }
        one.answers.into_iter().fold(all, Expect::or)
    })
}

/// Which clause a wrong refusal departs from: the one that this value is a witness of.
fn accepting_clause(model: &Model, old: Option<&Value>, new: Option<&Value>) -> ClauseId {
    use crate::spec::Parameter::{New, Old};
    for (parameter, value) in [(New, new), (Old, old)] {
        let Some(text) = value.and_then(|value| std::str::from_utf8(&value.bytes).ok()) else {
            continue;
        };
        let length = model.length(parameter);
        if text.len() > length.max {
            return parameter.clause("length.unit");
        }
        if text.chars().count() == length.max {
            return parameter.clause("length.max");
        }
        if text
            .chars()
            .any(|character| !matches!(character, ' '..='~'))
        {
            return parameter.clause("pattern.allows");
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
