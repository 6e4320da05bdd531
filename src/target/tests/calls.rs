//! Calls against an endpoint that answers as it is told.

use std::time::Duration;

use crate::target::testing::{Script, password};
use crate::target::{Environment, Target, TargetOptions};

const DONE: (&str, &str) = ("200 OK", "<R/>");
const THROTTLED: (&str, &str) = (
    "400 Bad Request",
    "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>",
);
const CHANGING: (&str, &str) = (
    "409 Conflict",
    "<ErrorResponse><Error><Code>EntityTemporarilyUnmodifiable</Code></Error></ErrorResponse>",
);
const MISSING: (&str, &str) = (
    "404 Not Found",
    "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>",
);

#[tokio::test]
async fn a_call_that_is_throttled_is_made_again_within_its_budget() {
    let busy = ("503 Service Unavailable\r\nRetry-After: 0", "");
    let script = Script::of(&[THROTTLED, busy, CHANGING, DONE]).await;
    let target = script.target(3).await;
    target.administrator().delete_user("ada").await.unwrap();
    let form = "Action=DeleteUser&Version=2010-05-08&UserName=ada";
    assert_eq!(script.forms(), [form; 4]);
    assert_eq!(target.administrator().exchanges(), 4);
}

#[tokio::test]
async fn a_call_that_stays_throttled_says_so() {
    let script = Script::of(&[THROTTLED, THROTTLED]).await;
    let target = script.target(1).await;
    let failed = target.administrator().delete_user("ada").await.unwrap_err();
    assert_eq!(
        failed.to_string(),
        "DeleteUser was refused with 400 Throttling (Rate exceeded)"
    );
    assert_eq!(script.forms().len(), 2);
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    let script = Script::of(&[MISSING, DONE]).await;
    let target = script.target(5).await;
    let failed = target
        .administrator()
        .create_access_key("ada")
        .await
        .unwrap_err();
    assert!(failed.is_no_such_entity());
    assert_eq!(failed.status(), Some(404));
    assert_eq!(script.forms().len(), 1);
}

#[tokio::test]
async fn what_was_just_made_is_given_its_time_to_settle() {
    let script = Script::of(&[MISSING, DONE]).await;
    let options = TargetOptions {
        endpoint_url: Some(script.url.clone()),
        settle: Duration::from_secs(60),
        ..TargetOptions::default()
    };
    let target = Target::connect(&options, &Environment::default())
        .await
        .unwrap();
    let administrator = target.administrator();
    administrator
        .create_login_profile("ada", &password("a"), false)
        .await
        .unwrap();
    assert_eq!(script.forms().len(), 2);
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let script = Script::of(&[
        (
            "200 OK",
            "<R><Users><member><UserName>pwspec-a</UserName></member><member><UserName>ada</UserName></member></Users>\
             <IsTruncated>true</IsTruncated><Marker>m/1</Marker></R>",
        ),
        (
            "200 OK",
            "<R><Users><member><UserName>pwspec-b</UserName></member></Users><IsTruncated>false</IsTruncated></R>",
        ),
    ])
    .await;
    let target = script.target(0).await;
    let names = target.administrator().list_users("pwspec-").await.unwrap();
    assert_eq!(names, ["pwspec-a", "pwspec-b"]);
    assert_eq!(
        script.forms(),
        [
            "Action=ListUsers&Version=2010-05-08",
            "Action=ListUsers&Version=2010-05-08&Marker=m%2F1"
        ]
    );
}

#[tokio::test]
async fn a_list_whose_marker_comes_again_ends_in_an_error() {
    let again = (
        "200 OK",
        "<R><IsTruncated>true</IsTruncated><Marker>m</Marker></R>",
    );
    let script = Script::of(&[again; 2]).await;
    let target = script.target(0).await;
    let failed = target.administrator().list_users("").await.unwrap_err();
    assert_eq!(
        failed.to_string(),
        "ListUsers was answered with a list that does not end"
    );
}

#[tokio::test]
async fn a_web_page_and_another_service_s_document_are_told_for_what_they_are() {
    let script = Script::of(&[
        ("500 Oops", "<!doctype html><title>Oops</title>"),
        ("200 OK", "<ListAllMyBucketsResult/>"),
    ])
    .await;
    let target = script.target(0).await;
    let failure = async || {
        let failed = target.administrator().create_user("ada", "/").await;
        failed.unwrap_err().to_string()
    };
    assert_eq!(
        failure().await,
        "CreateUser was answered 500 with an HTML page"
    );
    assert_eq!(
        failure().await,
        "CreateUser was answered 200 with <ListAllMyBucketsResult> that holds no UserName"
    );
}

#[tokio::test]
async fn every_exchange_is_counted_by_the_one_who_made_it() {
    let script = Script::of(&[DONE, DONE]).await;
    let target = script.target(0).await;
    let lane = target.administrator().counting_anew();
    lane.delete_user("a").await.unwrap();
    lane.delete_user("b").await.unwrap();
    assert_eq!(lane.exchanges(), 2);
    assert_eq!(target.administrator().exchanges(), 0);
}
