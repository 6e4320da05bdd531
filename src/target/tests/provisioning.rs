//! Users at the embedded endpoint.

use std::sync::Arc;

use crate::case::Permission;
use crate::password::Secret;
use crate::target::testing::{Script, change, embedded, password};
use crate::target::{Journal, LaneUser, PREFIX, Provisioner, RunId, Target, UserSpec};

pub(super) fn provisioner(target: &Target) -> Provisioner {
    let journal = Arc::new(Journal::nowhere());
    Provisioner::new(target.administrator().clone(), journal, RunId::random())
}

async fn code(target: &Target, user: &LaneUser, old: &Secret, new: &Secret) -> Option<String> {
    let failed = change(target, &user.keys, old, new).await.err()?;
    Some(failed.code().unwrap_or("no code").to_owned())
}

#[tokio::test]
async fn a_user_is_made_that_can_change_its_password_and_nothing_of_it_stays() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let old = password("old");
    let spec = UserSpec {
        path: "/lab/".to_owned(),
        ..UserSpec::usual(old.clone())
    };
    let mut user = provisioner.provision("lane", &spec).await.unwrap();
    assert!(
        user.name.starts_with(PREFIX) && user.name.ends_with("-lane-0"),
        "{}",
        user.name
    );
    let arn = format!("arn:aws:iam::123456789012:user/lab/{}", user.name);
    assert_eq!(user.arn, Some(arn));
    change(&target, &user.keys, &old, &password("new"))
        .await
        .unwrap();
    provisioner.second_key(&mut user).await.unwrap();
    provisioner.delete(&user.name).await.unwrap();
    assert!(
        target
            .administrator()
            .list_users(PREFIX)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(provisioner.journal.left().is_empty());
}

#[tokio::test]
async fn names_are_never_given_twice() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let one = provisioner
        .provision("lane", &UserSpec::usual(None))
        .await
        .unwrap();
    provisioner.delete(&one.name).await.unwrap();
    let two = provisioner
        .provision("lane", &UserSpec::usual(None))
        .await
        .unwrap();
    assert_ne!(one.name, two.name);
}

#[tokio::test]
async fn keys_can_be_added_switched_off_and_deleted() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let (a, b, c) = (password("a"), password("b"), password("c"));
    let mut user = provisioner
        .provision("lane", &UserSpec::usual(a.clone()))
        .await
        .unwrap();
    provisioner.second_key(&mut user).await.unwrap();
    provisioner.switch_key(&user, false).await.unwrap();
    assert_eq!(
        code(&target, &user, &a, &b).await.as_deref(),
        Some("InvalidClientTokenId")
    );
    change(&target, user.second.as_ref().unwrap(), &a, &b)
        .await
        .unwrap();
    provisioner.switch_key(&user, true).await.unwrap();
    change(&target, &user.keys, &b, &c).await.unwrap();
    provisioner.delete_key(&user).await.unwrap();
    assert_eq!(
        code(&target, &user, &c, &a).await.as_deref(),
        Some("InvalidClientTokenId")
    );
    provisioner.new_key(&mut user).await.unwrap();
    change(&target, &user.keys, &c, &a).await.unwrap();
}

#[tokio::test]
async fn profiles_can_be_made_reset_and_deleted() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let (a, b) = (password("a"), password("b"));
    let mut user = provisioner
        .provision("lane", &UserSpec::usual(None))
        .await
        .unwrap();
    assert_eq!(user.password, None);
    assert_eq!(
        code(&target, &user, &a, &b).await.as_deref(),
        Some("NoSuchEntity")
    );
    provisioner
        .create_profile(&mut user, a.clone())
        .await
        .unwrap();
    change(&target, &user.keys, &a, &b).await.unwrap();
    provisioner.reset(&mut user, a.clone()).await.unwrap();
    assert_eq!(user.password.as_ref(), Some(&a));
    change(&target, &user.keys, &a, &b).await.unwrap();
    provisioner.delete_profile(&mut user).await.unwrap();
    assert_eq!(
        code(&target, &user, &b, &a).await.as_deref(),
        Some("NoSuchEntity")
    );
}

#[tokio::test]
async fn a_user_made_again_has_its_name_path_and_permission_and_another_key_and_password() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let (a, b) = (password("a"), password("b"));
    let spec = UserSpec {
        path: "/lab/".to_owned(),
        permission: Permission::InlineVariable,
        ..UserSpec::usual(a.clone())
    };
    let mut user = provisioner.provision("lane", &spec).await.unwrap();
    let before = user.clone();
    provisioner.recreate(&mut user, b.clone()).await.unwrap();
    assert_eq!((&user.name, &user.path), (&before.name, &before.path));
    assert_eq!(user.permission, Permission::InlineVariable);
    assert_eq!(
        code(&target, &before, &a, &b).await.as_deref(),
        Some("InvalidClientTokenId")
    );
    change(&target, &user.keys, &b, &a).await.unwrap();
}

#[tokio::test]
async fn no_rights_says_which_call_was_refused_and_leaves_nothing_behind() {
    let denied = (
        "403 Forbidden",
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>",
    );
    let script = Script::of(&[denied]).await;
    let target = script.target(0).await;
    let provisioner = provisioner(&target);
    let error = provisioner
        .provision("lane", &UserSpec::usual(None))
        .await
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("provision the user pwspec-"), "{error}");
    assert!(
        error.ends_with("-lane-0: CreateUser was refused with 403 AccessDenied (not authorized)"),
        "{error}"
    );
    assert!(provisioner.journal.left().is_empty());
}

#[tokio::test]
async fn what_may_have_been_made_behind_a_failed_answer_is_deleted() {
    let gone = ("404 Not Found", "<Error><Code>NoSuchEntity</Code></Error>");
    let script = Script::of(&[
        ("500 Oops", "<html/>"),
        gone,
        gone,
        gone,
        gone,
        ("200 OK", ""),
    ])
    .await;
    let target = script.target(0).await;
    let provisioner = provisioner(&target);
    let error = provisioner
        .provision("lane", &UserSpec::usual(None))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("CreateUser was answered 500 with an HTML page"),
        "{error}"
    );
    assert!(
        script
            .forms()
            .last()
            .unwrap()
            .starts_with("Action=DeleteUser&")
    );
    assert!(provisioner.journal.left().is_empty());
}

#[tokio::test]
async fn a_user_that_is_half_made_is_deleted_again() {
    let (reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    // Too long for IAM: CreateLoginProfile refuses it after CreateUser and PutUserPolicy went well.
    let long = crate::password::Forge::plain()
        .make(&crate::password::Recipe::ascii(129), None)
        .unwrap();
    let error = provisioner
        .provision("lane", &UserSpec::usual(long))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(": CreateLoginProfile was refused with 400 ValidationError"),
        "{error}"
    );
    assert!(
        target
            .administrator()
            .list_users(PREFIX)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(provisioner.journal.left().is_empty());
    reference.stop().await;
}
