//! The state witness: which password is in force, told by ChangePassword itself.

use super::values::told_by;
use super::{Draft, Observed, Outcome};
use crate::case::{Check, InForce};
use crate::password::Secret;
use crate::spec::{ClauseId, Model, Parameter, answers};

/// What the witness heard of one password: whether it was taken for the old one.
#[derive(Clone, Debug)]
pub struct Testimony {
    /// The password asked about.
    pub password: Secret,
    /// Whether it is in force; none where no clear answer came.
    pub works: Option<bool>,
    /// Whether it was refused for breaking a constraint, which says nothing of what is in force.
    pub invalid: bool,
}

impl Testimony {
    /// What the answer to the password, offered as the old one, says of it.
    pub fn of(password: Secret, observed: &Observed) -> Self {
        let works = match observed.outcome {
            Outcome::Accepted => Some(true),
            Outcome::Refused => Some(false),
            Outcome::Unclear => None,
        };
        let of_a_value = |status: u16| {
            let code = observed.code();
            answers::VALIDATION.accepts(status, code) || answers::VALIDATION.tolerates(status, code)
        };
        Self {
            password,
            works,
            invalid: works == Some(false) && observed.status.is_some_and(of_a_value),
        }
    }
}

/// What is held against what must be.
#[derive(Clone, Debug)]
pub struct Witnessed<'a> {
    /// The specification's numbers.
    pub model: &'a Model,
    /// What must be in force.
    pub must: &'a InForce,
    /// Whether the last request that could change the password was accepted.
    pub last_accepted: bool,
    /// Whether anything at all was accepted since the case began.
    pub any_accepted: bool,
    /// Whether others of the case called, and the user itself did not.
    pub bystander: bool,
    /// What was heard.
    pub heard: &'a [Testimony],
    /// Clause to blame where more is known than that a change took effect or left a trace.
    pub about: Option<ClauseId>,
}

/// The departures of the state: a password that must be in force and is not, or one that is and must not be.
pub fn testify(witnessed: &Witnessed<'_>) -> Vec<Draft> {
    let must = witnessed.must.candidates();
    let is = |secret: &Secret| must.contains(secret);
    let working: Vec<&Testimony> = witnessed
        .heard
        .iter()
        .filter(|heard| heard.works == Some(true))
        .collect();
    let names = |secrets: &[Secret]| {
        let names: Vec<String> = secrets.iter().map(named).collect();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(" or ")
        }
    };
    let wanted = format!("in force: {}", names(must));
    let refuted = must.iter().all(|secret| {
        witnessed
            .heard
            .iter()
            .any(|heard| heard.password == *secret && heard.works == Some(false))
    });
    let general = |clause: &'static str| witnessed.about.clone().unwrap_or(ClauseId::of(clause));
    if !must.is_empty() && refuted {
        let clause = if let Some(clause) = taken_for_invalid(witnessed) {
            clause
        } else if witnessed.bystander {
            ClauseId::of("Operation.caller")
        } else if witnessed.last_accepted {
            general("ChangePassword.takes-effect")
        } else {
            ClauseId::of("ChangePassword.refused-changes-nothing")
        };
        let instead: Vec<Secret> = working
            .iter()
            .filter(|heard| !is(&heard.password))
            .map(|heard| heard.password.clone())
            .collect();
        let got = if instead.is_empty() {
            "in force: none of those asked".to_owned()
        } else {
            format!("in force: {}", names(&instead))
        };
        return vec![Draft::new(Check::State, clause, wanted, got)];
    }
    working
        .into_iter()
        .filter(|heard| !is(&heard.password))
        .take(1)
        .map(|heard| {
            let clause = if witnessed.any_accepted {
                general("ChangePassword.retires-old")
            } else {
                general("ChangePassword.refused-changes-nothing")
            };
            let got = format!("in force as well: {}", named(&heard.password));
            Draft::new(Check::State, clause, wanted.clone(), got)
        })
        .collect()
}

/// Its recipe; but what the harness draws anew in each run has no name that a baseline could pin.
fn named(secret: &Secret) -> String {
    if secret.recipe().is_salted() {
        "a password of the harness's own".to_owned()
    } else {
        secret.recipe().to_string()
    }
}

/// A password that may be in force is refused for breaking a constraint that it keeps: what it is a witness of, if of anything.
fn taken_for_invalid(witnessed: &Witnessed<'_>) -> Option<ClauseId> {
    let must = witnessed.must.candidates();
    let invalid = |heard: &&Testimony| heard.invalid && must.contains(&heard.password);
    let heard = witnessed.heard.iter().find(invalid)?;
    told_by(witnessed.model, Parameter::Old, heard.password.text()?)
}

/// Of a parameter given twice the first on the wire should count: which of the two is in force tells which one did.
pub fn first_counts(must: &InForce, heard: &[Testimony]) -> Option<Draft> {
    let (_, others) = must.candidates().split_first()?;
    let works = |testimony: &&Testimony| testimony.works == Some(true);
    let working = heard.iter().find(works)?;
    others.contains(&working.password).then(|| {
        let clause = ClauseId::of("FrontEnd.duplicate");
        let wanted = "in force: the first on the wire";
        Draft::new(Check::State, clause, wanted, "in force: a later one")
    })
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
