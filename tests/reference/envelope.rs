//! FACTS §6 and §7: envelopes, and that no answer holds what it must not.

use std::collections::HashSet;
use std::time::SystemTime;

use pwspec::reference::{Options, errors};
use pwspec::wire::xml::{Envelope, XmlLimits, envelope, parse};

use crate::stage::{NEW, OLD, Stage, form, post, seen, signed};

#[test]
fn an_error_has_its_envelope_and_its_row_of_the_table() {
    let stage = Stage::new();
    let request = signed(
        post(form(
            "ChangePassword",
            &[("OldPassword", NEW), ("NewPassword", OLD)],
        )),
        &stage.alice,
    );
    let reply = stage.engine.handle(&request, SystemTime::now());
    assert_eq!(reply.header("Content-Type"), Some("text/xml"));
    let root = parse(&reply.body, None, &XmlLimits::default()).unwrap();
    let Envelope::Error(error) = envelope(&root).unwrap() else {
        panic!("no error envelope")
    };
    assert_eq!(
        error.namespace.as_deref(),
        Some("https://iam.amazonaws.com/doc/2010-05-08/")
    );
    assert_eq!(error.kind.as_deref(), Some("Sender"));
    assert_eq!(error.code.as_deref(), Some("AccessDenied"));
    assert_eq!(
        error.request_id.as_deref(),
        reply.header("x-amzn-RequestId")
    );
}

#[test]
fn the_same_bytes_sent_twice_get_two_request_ids() {
    let stage = Stage::new();
    let request = signed(post(form("ListUsers", &[])), &stage.engine.admin());
    let ids: HashSet<String> = (0..100)
        .map(|_| stage.send(&request).ok().text("RequestId"))
        .collect();
    assert_eq!(ids.len(), 100);
}

#[test]
fn no_answer_holds_a_password() {
    let stage = Stage::new();
    let long = "Canary-Wq7".repeat(14);
    let broken = format!("{NEW}\u{100}");
    for (old, new) in [
        (OLD, "short"),
        (NEW, OLD),
        (OLD, &*long),
        (OLD, &*broken),
        (&*broken, NEW),
        (OLD, NEW),
    ] {
        let answer = stage.change(&stage.alice, old, new).body;
        assert!(
            [OLD, NEW, "Canary-Wq7", "short"]
                .iter()
                .all(|secret| !answer.contains(secret)),
            "{answer}"
        );
    }
}

#[test]
fn names_are_escaped() {
    let stage = Stage::new();
    let answer = stage.send(&signed(
        post("Action=%3Ca%26b%3E&Version=]]%3E"),
        &stage.alice,
    ));
    assert!(
        answer
            .body
            .contains("operation &lt;a&amp;b&gt; for version ]]&gt;"),
        "{}",
        answer.body
    );
}

#[test]
fn a_modelled_error_has_the_status_of_the_model() {
    let table: Vec<_> = errors::CHANGE_PASSWORD
        .iter()
        .map(|e| (e.name, e.status, e.culprit.name()))
        .collect();
    assert_eq!(
        table,
        [
            ("NoSuchEntity", 404, "Sender"),
            ("InvalidUserType", 400, "Sender"),
            ("LimitExceeded", 409, "Sender"),
            ("EntityTemporarilyUnmodifiable", 409, "Sender"),
            ("PasswordPolicyViolation", 400, "Sender"),
            ("ServiceFailure", 500, "Receiver"),
        ]
    );
}

#[test]
fn the_account_that_was_asked_for_is_the_one_that_answers() {
    let stage = Stage::with(Options {
        account: "000000000042".to_owned(),
        ..Options::default()
    });
    let answer = stage.call(&stage.alice, "GetCallerIdentity", &[]).ok();
    assert_eq!(answer.text("Arn"), "arn:aws:iam::000000000042:user/alice");
    assert!(
        answer
            .body
            .contains("xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"")
    );
    assert_eq!(
        seen(&stage.engine.handle(&post(""), SystemTime::now())).status,
        400
    );
}
