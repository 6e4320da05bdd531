//! The operations that set the stage.

use crate::stage::{OWN_PASSWORD, Stage};

#[test]
fn a_user_is_made_shown_listed_and_deleted() {
    let stage = Stage::new();
    let made = stage
        .admin("CreateUser", &[("UserName", "bob"), ("Path", "/team/")])
        .ok();
    assert_eq!(made.text("Arn"), "arn:aws:iam::123456789012:user/team/bob");
    assert!(made.text("UserId").starts_with("AIDA") && made.text("CreateDate").ends_with('Z'));
    let shown = stage.admin("GetUser", &[("UserName", "bob")]).ok();
    assert_eq!(shown.text("UserId"), made.text("UserId"));
    for name in ["bob", "BOB"] {
        assert_eq!(
            stage.admin("CreateUser", &[("UserName", name)]).verdict(),
            (409, "EntityAlreadyExists")
        );
    }
    stage.admin("DeleteUser", &[("UserName", "bob")]).ok();
    for action in ["GetUser", "DeleteUser"] {
        assert_eq!(
            stage.admin(action, &[("UserName", "bob")]).verdict(),
            (404, "NoSuchEntity")
        );
    }
    let again = stage.admin("CreateUser", &[("UserName", "bob")]).ok();
    assert_ne!(again.text("UserId"), made.text("UserId"));
}

#[test]
fn a_user_who_has_something_cannot_be_deleted() {
    let stage = Stage::new();
    let bob = ("UserName", "bob");
    stage.admin("CreateUser", &[bob]).ok();
    let conflict = |make: &str, with: &[(&str, &str)], take: &str, without: &[(&str, &str)]| {
        let made = stage.admin(make, &[&[bob], with].concat()).ok();
        assert_eq!(
            stage.admin("DeleteUser", &[bob]).verdict(),
            (409, "DeleteConflict"),
            "{make}"
        );
        let id = made.text("AccessKeyId");
        let id = [("AccessKeyId", id.as_str())];
        let key = if id[0].1.is_empty() { &[][..] } else { &id[..] };
        stage.admin(take, &[&[bob], without, key].concat()).ok();
    };
    let name = ("PolicyName", "own");
    let arn = ("PolicyArn", "arn:aws:iam::aws:policy/IAMUserChangePassword");
    conflict(
        "CreateLoginProfile",
        &[("Password", "Password-1")],
        "DeleteLoginProfile",
        &[],
    );
    conflict("CreateAccessKey", &[], "DeleteAccessKey", &[]);
    conflict(
        "PutUserPolicy",
        &[name, ("PolicyDocument", OWN_PASSWORD)],
        "DeleteUserPolicy",
        &[name],
    );
    conflict("AttachUserPolicy", &[arn], "DetachUserPolicy", &[arn]);
    stage.admin("DeleteUser", &[bob]).ok();
}

#[test]
fn users_are_listed_a_page_at_a_time_below_a_path() {
    let stage = Stage::new();
    for n in 0..7 {
        let name = format!("user-{n}");
        stage
            .admin("CreateUser", &[("UserName", &name), ("Path", "/pages/")])
            .ok();
    }
    let (mut names, mut marker) = (Vec::new(), String::new());
    loop {
        let mut parameters = vec![("PathPrefix", "/pages/"), ("MaxItems", "3")];
        if !marker.is_empty() {
            parameters.push(("Marker", &marker));
        }
        let page = stage.admin("ListUsers", &parameters).ok();
        names.extend(
            page.body
                .split("<UserName>")
                .skip(1)
                .map(|rest| rest.split('<').next().unwrap().to_owned()),
        );
        assert_eq!(
            page.text("IsTruncated") == "true",
            page.count("member") == 3 && names.len() < 7
        );
        marker = page.text("Marker");
        if marker.is_empty() {
            break;
        }
    }
    assert_eq!(
        names,
        (0..7).map(|n| format!("user-{n}")).collect::<Vec<_>>()
    );
    assert_eq!(stage.admin("ListUsers", &[]).ok().count("member"), 9);
}

#[test]
fn names_and_paths_have_constraints() {
    let stage = Stage::new();
    let long = "a".repeat(65);
    for name in ["", "a b", "a/b", "é", "a<b", &long] {
        assert_eq!(
            stage.admin("CreateUser", &[("UserName", name)]).verdict(),
            (400, "ValidationError"),
            "{name}"
        );
    }
    for path in ["", "team", "/team", "team/", "//", "/te am/", "/é/"] {
        let answer = stage.admin("CreateUser", &[("UserName", "bob"), ("Path", path)]);
        assert_eq!(answer.verdict(), (400, "ValidationError"), "{path}");
    }
}

#[test]
fn a_user_has_two_keys_at_most() {
    let stage = Stage::new();
    let second = stage.key("alice");
    let alice = [("UserName", "alice")];
    assert_eq!(
        stage.admin("CreateAccessKey", &alice).verdict(),
        (409, "LimitExceeded")
    );
    let listed = stage.admin("ListAccessKeys", &alice).ok();
    assert_eq!(listed.count("AccessKeyId"), 2);
    assert!(!listed.body.contains("Secret") && listed.body.contains(&second.access));
    let other = stage.engine.admin().access;
    let answer = stage.admin("DeleteAccessKey", &[alice[0], ("AccessKeyId", &other)]);
    assert_eq!(answer.verdict(), (404, "NoSuchEntity"));
}

#[test]
fn inline_policies_are_put_shown_listed_and_deleted() {
    let stage = Stage::new();
    let own = [("UserName", "alice"), ("PolicyName", "own")];
    let shown = stage
        .admin("GetUserPolicy", &own)
        .ok()
        .text("PolicyDocument");
    assert!(shown.starts_with("%7B%22Version%22%3A%222012-10-17%22"));
    assert!(
        stage
            .admin("ListUserPolicies", &own[..1])
            .ok()
            .body
            .contains("<member>own</member>")
    );
    stage.admin("DeleteUserPolicy", &own).ok();
    for action in ["GetUserPolicy", "DeleteUserPolicy"] {
        assert_eq!(stage.admin(action, &own).verdict(), (404, "NoSuchEntity"));
    }
    assert_eq!(
        stage.policy("alice", "own", "{}").verdict(),
        (400, "MalformedPolicyDocument")
    );
    let large = OWN_PASSWORD.replace("iam:ChangePassword", &format!("iam:{}", "x".repeat(2048)));
    assert_eq!(
        stage.policy("alice", "own", &large).verdict(),
        (409, "LimitExceeded")
    );
}

#[test]
fn managed_policies_are_attached_listed_and_detached() {
    let stage = Stage::new();
    let arn = "arn:aws:iam::aws:policy/IAMFullAccess";
    let parameters = [("UserName", "alice"), ("PolicyArn", arn)];
    assert_eq!(
        stage.admin("DetachUserPolicy", &parameters).verdict(),
        (404, "NoSuchEntity")
    );
    stage.admin("AttachUserPolicy", &parameters).ok();
    stage.admin("AttachUserPolicy", &parameters).ok();
    let listed = stage
        .admin("ListAttachedUserPolicies", &parameters[..1])
        .ok();
    assert_eq!(
        (listed.text("PolicyArn").as_str(), listed.count("member")),
        (arn, 1)
    );
    stage
        .call(&stage.alice, "GetUser", &[("UserName", "administrator")])
        .ok();
    stage.admin("DetachUserPolicy", &parameters).ok();
    assert_eq!(
        stage.call(&stage.alice, "GetUser", &[]).verdict(),
        (403, "AccessDenied")
    );
    let unknown = [
        ("UserName", "alice"),
        ("PolicyArn", "arn:aws:iam::aws:policy/Unknown"),
    ];
    assert_eq!(
        stage.admin("AttachUserPolicy", &unknown).verdict(),
        (404, "NoSuchEntity")
    );
}

#[test]
fn a_login_profile_exists_once_and_an_update_needs_one() {
    let stage = Stage::new();
    let alice = [("UserName", "alice"), ("Password", "Password-1")];
    assert_eq!(
        stage.admin("CreateLoginProfile", &alice).verdict(),
        (409, "EntityAlreadyExists")
    );
    stage.admin("DeleteLoginProfile", &alice[..1]).ok();
    for action in [
        "UpdateLoginProfile",
        "DeleteLoginProfile",
        "GetLoginProfile",
    ] {
        assert_eq!(
            stage.admin(action, &alice).verdict(),
            (404, "NoSuchEntity"),
            "{action}"
        );
    }
    let nobody = [("UserName", "nobody"), ("Password", "Password-1")];
    assert_eq!(
        stage.admin("CreateLoginProfile", &nobody).verdict(),
        (404, "NoSuchEntity")
    );
}

#[test]
fn without_a_name_a_call_speaks_of_the_caller() {
    let stage = Stage::new();
    assert_eq!(
        stage.admin("GetUser", &[]).ok().text("UserName"),
        "administrator"
    );
    let root = stage.engine.root();
    assert_eq!(
        stage.call(&root, "GetUser", &[]).ok().text("Arn"),
        "arn:aws:iam::123456789012:root"
    );
    assert_eq!(
        stage.call(&root, "CreateAccessKey", &[]).verdict(),
        (400, "ValidationError")
    );
}

#[test]
fn whoever_has_no_rights_may_do_nothing_but_ask_who_it_is() {
    let stage = Stage::new();
    for (action, parameters) in [
        ("CreateUser", &[("UserName", "bob")][..]),
        (
            "UpdateLoginProfile",
            &[("UserName", "alice"), ("Password", "Password-1")],
        ),
        ("DeleteAccountPasswordPolicy", &[]),
        ("ListUsers", &[]),
    ] {
        assert_eq!(
            stage.call(&stage.alice, action, parameters).verdict(),
            (403, "AccessDenied"),
            "{action}"
        );
    }
    let who = stage.call(&stage.alice, "GetCallerIdentity", &[]).ok();
    assert_eq!(who.text("Arn"), "arn:aws:iam::123456789012:user/alice");
}
