//! A real client against `pwspec serve`: provision a user, change the password, meet the modelled errors as exceptions of
//! the SDK's own, and carry every allowed character and every boundary of length through. Endpoint and administrator's keys
//! come from the environment, as `pwspec serve` prints them.

use aws_sdk_iam::Client;
use aws_sdk_iam::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_iam::operation::RequestId;
use aws_sdk_iam::operation::change_password::ChangePasswordError;
use pwspec_rust_client::{client, client_of_environment};

const USER: &str = "rust-user";
const FIRST: &str = "Old-pass-1!";

async fn change(own: &Client, old: &str, new: &str) -> Result<(), SdkError<ChangePasswordError>> {
    let call = own.change_password().old_password(old).new_password(new);
    call.send().await.map(drop)
}

/// The call is refused with that exception, that code or any of the caller's, and that status.
async fn refused(
    own: &Client,
    (old, new): (&str, &str),
    is: fn(&ChangePasswordError) -> bool,
    status: u16,
) {
    let error = change(own, old, new)
        .await
        .expect_err("the call is refused");
    let came = error.raw_response().expect("an answer").status().as_u16();
    let error = error.into_service_error();
    assert!(is(&error), "{error:?}");
    assert_eq!(came, status, "{error:?}");
    assert!(error.request_id().is_some(), "{error:?}");
}

fn is_invalid(error: &ChangePasswordError) -> bool {
    error.code() == Some("ValidationError")
}

/// The user, with the right to change its password; its own client.
async fn user(admin: &Client) -> Client {
    let made = admin.create_user().user_name(USER).send().await.unwrap();
    let arn = made.user().expect("a user").arn();
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"iam:ChangePassword","Resource":"{arn}"}}]}}"#
    );
    let policy = admin
        .put_user_policy()
        .user_name(USER)
        .policy_name("change");
    policy.policy_document(document).send().await.unwrap();
    let made = admin
        .create_access_key()
        .user_name(USER)
        .send()
        .await
        .unwrap();
    let key = made.access_key().expect("a key");
    client(key.access_key_id(), key.secret_access_key())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let admin = client_of_environment();
    let own = user(&admin).await;
    let next = "New-pass-2!";
    let long = "Aa1!".repeat(32) + "x";
    refused(
        &own,
        (FIRST, next),
        ChangePasswordError::is_no_such_entity_exception,
        404,
    )
    .await;
    let profile = admin.create_login_profile().user_name(USER).password(FIRST);
    profile.send().await.unwrap();
    refused(
        &own,
        ("another-1A!", next),
        |error| error.code().is_some(),
        403,
    )
    .await;
    refused(
        &own,
        (FIRST, "short"),
        ChangePasswordError::is_password_policy_violation_exception,
        400,
    )
    .await;
    refused(&own, (FIRST, &long), is_invalid, 400).await;
    refused(&own, (FIRST, "Aa1!-\u{100}-long"), is_invalid, 400).await;

    // Without rules of the account's own every valid password is conformant, but for the least length that there is.
    let policy = admin.update_account_password_policy();
    policy.minimum_password_length(6).send().await.unwrap();
    let allowed = "\t\n\r".chars().chain(' '..='\u{ff}');
    let mut passwords: Vec<String> = allowed
        .map(|character| format!("{character}word{character}word{character}"))
        .collect();
    for length in [6, 7, 127, 128] {
        passwords.push("a".repeat(length));
        passwords.push("\u{ff}".repeat(length));
    }
    let mut current = FIRST;
    for next in &passwords {
        // The one that was sent, and no other, is in force: it is the old one of the next change.
        change(&own, current, next)
            .await
            .unwrap_or_else(|error| panic!("{next:?}: {error:?}"));
        current = next;
    }
    refused(
        &own,
        (current, "aaaaa"),
        ChangePasswordError::is_password_policy_violation_exception,
        400,
    )
    .await;
    refused(&own, (current, &"a".repeat(129)), is_invalid, 400).await;
    println!("aws-sdk-iam is content");
}
