//! Roles, and users who bring themselves.

use super::provisioning::provisioner;
use crate::target::testing::{Script, change, embedded, password};
use crate::target::{Environment, Target, TargetOptions, UserMode, UserSpec, own_user};

const PASSWORD: &str = "a password of one's own";

#[tokio::test]
async fn a_role_is_made_assumed_and_deleted() {
    let (_reference, target) = embedded().await;
    let provisioner = provisioner(&target);
    let session = provisioner.assume_a_role().await.unwrap();
    assert!(session.keys.token.is_some());
    let caller = target.administrator().signing_with(session.keys.clone());
    let identity = caller.get_caller_identity().await.unwrap();
    assert!(identity.arn.contains(&session.role), "{}", identity.arn);
    provisioner.delete_role(&session.role).await.unwrap();
    assert!(provisioner.journal.left().is_empty());
}

#[tokio::test]
async fn an_endpoint_without_roles_says_which_call_was_refused() {
    let identity = (
        "200 OK",
        "<R><Arn>arn:aws:iam::1:root</Arn><Account>1</Account></R>",
    );
    let unknown = (
        "400 Bad Request",
        "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>",
    );
    let script = Script::of(&[identity, unknown]).await;
    let target = script.target(0).await;
    let provisioner = provisioner(&target);
    let error = provisioner.assume_a_role().await.unwrap_err().to_string();
    assert!(provisioner.journal.left().is_empty());
    assert!(
        error.ends_with("-role-0: CreateRole was refused with 400 InvalidAction"),
        "{error}"
    );
}

#[tokio::test]
async fn an_own_user_is_known_by_its_key_and_brings_its_password() {
    let (reference, admin) = embedded().await;
    let spec = UserSpec {
        path: "/lab/".to_owned(),
        ..UserSpec::usual(password("old"))
    };
    let made = provisioner(&admin).provision("lane", &spec).await.unwrap();
    let options = TargetOptions {
        endpoint_url: Some(reference.url()),
        user_mode: UserMode::Own,
        ..TargetOptions::default()
    };
    let old = password("old");
    let environment = Environment::of([
        ("AWS_ACCESS_KEY_ID", made.keys.access.as_str()),
        ("AWS_SECRET_ACCESS_KEY", made.keys.expose_secret()),
        ("PWSPEC_CURRENT_PASSWORD", old.text().unwrap()),
    ]);
    let target = Target::connect(&options, &environment).await.unwrap();
    assert!(!target.may_change_policy());
    let user = own_user(&target, &environment).await.unwrap();
    assert_eq!(
        (user.name, user.path, user.arn),
        (made.name, made.path, made.arn)
    );
    let current = user.password.unwrap();
    assert_eq!(current.recipe().to_string(), "current");
    change(&target, &user.keys, &current, &password("new"))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_own_user_may_be_nameless() {
    let unknown = (
        "400 Bad Request",
        "<Error><Code>InvalidAction</Code></Error>",
    );
    let script = Script::of(&[unknown, unknown]).await;
    let target = script.target(0).await;
    let environment = Environment::of([("PWSPEC_CURRENT_PASSWORD", PASSWORD)]);
    let user = own_user(&target, &environment).await.unwrap();
    assert_eq!(user.name, "(untold)");
    assert_eq!(user.password.unwrap().expose(), PASSWORD.as_bytes());
}

#[tokio::test]
async fn an_own_user_without_its_password_is_told_how_to_give_it() {
    let script = Script::of(&[]).await;
    let target = script.target(0).await;
    let error = own_user(&target, &Environment::default())
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("PWSPEC_CURRENT_PASSWORD is not set"),
        "{error}"
    );
}
