//! A case about a user of a clean history, under a window of reuse prevention.

use crate::case::{Case, CaseBuilder, Expect, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::AccountPolicy;

const SECTION: &str = "policy/reuse";

/// The case in the making. Its passwords go by words: 0 is the first user's first.
pub(super) struct History {
    case: CaseBuilder,
}

impl History {
    /// One user under the window.
    pub(super) fn of(window: usize, name: &str) -> Self {
        Self::of_users(window, name, &["0"])
    }

    /// Two users under the window.
    pub(super) fn of_two(window: usize, name: &str) -> Self {
        Self::of_users(window, name, &["0", "other"])
    }

    fn of_users(window: usize, name: &str, first: &[&str]) -> Self {
        let name = format!("window-{window}-{name}");
        let policy = AccountPolicy {
            reuse_prevention: Some(window),
            ..AccountPolicy::RELAXED
        };
        let case = CaseBuilder::new(SECTION, name).under(policy);
        let users: Vec<Subject> = first
            .iter()
            .map(|word| Subject::made(case.fresh(word)))
            .collect();
        Self {
            case: case.about(users),
        }
    }

    /// The password of that word.
    pub(super) fn password(&self, word: impl ToString) -> Recipe {
        self.case.fresh(&word.to_string())
    }

    /// The first user changes to this password.
    pub(super) fn changes_to(self, new: Recipe, expect: Expect) -> Self {
        self.then(|case| case.sends(Request::change(Recipe::current(), new), expect))
    }

    /// So many changes, to the passwords 1, 2, 3 …
    pub(super) fn changes(self, count: usize) -> Self {
        (1..=count).fold(self, |history, number| {
            let new = history.password(number);
            history.changes_to(new, accepted("ChangePassword.accepts"))
        })
    }

    /// And this.
    pub(super) fn then(mut self, more: impl FnOnce(CaseBuilder) -> CaseBuilder) -> Self {
        self.case = more(self.case);
        self
    }

    pub(super) fn build(self) -> Case {
        self.case.build()
    }
}
