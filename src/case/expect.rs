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
