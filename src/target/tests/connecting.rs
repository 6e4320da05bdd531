//! Finding the endpoint, and the guard before it.

use tokio::net::TcpListener;

use crate::target::testing::{Script, embedded};
use crate::target::{Environment, SetupError, Target, TargetOptions, UserMode};
use crate::wire::sigv4::Keys;

fn at(url: &str) -> TargetOptions {
    TargetOptions {
        endpoint_url: Some(url.to_owned()),
        ..TargetOptions::default()
    }
}

async fn error(options: &TargetOptions, environment: &Environment) -> String {
    match Target::connect(options, environment).await {
        Ok(_) => panic!("connected"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn another_machine_is_refused_unless_it_is_allowed() {
    let remote = at("http://192.0.2.1:1");
    assert_eq!(
        error(&remote, &Environment::default()).await,
        "use http://192.0.2.1:1: it is not on this machine (--allow-remote allows it; users will be made and \
         deleted there)"
    );
    let keys = Keys::new("AKIAX", "x", None);
    let allowed = TargetOptions {
        allow_remote: true,
        keys: Some(keys),
        ..remote
    };
    let target = Target::connect(&allowed, &Environment::default())
        .await
        .unwrap();
    assert!(!target.is_loopback());
    assert!(!target.may_change_policy());
    let more = TargetOptions {
        allow_policy_changes: true,
        ..allowed
    };
    let target = Target::connect(&more, &Environment::default())
        .await
        .unwrap();
    assert!(target.may_change_policy());
}

#[tokio::test]
async fn without_credentials_a_local_endpoint_is_called_with_test_and_that_is_said() {
    let script = Script::of(&[("200 OK", "")]).await;
    let target = script.target(0).await;
    assert_eq!(target.keys().access, "test");
    assert_eq!(target.keys().expose_secret(), "test");
    assert_eq!(
        target.remarks(),
        ["no credentials found: signing with the access key test, which emulators take"]
    );
}

#[tokio::test]
async fn without_credentials_neither_another_machine_nor_a_user_s_own_mode_is_tried() {
    let remote = TargetOptions {
        allow_remote: true,
        ..at("http://192.0.2.1")
    };
    let own = TargetOptions {
        user_mode: UserMode::Own,
        ..at("http://127.0.0.1:1")
    };
    for options in [remote, own] {
        let error = error(&options, &Environment::default()).await;
        assert!(error.starts_with("find credentials for http://"), "{error}");
    }
}

#[tokio::test]
async fn what_the_environment_says_is_what_the_target_is() {
    let environment = Environment::of([
        ("AWS_ENDPOINT_URL_IAM", "http://127.0.0.1:1/prefix"),
        ("AWS_REGION", "eu-north-1"),
        ("AWS_ACCESS_KEY_ID", "AKIAX"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("PWSPEC_ROOT_ACCESS_KEY_ID", "AKIAROOT"),
        ("PWSPEC_ROOT_SECRET_ACCESS_KEY", "x"),
    ]);
    let target = Target::connect(&TargetOptions::default(), &environment)
        .await
        .unwrap();
    assert_eq!(target.endpoint().prefix(), "/prefix");
    assert_eq!(target.scope().region, "eu-north-1");
    assert_eq!(target.scope().service, "iam");
    assert_eq!(target.keys().access, "AKIAX");
    assert_eq!(
        target.root().map(|keys| keys.access.as_str()),
        Some("AKIAROOT")
    );
    assert!(target.remarks().is_empty());
}

#[tokio::test]
async fn a_ca_bundle_that_is_not_there_is_named() {
    let environment = Environment::of([("AWS_CA_BUNDLE", "/nowhere/ca.pem")]);
    let error = error(&at("https://127.0.0.1:1"), &environment).await;
    assert!(error.contains("/nowhere/ca.pem"), "{error}");
}

#[tokio::test]
async fn a_dead_port_is_told_with_what_to_look_at() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let target = Target::connect(&at(&url), &Environment::default())
        .await
        .unwrap();
    let Err(error @ SetupError::Unreachable { .. }) = target.reach().await else {
        panic!("reached a dead port");
    };
    assert_eq!(
        error.to_string(),
        format!(
            "reach {url}: connection refused (is the endpoint up? see --timeout, or leave --endpoint-url out to use \
             the embedded one)"
        )
    );
    let failed = target
        .administrator()
        .create_user("a", "/")
        .await
        .unwrap_err();
    assert_eq!(
        failed.to_string(),
        "CreateUser got no answer: connection refused"
    );
    assert!(failed.unreachable().is_some());
}

#[tokio::test]
async fn a_live_endpoint_is_reached() {
    let (_reference, target) = embedded().await;
    target.reach().await.unwrap();
}
