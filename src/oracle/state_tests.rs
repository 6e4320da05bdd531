use super::*;
use crate::oracle::scene::{answer, error, secret, success};
use crate::password::Recipe;

/// What was heard of a password: `Some(true)` where it was taken for the old one.
fn heard(text: &str, works: Option<bool>) -> Testimony {
    Testimony {
        password: secret(text),
        works,
        invalid: false,
    }
}

/// A case in which all was accepted, the user alone called, and nothing more is known.
struct Held {
    must: InForce,
    last_accepted: bool,
    any_accepted: bool,
    bystander: bool,
    about: Option<&'static str>,
}

impl Held {
    fn to(must: &str) -> Self {
        Self {
            must: InForce::One(secret(must)),
            last_accepted: true,
            any_accepted: true,
            bystander: false,
            about: None,
        }
    }

    fn departs(&self, heard: &[Testimony]) -> Vec<(String, String)> {
        let drafts = testify(&Witnessed {
            model: &Model::compiled_in().unwrap(),
            must: &self.must,
            last_accepted: self.last_accepted,
            any_accepted: self.any_accepted,
            bystander: self.bystander,
            heard,
            about: self.about.map(ClauseId::of),
        });
        let told = |draft: Draft| (draft.clause.to_string(), draft.got);
        drafts.into_iter().map(told).collect()
    }
}

fn one(clause: &str, got: &str) -> Vec<(String, String)> {
    vec![(clause.to_owned(), got.to_owned())]
}

const NONE: &str = "in force: none of those asked";

#[test]
fn a_password_works_where_it_was_taken_and_only_a_constraint_says_that_it_is_invalid() {
    for (answer, works, invalid) in [
        (success(""), Some(true), false),
        (error(403, "AccessDenied"), Some(false), false),
        (error(400, "ValidationError"), Some(false), true),
        (error(400, "InvalidParameterValue"), Some(false), true),
        (error(404, "ValidationError"), Some(false), false),
        (answer(500, "text/html", ""), None, false),
        (error(200, "ValidationError"), None, false),
    ] {
        let status = answer.status;
        let testimony = Testimony::of(secret("a"), &Observed::of(&Ok(answer)));
        assert_eq!(
            (testimony.works, testimony.invalid),
            (works, invalid),
            "{status}"
        );
    }
}

#[test]
fn nothing_departs_where_what_must_be_in_force_is_and_the_others_are_not() {
    let held = Held::to("new");
    assert!(
        held.departs(&[heard("new", Some(true)), heard("old", Some(false))])
            .is_empty()
    );
    assert!(
        held.departs(&[heard("new", None), heard("old", None)])
            .is_empty()
    );
    assert!(held.departs(&[]).is_empty());
    assert!(
        held.departs(&[heard("old", Some(false))]).is_empty(),
        "that another was refused refutes nothing"
    );
}

#[test]
fn a_change_that_was_answered_200_but_not_stored_did_not_take_effect() {
    let held = Held::to("new");
    let clause = "ChangePassword.takes-effect";
    let refuted = heard("new", Some(false));
    assert_eq!(
        held.departs(std::slice::from_ref(&refuted)),
        one(clause, NONE)
    );
    assert_eq!(
        held.departs(&[refuted.clone(), heard("old", Some(true))]),
        one(clause, "in force: current"),
        "what is there instead is named"
    );
    let known = Held {
        about: Some("User.reset"),
        ..Held::to("new")
    };
    assert_eq!(known.departs(&[refuted]), one("User.reset", NONE));
}

#[test]
fn a_refused_change_that_was_stored_changed_something() {
    let refused = Held {
        last_accepted: false,
        any_accepted: false,
        about: Some("User.reset"),
        ..Held::to("old")
    };
    let clause = "ChangePassword.refused-changes-nothing";
    let lost = [heard("old", Some(false)), heard("new", Some(true))];
    assert_eq!(refused.departs(&lost), one(clause, "in force: current"));
    let both = [heard("old", Some(true)), heard("new", Some(true))];
    assert_eq!(
        refused.departs(&both),
        one("User.reset", "in force as well: current")
    );
    let plain = Held {
        about: None,
        ..refused
    };
    assert_eq!(
        plain.departs(&both),
        one(clause, "in force as well: current")
    );
}

#[test]
fn an_accepted_change_retires_the_old_password() {
    let both = [
        heard("new", Some(true)),
        heard("old", Some(true)),
        heard("older", Some(true)),
    ];
    assert_eq!(
        Held::to("new").departs(&both),
        one("ChangePassword.retires-old", "in force as well: current"),
        "told once"
    );
}

#[test]
fn a_user_that_did_not_call_keeps_its_password() {
    let bystander = Held {
        bystander: true,
        ..Held::to("old")
    };
    let lost = [heard("old", Some(false))];
    assert_eq!(bystander.departs(&lost), one("Operation.caller", NONE));
}

#[test]
fn of_two_that_may_be_in_force_one_is_enough() {
    let either = Held {
        must: InForce::OneOf(vec![secret("old"), secret("new")]),
        ..Held::to("")
    };
    let clause = "ChangePassword.takes-effect";
    let (old, new) = (heard("old", Some(false)), heard("new", Some(false)));
    assert!(either.departs(std::slice::from_ref(&old)).is_empty());
    assert!(
        either
            .departs(&[old.clone(), heard("new", Some(true))])
            .is_empty()
    );
    assert_eq!(either.departs(&[old, new]), one(clause, NONE));
}

#[test]
fn without_a_profile_nothing_may_work() {
    let none = Held {
        must: InForce::NoProfile,
        ..Held::to("")
    };
    assert!(none.departs(&[heard("old", Some(false))]).is_empty());
    assert_eq!(
        none.departs(&[heard("old", Some(true))]),
        one("ChangePassword.retires-old", "in force as well: current")
    );
}

#[test]
fn a_password_in_force_that_is_called_invalid_is_a_witness_of_the_constraint_that_it_keeps() {
    let long = "a".repeat(128);
    let held = Held::to(&long);
    let called_invalid = |text: &str| Testimony {
        invalid: true,
        ..heard(text, Some(false))
    };
    assert_eq!(
        held.departs(&[called_invalid(&long)]),
        one("OldPassword.length.max", NONE)
    );
    let clause = "ChangePassword.takes-effect";
    assert_eq!(
        held.departs(&[heard(&long, Some(false))]),
        one(clause, NONE),
        "it was refused for something else"
    );
    assert_eq!(
        held.departs(&[called_invalid(&"b".repeat(128)), heard(&long, Some(false))]),
        one(clause, NONE),
        "another was called so"
    );
}

#[test]
fn what_the_harness_draws_anew_in_each_run_has_no_name() {
    let salted = Secret::new(Recipe::salted(&["case"], 12), b"drawn".to_vec());
    assert_eq!(named(&salted), "a password of the harness's own");
    let seeded = Recipe::seeded(&["case"], 12);
    let secret = Secret::new(seeded.clone(), b"drawn".to_vec());
    assert_eq!(named(&secret), seeded.to_string());
}

#[test]
fn that_a_later_one_counts_is_told() {
    let must = InForce::OneOf(vec![secret("first"), secret("last")]);
    let hears = |text: &str, works| {
        let draft = first_counts(&must, &[heard(text, works)]);
        draft.map(|draft| draft.clause)
    };
    let clause = ClauseId::of("FrontEnd.duplicate");
    assert_eq!(hears("last", Some(true)), Some(clause));
    assert_eq!(hears("first", Some(true)), None);
    assert_eq!(hears("last", Some(false)), None);
    assert_eq!(hears("other", Some(true)), None);
}
