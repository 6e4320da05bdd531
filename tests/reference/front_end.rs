//! FACTS §8: what comes before the operation.

use crate::stage::{NEW, OLD, Stage, form, get, post, presigned, signed};
use std::time::SystemTime;

#[test]
fn an_unknown_action_is_invalid() {
    let stage = Stage::new();
    for (action, version, shown) in [
        (
            "ChangePasswords",
            "2010-05-08",
            "ChangePasswords for version 2010-05-08",
        ),
        (
            "changepassword",
            "2010-05-08",
            "changepassword for version 2010-05-08",
        ),
        (
            "ChangePassword",
            "2010-05-09",
            "ChangePassword for version 2010-05-09",
        ),
        (
            "ChangePassword",
            "2011-06-15",
            "ChangePassword for version 2011-06-15",
        ),
        (
            "GetCallerIdentity",
            "2010-05-08",
            "GetCallerIdentity for version 2010-05-08",
        ),
        (
            "ChangePassword",
            "",
            "ChangePassword for version NO_VERSION_SPECIFIED",
        ),
        ("%00", "2010-05-08", "(not shown) for version 2010-05-08"),
        ("%3Cb%3E", "2010-05-08", "<b> for version 2010-05-08"),
    ] {
        let answer = stage.send(&signed(
            post(format!("Action={action}&Version={version}")),
            &stage.alice,
        ));
        assert_eq!(answer.verdict(), (400, "InvalidAction"));
        assert_eq!(
            answer.text("Message"),
            format!("Could not find operation {shown}")
        );
    }
}

#[test]
fn a_missing_action_is_400() {
    let stage = Stage::new();
    for body in [
        "",
        "Version=2010-05-08",
        "Action=&Version=2010-05-08",
        "Action&Version=2010-05-08",
    ] {
        assert_eq!(stage.send(&post(body)).verdict(), (400, "MissingAction"));
    }
}

#[test]
fn other_methods_and_paths_are_4xx_and_change_nothing() {
    let stage = Stage::new();
    let change = form(
        "ChangePassword",
        &[("OldPassword", OLD), ("NewPassword", NEW)],
    );
    for (method, target, status) in [
        ("PUT", "/", 405),
        ("DELETE", "/", 405),
        ("HEAD", "/", 405),
        ("post", "/", 405),
        ("POST", "/iam", 404),
        ("POST", "//", 404),
        ("POST", "", 404),
        ("OPTIONS", "*", 404),
    ] {
        let mut request = post(change.clone());
        (request.method, request.target) = (method.to_owned(), target.to_owned());
        let answer = stage.send(&signed(request, &stage.alice));
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (status, ""),
            "{method} {target}"
        );
    }
    assert!(stage.in_force(OLD));
}

#[test]
fn a_post_needs_a_form() {
    let stage = Stage::new();
    let change = form(
        "ChangePassword",
        &[("OldPassword", OLD), ("NewPassword", NEW)],
    );
    for media in [
        "application/json",
        "text/plain",
        "",
        "application/x-www-form-urlencodedx",
    ] {
        let mut request = post(change.clone());
        request.headers[1].1 = media.to_owned();
        assert_eq!(stage.send(&signed(request, &stage.alice)).status, 415);
    }
    assert!(stage.in_force(OLD));
    for media in [
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-Urlencoded ; charset=UTF-8",
    ] {
        let mut request = post(form("GetAccountPasswordPolicy", &[]));
        request.headers[1].1 = media.to_owned();
        let answer = stage.send(&signed(request, &stage.engine.admin()));
        assert_eq!(answer.verdict(), (404, "NoSuchEntity"));
    }
}

#[test]
fn a_get_carries_the_call_in_its_query() {
    let stage = Stage::new();
    let change = form(
        "ChangePassword",
        &[("OldPassword", OLD), ("NewPassword", NEW)],
    );
    stage.send(&signed(get(&change), &stage.alice)).ok();
    let back = form(
        "ChangePassword",
        &[("OldPassword", NEW), ("NewPassword", OLD)],
    );
    stage
        .send(&presigned(get(&back), &stage.alice, SystemTime::now(), 60))
        .ok();
    assert!(stage.in_force(OLD));
}

#[test]
fn a_query_with_characters_left_as_they_are_is_understood() {
    let stage = Stage::new();
    stage.change(&stage.alice, OLD, "U79}kgds4?").ok();
    let query =
        "Action=ChangePassword&OldPassword=U79}kgds4?&NewPassword=Lb0*1(9xpN&Version=2010-05-08";
    stage.send(&signed(get(query), &stage.alice)).ok();
    assert!(stage.in_force("Lb0*1(9xpN"));
}

#[test]
fn a_body_over_the_limit_is_413() {
    let stage = Stage::new();
    assert_eq!(stage.send(&post(vec![b'a'; 10_000_001])).status, 413);
    assert_eq!(
        stage.send(&post(vec![b'&'; 10_000_000])).verdict(),
        (400, "MissingAction")
    );
    assert_eq!(
        stage.send(&post(b"a=&".repeat(1_000_000))).verdict(),
        (404, "MalformedQueryString")
    );
}

#[test]
fn a_malformed_escape_is_refused() {
    let stage = Stage::new();
    for escape in ["%", "%4", "%zz", "%u0041"] {
        let change =
            form("ChangePassword", &[("OldPassword", OLD)]) + "&NewPassword=Passw0rd-" + escape;
        let answer = stage.send(&signed(post(change), &stage.alice));
        assert_eq!(answer.verdict(), (404, "MalformedQueryString"));
    }
    assert!(stage.in_force(OLD));
}
