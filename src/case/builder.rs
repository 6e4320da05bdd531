//! How a section of the matrix writes a case.

use super::{Admin, Case, CaseId, Expect, Needs, PolicyNeed, Request, Send, Step, Subject};
use crate::password::Recipe;
use crate::spec::{AccountPolicy, ClauseId};

/// A case in the making.
#[derive(Clone, Debug)]
pub struct CaseBuilder {
    section: &'static str,
    name: String,
    policy: PolicyNeed,
    subjects: Vec<Subject>,
    start: Option<Recipe>,
    steps: Vec<Step>,
    needs: Needs,
    clauses: Vec<ClauseId>,
}

impl CaseBuilder {
    /// `section/name`
    pub fn new(section: &'static str, name: impl Into<String>) -> Self {
        Self {
            section,
            name: name.into(),
            policy: PolicyNeed::Any,
            subjects: vec![Subject::Lane],
            start: None,
            steps: Vec::new(),
            needs: Needs {
                operation: true,
                ..Needs::default()
            },
            clauses: Vec::new(),
        }
    }

    /// A password of the case's own: unlike any other's, conformant to every policy, 24 characters.
    pub fn fresh(&self, word: &str) -> Recipe {
        Recipe::seeded(&[self.section, &self.name, word], 24)
    }

    /// Under this account policy.
    pub fn under(mut self, policy: AccountPolicy) -> Self {
        self.policy = PolicyNeed::Exactly(policy);
        self
    }

    /// Under the default policy: none set.
    pub fn under_none(mut self) -> Self {
        self.policy = PolicyNeed::Unset;
        self
    }

    /// With this password in force.
    pub fn starting_with(mut self, password: Recipe) -> Self {
        self.start = Some(password);
        self
    }

    /// About these users instead of the lane's own.
    pub fn about(mut self, subjects: impl IntoIterator<Item = Subject>) -> Self {
        self.subjects = subjects.into_iter().collect();
        self.needs.admin = true;
        self
    }

    /// Bears on this clause too: what its expectations do not name themselves.
    pub fn touching(mut self, clause: ClauseId) -> Self {
        self.clauses.push(clause);
        self
    }

    /// Needs this as well.
    pub fn needing(mut self, more: impl FnOnce(&mut Needs)) -> Self {
        more(&mut self.needs);
        self
    }

    /// Sends the request, and declares what must come of it.
    pub fn sends(mut self, request: Request, expect: Expect) -> Self {
        let expect = Some(expect);
        self.steps.push(Step::Send(Send { request, expect }));
        self
    }

    /// Sends the request, and leaves to the oracle what must come of it.
    pub fn sends_derived(mut self, request: Request) -> Self {
        let expect = None;
        self.steps.push(Step::Send(Send { request, expect }));
        self
    }

    /// Sends the requests at once.
    pub fn sends_together(mut self, requests: Vec<Request>) -> Self {
        self.steps.push(Step::Together(requests));
        self
    }

    /// An administrator's call.
    pub fn admin(mut self, admin: Admin) -> Self {
        self.needs.admin = true;
        self.needs.alone |= matches!(admin, Admin::Policy(_) | Admin::TersePolicy(_));
        self.steps.push(Step::Admin(admin));
        self
    }

    /// Asks which password is in force.
    pub fn asks_witness(mut self) -> Self {
        self.steps.push(Step::Witness);
        self
    }

    /// The case. A name that is no case id is a fault of the section; it is spelled out in the id, where a test sees it.
    pub fn build(self) -> Case {
        let id = format!("{}/{}", self.section, self.name);
        let id = id
            .parse::<CaseId>()
            .unwrap_or_else(|_| CaseId::malformed(&id));
        Case {
            id,
            section: self.section,
            policy: self.policy,
            subjects: self.subjects,
            start: self.start,
            steps: self.steps,
            needs: self.needs,
            clauses: self.clauses,
        }
    }
}
