//! FACTS §1 and §4: the operation and its state.

use crate::stage::{NEW, OLD, Stage};

#[test]
fn an_accepted_change_puts_the_new_password_in_force_and_the_old_one_out() {
    let stage = Stage::new();
    let answer = stage.change(&stage.alice, OLD, NEW).ok();
    assert!(answer.body.starts_with(
        "<ChangePasswordResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <ResponseMetadata>\n    <RequestId>"
    ));
    assert!(!answer.body.contains("ChangePasswordResult"));
    assert!(!stage.in_force(OLD));
    assert!(stage.in_force(NEW));
}

#[test]
fn a_wrong_old_password_is_refused_and_nothing_changes() {
    let stage = Stage::new();
    for wrong in [
        NEW,
        "old-password-1",
        "Old-password-1 ",
        "Old-password-",
        "Old-password-11",
    ] {
        assert_eq!(
            stage.change(&stage.alice, wrong, NEW).verdict(),
            (403, "AccessDenied")
        );
    }
    assert!(stage.in_force(OLD));
}

#[test]
fn every_single_byte_and_two_byte_character_of_the_pattern_is_kept_exactly() {
    let stage = Stage::new();
    let tab_to_y = ('\0'..='\u{FF}').filter(|&c| c >= ' ' || "\t\n\r".contains(c));
    let mut current = OLD.to_owned();
    for c in tab_to_y {
        let next = format!("{c}Aa1-{c}{c}x{c}");
        stage.change(&stage.alice, &current, &next).ok();
        assert_eq!(
            stage
                .change(&stage.alice, &format!("{next}{c}"), NEW)
                .status,
            403
        );
        current = next;
    }
    assert!(stage.in_force(&current));
}

#[test]
fn a_user_without_a_login_profile_is_no_such_entity() {
    let stage = Stage::new();
    stage.admin("CreateUser", &[("UserName", "bob")]).ok();
    stage.policy("bob", "own", crate::stage::OWN_PASSWORD).ok();
    let bob = stage.key("bob");
    assert_eq!(
        stage.change(&bob, OLD, NEW).verdict(),
        (404, "NoSuchEntity")
    );
    stage
        .admin("DeleteLoginProfile", &[("UserName", "alice")])
        .ok();
    assert_eq!(
        stage.change(&stage.alice, OLD, NEW).verdict(),
        (404, "NoSuchEntity")
    );
}

#[test]
fn the_password_of_a_former_profile_does_not_work() {
    let stage = Stage::new();
    let alice = [("UserName", "alice")];
    stage.admin("DeleteLoginProfile", &alice).ok();
    stage
        .admin("CreateLoginProfile", &[alice[0], ("Password", NEW)])
        .ok();
    assert!(!stage.in_force(OLD));
    assert!(stage.in_force(NEW));
}

#[test]
fn a_user_who_is_made_again_under_the_same_name_starts_anew() {
    let stage = Stage::new();
    stage
        .admin(
            "UpdateAccountPasswordPolicy",
            &[("PasswordReusePrevention", "24")],
        )
        .ok();
    stage.change(&stage.alice, OLD, NEW).ok();
    let alice = ("UserName", "alice");
    stage
        .admin(
            "DeleteAccessKey",
            &[alice, ("AccessKeyId", &stage.alice.access)],
        )
        .ok();
    stage
        .admin("DeleteUserPolicy", &[alice, ("PolicyName", "own")])
        .ok();
    stage.admin("DeleteLoginProfile", &[alice]).ok();
    stage.admin("DeleteUser", &[alice]).ok();
    let again = stage.user("alice", "First-password-1");
    assert_eq!(
        stage
            .change(&stage.alice, "First-password-1", OLD)
            .verdict(),
        (403, "InvalidClientTokenId")
    );
    assert_eq!(
        stage.change(&again, NEW, OLD).verdict(),
        (403, "AccessDenied")
    );
    stage.change(&again, "First-password-1", NEW).ok();
}

#[test]
fn root_has_an_invalid_user_type() {
    let stage = Stage::new();
    let answer = stage.change(&stage.engine.root(), OLD, NEW);
    assert_eq!(answer.verdict(), (400, "InvalidUserType"));
    assert_eq!(answer.text("Type"), "Sender");
}

#[test]
fn a_change_touches_nobody_else_whatever_user_name_it_carries() {
    let stage = Stage::new();
    let bob = stage.user("bob", OLD);
    let parameters = [
        ("UserName", "alice"),
        ("OldPassword", OLD),
        ("NewPassword", NEW),
    ];
    stage.call(&bob, "ChangePassword", &parameters).ok();
    assert!(stage.in_force(OLD));
    assert_eq!(stage.change(&bob, OLD, NEW).status, 403);
    stage.change(&bob, NEW, OLD).ok();
}

#[test]
fn a_change_needs_permission() {
    let stage = Stage::new();
    stage
        .admin(
            "DeleteUserPolicy",
            &[("UserName", "alice"), ("PolicyName", "own")],
        )
        .ok();
    assert_eq!(
        stage.change(&stage.alice, OLD, NEW).verdict(),
        (403, "AccessDenied")
    );
    let attach = [
        ("UserName", "alice"),
        ("PolicyArn", "arn:aws:iam::aws:policy/IAMUserChangePassword"),
    ];
    stage.admin("AttachUserPolicy", &attach).ok();
    assert!(stage.in_force(OLD));
    stage.admin("DetachUserPolicy", &attach).ok();
    assert_eq!(stage.change(&stage.alice, OLD, NEW).status, 403);
    stage
        .admin(
            "UpdateAccountPasswordPolicy",
            &[("AllowUsersToChangePassword", "true")],
        )
        .ok();
    assert!(stage.in_force(OLD));
}

#[test]
fn an_explicit_deny_is_final() {
    let stage = Stage::new();
    let deny = r#"{"Statement":[{"Effect":"Deny","Action":"iam:Change*","Resource":["*"]}]}"#;
    stage
        .admin(
            "UpdateAccountPasswordPolicy",
            &[("AllowUsersToChangePassword", "true")],
        )
        .ok();
    stage.policy("alice", "never", deny).ok();
    assert_eq!(
        stage.change(&stage.alice, OLD, NEW).verdict(),
        (403, "AccessDenied")
    );
    stage
        .admin(
            "DeleteUserPolicy",
            &[("UserName", "alice"), ("PolicyName", "never")],
        )
        .ok();
    assert!(stage.in_force(OLD));
}

#[test]
fn of_two_changes_at_once_one_is_accepted() {
    let stage = Stage::new();
    for round in 0..50 {
        let from = if round == 0 {
            OLD.to_owned()
        } else {
            format!("Round-{}", round - 1) + "-done"
        };
        let accepted: Vec<String> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..4)
                .map(|n| {
                    let (stage, from) = (&stage, &from);
                    scope.spawn(move || {
                        let new = format!("Try-{round}-{n}-xyz");
                        (stage.change(&stage.alice, from, &new).status == 200).then_some(new)
                    })
                })
                .collect();
            tries
                .into_iter()
                .filter_map(|t| t.join().unwrap())
                .collect()
        });
        assert_eq!(accepted.len(), 1);
        stage
            .change(&stage.alice, &accepted[0], &format!("Round-{round}-done"))
            .ok();
    }
}

#[test]
fn a_change_lifts_the_demand_for_another_password() {
    let stage = Stage::new();
    let reset = [
        ("UserName", "alice"),
        ("Password", NEW),
        ("PasswordResetRequired", "true"),
    ];
    stage.admin("UpdateLoginProfile", &reset).ok();
    let shown = || {
        stage
            .admin("GetLoginProfile", &[("UserName", "alice")])
            .ok()
    };
    assert_eq!(shown().text("PasswordResetRequired"), "true");
    stage.change(&stage.alice, NEW, OLD).ok();
    assert_eq!(shown().text("PasswordResetRequired"), "false");
}
