//! What must come of a request: declared by the matrix, derived by the oracle, held against each other by a test.

use crate::spec::{Answers, ClauseId};

/// Whether a request is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It must be accepted.
    Accepted,
    /// It must be refused.
    Refused,
    /// The specification leaves it open: judged for sanity only.
    Open,
}

/// The two halves of an expectation: whether, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// Whether the request is accepted.
    pub ruling: Ruling,
    /// The clause that says so.
    pub clause: ClauseId,
    /// With what a refusal may be answered: any of these sets.
    pub answers: Vec<&'static Answers>,
    /// Whether no answer at all is acceptable: HTTP lets a server close the connection on such a request.
    pub silence: bool,
}

impl Expect {
    /// It must be accepted.
    pub fn accepted(clause: ClauseId) -> Self {
        Self {
            ruling: Ruling::Accepted,
            clause,
            answers: Vec::new(),
            silence: false,
        }
    }

    /// It must be refused, and so.
    pub fn refused(clause: ClauseId, answers: &'static Answers) -> Self {
        Self {
            ruling: Ruling::Refused,
            clause,
            answers: vec![answers],
            silence: false,
        }
    }

    /// It may be accepted; a refusal is answered so.
    pub fn open(clause: ClauseId, answers: &'static Answers) -> Self {
        Self {
            ruling: Ruling::Open,
            clause,
            answers: vec![answers],
            silence: false,
        }
    }

    /// A refusal may be answered so as well.
    pub fn or(mut self, answers: &'static Answers) -> Self {
        if !self.answers.contains(&answers) {
            self.answers.push(answers);
        }
        self
    }

    /// No answer at all is acceptable as well.
    pub fn or_silence(mut self) -> Self {
        self.silence = true;
        self
    }

    /// Whether a refusal with this status and code tells of a broken constraint, and of nothing else that may be told so:
    /// its message has a known frame then.
    pub fn is_framed(&self, status: u16, code: Option<&str>) -> bool {
        let mut others = self.answers.iter().filter(|answers| !answers.is_framed());
        self.answers.iter().any(|answers| answers.is_framed())
            && !others.any(|answers| answers.accepts(status, code))
    }

    /// What is wanted, as a person reads it.
    pub fn wanted(&self, action: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        if self.ruling != Ruling::Refused {
            parts.push(format!("200 {action}Response"));
        }
        for wanted in self.answers.iter().flat_map(|answers| answers.wanted()) {
            if !parts.contains(&wanted) {
                parts.push(wanted);
            }
        }
        if parts.iter().any(|part| part == "any 4xx") && self.ruling == Ruling::Refused {
            return "any 4xx".to_owned();
        }
        parts.join(" or ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::answers;

    #[test]
    fn a_message_is_framed_where_nothing_but_a_broken_constraint_is_told_with_its_code() {
        let clause = ClauseId::of("NewPassword.length.max");
        let code = Some("ValidationError");
        let invalid = Expect::refused(clause.clone(), &answers::VALIDATION);
        assert!(invalid.is_framed(400, code));
        let or_against_the_policy = invalid.clone().or(&answers::POLICY);
        assert!(or_against_the_policy.is_framed(400, code));
        let or_by_a_session = invalid.or(&answers::SESSION);
        assert!(!or_by_a_session.is_framed(400, code));
        let by_a_session = Expect::refused(clause, &answers::SESSION);
        assert!(!by_a_session.is_framed(400, code));
    }
}
