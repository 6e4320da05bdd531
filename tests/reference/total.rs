//! Whatever comes, an answer goes, and it is no server's mistake.

use std::sync::LazyLock;
use std::time::SystemTime;

use proptest::prelude::*;
use pwspec::wire::HttpRequest;
use pwspec::wire::sigv4::sign_headers;
use pwspec::wire::xml::{XmlLimits, envelope, parse};

use crate::stage::{Stage, post, scope};

static STAGE: LazyLock<Stage> = LazyLock::new(Stage::new);

/// No 5xx, and a body that is an envelope, if there is one.
fn check(request: &HttpRequest, now: SystemTime) -> Result<(), TestCaseError> {
    let reply = STAGE.engine.handle(request, now);
    prop_assert!((200..500).contains(&reply.status), "{reply:?}");
    if !reply.body.is_empty() {
        let root = parse(&reply.body, None, &XmlLimits::default());
        prop_assert!(root.is_ok_and(|root| envelope(&root).is_ok()), "{reply:?}");
    }
    Ok(())
}

/// Words that lead further in than chance would.
fn word() -> impl Strategy<Value = String> {
    let known = [
        "Action",
        "Version",
        "OldPassword",
        "NewPassword",
        "UserName",
        "Password",
        "PolicyDocument",
        "PolicyName",
        "RoleName",
        "RoleArn",
        "Marker",
        "MaxItems",
        "Path",
        "MinimumPasswordLength",
        "ChangePassword",
        "CreateUser",
        "ListUsers",
        "PutUserPolicy",
        "CreateRole",
        "AssumeRole",
        "CreateLoginProfile",
        "UpdateAccountPasswordPolicy",
        "GetUser",
        "2010-05-08",
        "2011-06-15",
        "alice",
        "Old-password-1",
        "%00",
        "%FF",
        "%C3%BF",
        "true",
        "-1",
        "99999999999999999999",
        "*",
        r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#,
        "X-Amz-Signature",
        "X-Amz-Algorithm",
        "AWS4-HMAC-SHA256",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "20150830T123600Z",
        "a/b/c/iam/aws4_request",
        "X-Amz-SignedHeaders",
        "host",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn fields() -> impl Strategy<Value = String> {
    let operations = [
        "ChangePassword",
        "CreateUser",
        "ListUsers",
        "PutUserPolicy",
        "CreateRole",
        "UpdateLoginProfile",
    ];
    let operation = prop::sample::select(operations.to_vec());
    let pairs = prop::collection::vec(
        (word(), word()).prop_map(|(name, value)| format!("{name}={value}")),
        0..8,
    );
    (prop::option::weighted(0.8, operation), pairs).prop_map(|(operation, pairs)| {
        let head = operation
            .map(|name| format!("Action={name}&Version=2010-05-08&"))
            .unwrap_or_default();
        head + &pairs.join("&")
    })
}

proptest! {
    #[test]
    fn any_request_gets_an_answer(
        method in prop_oneof!["GET", "POST", "[A-Z]{0,5}"],
        target in prop_oneof![3 => fields().prop_map(|query| format!("/?{query}")), 1 => ".{0,40}"],
        headers in prop::collection::vec(
            (prop_oneof!["Host", "Authorization", "Content-Type", "X-Amz-Date", ".{0,8}"], prop_oneof![word(), ".{0,40}"]),
            0..6,
        ),
        body in prop_oneof![fields().prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 0..80)],
    ) {
        check(&HttpRequest { method, target, headers, body }, SystemTime::now())?;
    }

    #[test]
    fn any_signed_form_gets_an_answer(
        fields in prop_oneof![4 => fields().prop_map(String::into_bytes), 1 => prop::collection::vec(any::<u8>(), 0..80)],
        who in 0..3,
    ) {
        let keys = match who {
            0 => STAGE.alice.clone(),
            1 => STAGE.engine.admin(),
            _ => STAGE.engine.root(),
        };
        let mut request = post(fields);
        let now = SystemTime::now();
        sign_headers(&mut request, &keys, &scope("iam"), now).unwrap();
        check(&request, now)?;
    }
}
