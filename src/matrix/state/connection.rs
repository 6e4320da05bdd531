//! A kept-alive connection carries requests and nothing else: no caller, no parameter, no verdict of an earlier one.

use crate::case::{Caller, Case, CaseBuilder, Connection, Expect, Request, Sign, Subject};
use crate::matrix::shapes::{accepted, wrong_password};
use crate::password::Recipe;
use crate::spec::{Answers, ClauseId, Model, Parameter, answers};

const SECTION: &str = "state/connection";

/// Several requests, by one or two users, on one connection.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = lacking();
    cases.extend([
        alternating(),
        others_password(),
        verified_once(),
        unsigned_after_signed(),
        complete_after_lacking(),
        shorter_after_longer(model),
    ]);
    cases
}

fn kept(mut request: Request) -> Request {
    request.connection = Connection::Kept;
    request
}

fn change(case: &CaseBuilder, old: &str, new: &str) -> Request {
    kept(Request::change(case.fresh(old), case.fresh(new)))
}

fn works() -> Expect {
    accepted("ChangePassword.accepts")
}

/// A case whose user has the password `a`, beside another whose password is `other-a` where there are two.
fn new(name: &str, users: usize) -> CaseBuilder {
    let case = CaseBuilder::new(SECTION, name);
    let [start, theirs] = ["a", "other-a"].map(|word| case.fresh(word));
    let case = match users {
        1 => case,
        _ => case.about([Subject::Lane, Subject::made(theirs)]),
    };
    case.starting_with(start)
}

/// What one request lacks is not taken from the one before.
fn lacking() -> Vec<Case> {
    let parameters: [(&str, &str, ClauseId, &'static Answers); 4] = [
        (
            "action",
            "Action",
            ClauseId::of("FrontEnd.missing-action"),
            &answers::MISSING_ACTION,
        ),
        (
            "version",
            "Version",
            ClauseId::of("FrontEnd.missing-version"),
            &answers::MISSING_VERSION,
        ),
        (
            "old-password",
            "OldPassword",
            Parameter::Old.clause("required"),
            &answers::MISSING,
        ),
        (
            "new-password",
            "NewPassword",
            Parameter::New.clause("required"),
            &answers::MISSING,
        ),
    ];
    let mut cases = Vec::new();
    for (word, name, clause, answers) in parameters {
        let case = new(&format!("without-{word}"), 1);
        let complete = change(&case, "a", "b");
        let lacking = change(&case, "b", "c").without(name);
        cases.push(
            case.sends(complete, works())
                .sends(lacking, Expect::refused(clause, answers))
                .build(),
        );
    }
    let nothing = || {
        Expect::refused(
            ClauseId::of("FrontEnd.missing-action"),
            &answers::MISSING_ACTION,
        )
        .or(&answers::MISSING_VERSION)
    };
    let empty = kept(Request::with(Vec::new()));
    let bare = kept(Request::with(Vec::new()).get());
    for (word, get, request) in [
        ("empty-post-after-get", true, empty),
        ("bare-get-after-post", false, bare),
    ] {
        let case = new(word, 1);
        let complete = change(&case, "a", "b");
        let complete = if get { complete.get() } else { complete };
        cases.push(
            case.sends(complete, works())
                .sends(request, nothing())
                .build(),
        );
    }
    cases.push(without_passwords_after_another());
    cases
}

fn without_passwords_after_another() -> Case {
    let case = new("without-passwords-after-another", 2);
    let complete = change(&case, "other-a", "other-b").by(Caller::User(1));
    let lacking = change(&case, "a", "b")
        .without("OldPassword")
        .without("NewPassword");
    case.sends(complete, works())
        .sends(
            lacking,
            Expect::refused(Parameter::New.clause("required"), &answers::MISSING),
        )
        .build()
}

/// Two users in turn: each request is its signer's.
fn alternating() -> Case {
    let mut case = new("alternating", 2);
    for (old, new) in [("a", "b"), ("b", "c"), ("c", "d")] {
        let mine = change(&case, old, new);
        let theirs = change(&case, &format!("other-{old}"), &format!("other-{new}"));
        case = case
            .sends(mine, accepted("Operation.caller"))
            .sends(theirs.by(Caller::User(1)), accepted("Operation.caller"));
    }
    case.build()
}

/// What one user has just set is no password of the other's.
fn others_password() -> Case {
    let case = new("others-password", 2);
    let mine = change(&case, "a", "b");
    let crossed = change(&case, "b", "c").by(Caller::User(1));
    let theirs = change(&case, "other-a", "other-b").by(Caller::User(1));
    case.sends(mine, works())
        .sends(crossed, wrong_password())
        .sends(theirs, works())
        .build()
}

/// That the old password was right once does not spare it the next time.
fn verified_once() -> Case {
    let case = new("verified-once", 1);
    let (right, wrong) = (change(&case, "a", "b"), change(&case, "wrong", "c"));
    case.sends(right, works())
        .sends(wrong, wrong_password())
        .build()
}

/// That one request was signed does not spare the next one its signature.
fn unsigned_after_signed() -> Case {
    let case = new("unsigned-after-signed", 1);
    let signed = change(&case, "a", "b");
    let unsigned = change(&case, "b", "c").signed(Sign::None);
    case.needing(|needs| needs.signatures = true)
        .sends(signed, works())
        .sends(
            unsigned,
            Expect::refused(ClauseId::of("Auth.unsigned"), &answers::UNSIGNED),
        )
        .build()
}

/// A refused request spoils nothing for the next one.
fn complete_after_lacking() -> Case {
    let case = new("complete-after-lacking", 1);
    let lacking = change(&case, "a", "b").without("NewPassword");
    let complete = change(&case, "a", "c");
    case.sends(
        lacking,
        Expect::refused(Parameter::New.clause("required"), &answers::MISSING),
    )
    .sends(complete, works())
    .build()
}

/// A buffer that is used again still holds the end of what was longer.
fn shorter_after_longer(model: &Model) -> Case {
    let case = CaseBuilder::new(SECTION, "shorter-after-longer");
    let longest = model.length(Parameter::New).max;
    let of = |word: &str, length| Recipe::seeded(&[SECTION, word], length);
    let changes = [
        (of("long-a", longest), of("long-b", longest)),
        (of("long-b", longest), of("short-a", 8)),
        (of("short-a", 8), of("short-b", 9)),
    ];
    let case = case.starting_with(of("long-a", longest));
    changes
        .into_iter()
        .fold(case, |case, (old, new)| {
            case.sends(kept(Request::change(old, new)), works())
        })
        .build()
}
