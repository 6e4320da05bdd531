//! An administrator's new password counts at once, and the user's earlier one does not any more (UpdateLoginProfile).

use crate::case::{Admin, Caller, Case, CaseBuilder, Expect, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "state/reset";

/// Before, after and between changes of the user's own.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    vec![
        Story::new("counts-at-once").reset("b").works("b", "c"),
        Story::new("kills-the-earlier")
            .reset("b")
            .dead("a")
            .works("b", "c"),
        Story::new("twice")
            .reset("b")
            .reset("c")
            .dead("b")
            .works("c", "d"),
        Story::new("after-a-change")
            .works("a", "b")
            .reset("c")
            .dead("b")
            .dead("a")
            .works("c", "d"),
        Story::new("back-to-the-first")
            .works("a", "b")
            .reset("a")
            .dead("b")
            .works("a", "c"),
        Story::new("to-the-current").reset("a").works("a", "b"),
        Story::new("then-retired")
            .reset("b")
            .works("b", "c")
            .dead("b")
            .works("c", "d"),
    ]
    .into_iter()
    .map(|story| story.0.build())
    .chain([of_another()])
    .collect()
}

/// What happens to the lane's user, whose password is `a` at first.
struct Story(CaseBuilder);

impl Story {
    fn new(name: &str) -> Self {
        let case = CaseBuilder::new(SECTION, name);
        let start = case.fresh("a");
        Self(case.starting_with(start))
    }

    fn reset(self, to: &str) -> Self {
        let password = self.0.fresh(to);
        Self(self.0.admin(Admin::Reset { user: 0, password }))
    }

    /// The password is in force, and is changed to another.
    fn works(self, old: &str, new: &str) -> Self {
        let request = Request::change(self.0.fresh(old), self.0.fresh(new));
        Self(self.0.sends(request, accepted("User.reset")))
    }

    fn dead(self, old: &str) -> Self {
        let request = Request::change(self.0.fresh(old), self.0.fresh("z"));
        Self(self.0.sends(request, dead()))
    }
}

fn dead() -> Expect {
    Expect::refused(ClauseId::of("User.reset"), &answers::WRONG_PASSWORD)
}

/// Another user's reset is no business of this one.
fn of_another() -> Case {
    let case = CaseBuilder::new(SECTION, "of-another");
    let [start, theirs, reset] = ["a", "theirs", "reset"].map(|word| case.fresh(word));
    let change = |old: &str, new: &str| Request::change(case.fresh(old), case.fresh(new));
    let requests = [
        (change("reset", "b"), dead()),
        (change("a", "b"), accepted("ChangePassword.stays")),
        (change("theirs", "c").by(Caller::User(1)), dead()),
        (
            change("reset", "c").by(Caller::User(1)),
            accepted("User.reset"),
        ),
    ];
    let case = CaseBuilder::new(SECTION, "of-another")
        .about([Subject::Lane, Subject::made(theirs)])
        .starting_with(start)
        .admin(Admin::Reset {
            user: 1,
            password: reset,
        });
    requests
        .into_iter()
        .fold(case, |case, (request, expect)| case.sends(request, expect))
        .build()
}
