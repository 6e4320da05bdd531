//! FACTS §8: signatures.

use std::time::{Duration, SystemTime};

use pwspec::wire::HttpRequest;
use pwspec::wire::sigv4::{Keys, Scope, sign_headers};

use crate::stage::{NEW, OLD, Seen, Stage, form, get, post, presigned, scope, signed};

const MISMATCH: (u16, &str) = (403, "SignatureDoesNotMatch");
const MINUTE: u64 = 60;

fn change() -> HttpRequest {
    post(form(
        "ChangePassword",
        &[("OldPassword", OLD), ("NewPassword", NEW)],
    ))
}

fn at(stage: &Stage, at: SystemTime, scope: &Scope) -> Seen {
    let mut request = change();
    sign_headers(&mut request, &stage.alice, scope, at).unwrap();
    stage.send(&request)
}

fn ago(minutes: u64) -> SystemTime {
    SystemTime::now() - Duration::from_secs(minutes * MINUTE)
}

fn ahead(minutes: u64) -> SystemTime {
    SystemTime::now() + Duration::from_secs(minutes * MINUTE)
}

fn authorization(request: &mut HttpRequest) -> &mut String {
    let is = |(name, _): &&mut (String, String)| name.eq_ignore_ascii_case("authorization");
    &mut request.headers.iter_mut().find(is).unwrap().1
}

#[test]
fn an_unsigned_call_misses_its_token() {
    let stage = Stage::new();
    assert_eq!(
        stage.send(&change()).verdict(),
        (403, "MissingAuthenticationToken")
    );
}

#[test]
fn a_key_that_is_unknown_inactive_or_deleted_is_invalid() {
    let stage = Stage::new();
    let invalid = (403, "InvalidClientTokenId");
    let unknown = Keys::new("AKIAIOSFODNN7EXAMPLE", stage.alice.expose_secret(), None);
    assert_eq!(stage.change(&unknown, OLD, NEW).verdict(), invalid);
    let second = stage.key("alice");
    let id = [
        ("UserName", "alice"),
        ("AccessKeyId", second.access.as_str()),
    ];
    stage
        .admin("UpdateAccessKey", &[id[0], id[1], ("Status", "Inactive")])
        .ok();
    assert_eq!(stage.change(&second, OLD, NEW).verdict(), invalid);
    stage
        .admin("UpdateAccessKey", &[id[0], id[1], ("Status", "Active")])
        .ok();
    stage.change(&second, OLD, NEW).ok();
    stage.admin("DeleteAccessKey", &id).ok();
    assert_eq!(stage.change(&second, NEW, OLD).verdict(), invalid);
    assert!(stage.in_force(NEW));
}

#[test]
fn a_wrong_secret_does_not_match() {
    let stage = Stage::new();
    let wrong = Keys::new(
        &stage.alice.access,
        stage.engine.admin().expose_secret(),
        None,
    );
    assert_eq!(stage.change(&wrong, OLD, NEW).verdict(), MISMATCH);
}

#[test]
fn what_was_signed_cannot_be_changed_afterwards() {
    let stage = Stage::new();
    let mut body = signed(change(), &stage.alice);
    body.body.push(b'x');
    let mut header = signed(change(), &stage.alice);
    header.headers[0].1 = "127.0.0.2:4607".to_owned();
    let mut query = signed(change(), &stage.alice);
    query.target.push_str("?x=y");
    let mut method = signed(
        get(&form(
            "ChangePassword",
            &[("OldPassword", OLD), ("NewPassword", NEW)],
        )),
        &stage.alice,
    );
    method.method = "POST".to_owned();
    method.headers.push((
        "Content-Type".to_owned(),
        "application/x-www-form-urlencoded".to_owned(),
    ));
    for request in [body, header, query, method] {
        assert_eq!(stage.send(&request).verdict(), MISMATCH);
    }
    assert!(stage.in_force(OLD));
}

#[test]
fn every_digit_of_the_signature_counts() {
    let stage = Stage::new();
    let request = signed(change(), &stage.alice);
    for digit in 1..=64 {
        let mut request = request.clone();
        let authorization = authorization(&mut request);
        let place = authorization.len() - digit;
        let other = if authorization.as_bytes()[place] == b'0' {
            "1"
        } else {
            "0"
        };
        authorization.replace_range(place..=place, other);
        assert_eq!(stage.send(&request).verdict(), MISMATCH, "{digit}");
    }
}

#[test]
fn a_signature_is_good_for_fifteen_minutes_either_way() {
    let stage = Stage::new();
    assert_eq!(at(&stage, ago(16), &scope("iam")).verdict(), MISMATCH);
    assert_eq!(at(&stage, ahead(16), &scope("iam")).verdict(), MISMATCH);
    at(&stage, ago(5), &scope("iam")).ok();
    stage.change(&stage.alice, NEW, OLD).ok();
    at(&stage, ahead(5), &scope("iam")).ok();
}

#[test]
fn the_scope_names_iam_and_its_region_and_the_day() {
    let stage = Stage::new();
    let region = Scope {
        region: "eu-west-1".to_owned(),
        service: "iam".to_owned(),
    };
    for scope in [scope("sts"), scope("s3"), scope(""), region] {
        assert_eq!(at(&stage, SystemTime::now(), &scope).verdict(), MISMATCH);
    }
    let mut request = signed(change(), &stage.alice);
    let header = authorization(&mut request);
    *header = header.replacen("/20", "/19", 1);
    assert_eq!(stage.send(&request).verdict(), MISMATCH);
}

#[test]
fn a_malformed_authorization_is_incomplete() {
    let stage = Stage::new();
    let good = authorization(&mut signed(change(), &stage.alice)).clone();
    let (credential, rest) = good.split_once(", ").unwrap();
    for bad in [
        "",
        "AWS4-HMAC-SHA256",
        "Basic YWxpY2U6cGFzc3dvcmQ=",
        &good.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"),
        &good.replace("Signature=", "signature="),
        &good.replace("/aws4_request", ""),
        &good.replace(", ", " "),
        &format!("{good}, Signature="),
        &format!("AWS4-HMAC-SHA256 {rest}"),
        credential,
    ] {
        let mut request = signed(change(), &stage.alice);
        *authorization(&mut request) = bad.to_owned();
        assert_eq!(
            stage.send(&request).verdict(),
            (400, "IncompleteSignature"),
            "{bad}"
        );
    }
    let mut undated = signed(change(), &stage.alice);
    undated
        .headers
        .retain(|(name, _)| !name.eq_ignore_ascii_case("x-amz-date"));
    assert_eq!(stage.send(&undated).verdict(), (400, "IncompleteSignature"));
}

#[test]
fn a_presigned_url_is_good_until_it_expires() {
    let stage = Stage::new();
    let change = form(
        "ChangePassword",
        &[("OldPassword", OLD), ("NewPassword", NEW)],
    );
    let url = |at, seconds| stage.send(&presigned(get(&change), &stage.alice, at, seconds));
    assert_eq!(url(ago(2), 60).verdict(), MISMATCH);
    assert_eq!(url(ahead(16), 60).verdict(), MISMATCH);
    assert_eq!(
        url(SystemTime::now(), 604_801).verdict(),
        (400, "IncompleteSignature")
    );
    url(ago(60), 3_700).ok();
    let mut tampered = presigned(get(&change), &stage.alice, SystemTime::now(), 60);
    tampered.target = tampered
        .target
        .replace("NewPassword=New", "NewPassword=Net");
    assert_eq!(stage.send(&tampered).verdict(), MISMATCH);
}

#[test]
fn the_host_must_be_signed_and_a_long_term_key_has_no_token() {
    let stage = Stage::new();
    let mut request = signed(change(), &stage.alice);
    let header = authorization(&mut request);
    *header = header.replace("host;", "");
    assert_eq!(stage.send(&request).verdict(), MISMATCH);
    let garbage = Some("garbage".to_owned());
    let keys = Keys::new(&stage.alice.access, stage.alice.expose_secret(), garbage);
    assert_eq!(
        stage.change(&keys, OLD, NEW).verdict(),
        (403, "InvalidClientTokenId")
    );
}
