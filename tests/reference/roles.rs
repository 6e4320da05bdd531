//! Roles and their sessions.

use std::time::{Duration, SystemTime};

use pwspec::wire::sigv4::{Keys, sign_headers};

use crate::stage::{NEW, OLD, Stage, form, post, scope, seen};

const ARN: &str = "arn:aws:iam::123456789012:role/tester";
const ALL: &str = r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;

fn trust(principal: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"AWS":"{principal}"}}}}]}}"#
    )
}

fn stage(trusted: &str) -> Stage {
    let stage = Stage::new();
    let parameters = [
        ("RoleName", "tester"),
        ("AssumeRolePolicyDocument", &trust(trusted)),
    ];
    assert_eq!(stage.admin("CreateRole", &parameters).ok().text("Arn"), ARN);
    let all = [
        ("RoleName", "tester"),
        ("PolicyName", "all"),
        ("PolicyDocument", ALL),
    ];
    stage.admin("PutRolePolicy", &all).ok();
    stage
}

fn session(stage: &Stage, keys: &Keys, more: &[(&str, &str)]) -> Keys {
    let parameters = [&[("RoleArn", ARN), ("RoleSessionName", "session")], more].concat();
    let made = stage.call(keys, "AssumeRole", &parameters).ok();
    let token = Some(made.text("SessionToken"));
    Keys::new(
        made.text("AccessKeyId"),
        made.text("SecretAccessKey"),
        token,
    )
}

#[test]
fn a_session_has_the_rights_of_its_role_but_no_password() {
    let stage = stage("arn:aws:iam::123456789012:root");
    let session = session(&stage, &stage.engine.admin(), &[]);
    assert!(session.access.starts_with("ASIA"));
    let who = stage.call(&session, "GetCallerIdentity", &[]).ok();
    assert_eq!(
        who.text("Arn"),
        "arn:aws:sts::123456789012:assumed-role/tester/session"
    );
    stage.call(&session, "ListUsers", &[]).ok();
    assert_eq!(
        stage.change(&session, OLD, NEW).verdict(),
        (400, "ValidationError")
    );
    assert!(stage.in_force(OLD));
}

#[test]
fn a_session_key_works_only_with_its_token_and_until_it_expires() {
    let stage = stage("arn:aws:iam::123456789012:user/alice");
    let session = session(&stage, &stage.alice, &[("DurationSeconds", "900")]);
    let bare = Keys::new(&session.access, session.expose_secret(), None);
    let garbage = Keys::new(
        &session.access,
        session.expose_secret(),
        Some("garbage".to_owned()),
    );
    for keys in [bare, garbage] {
        let answer = stage.call(&keys, "ListUsers", &[]);
        assert_eq!(answer.verdict(), (403, "InvalidClientTokenId"));
    }
    let later = SystemTime::now() + Duration::from_secs(901);
    let mut request = post(form("ListUsers", &[]));
    sign_headers(&mut request, &session, &scope("iam"), later).unwrap();
    assert_eq!(
        seen(&stage.engine.handle(&request, later)).verdict(),
        (403, "ExpiredToken")
    );
}

#[test]
fn a_role_is_assumed_only_by_whom_it_trusts() {
    let by_account = stage("123456789012");
    let by_name = stage("arn:aws:iam::123456789012:user/alice");
    let may = |stage: &Stage, keys: &Keys| {
        let parameters = [("RoleArn", ARN), ("RoleSessionName", "session")];
        stage.call(keys, "AssumeRole", &parameters).verdict().0
    };
    assert_eq!(may(&by_account, &by_account.engine.admin()), 200);
    assert_eq!(may(&by_account, &by_account.alice), 403);
    assert_eq!(may(&by_name, &by_name.alice), 200);
    assert_eq!(may(&by_name, &by_name.engine.admin()), 403);
    assert_eq!(may(&by_account, &by_account.engine.root()), 403);
    by_name
        .policy("alice", "deny", &ALL.replace("Allow", "Deny"))
        .ok();
    assert_eq!(may(&by_name, &by_name.alice), 403);
    let elsewhere = [
        ("RoleArn", "arn:aws:iam::999999999999:role/tester"),
        ("RoleSessionName", "session"),
    ];
    assert_eq!(
        by_account.admin("AssumeRole", &elsewhere).verdict(),
        (403, "AccessDenied")
    );
}

#[test]
fn a_sessions_own_policy_narrows_its_rights() {
    let stage = stage("123456789012");
    let narrow = ALL.replace("\"*\",", "\"iam:ListUsers\",");
    let session = session(&stage, &stage.engine.admin(), &[("Policy", &narrow)]);
    stage.call(&session, "ListUsers", &[]).ok();
    assert_eq!(
        stage.call(&session, "ListRoles", &[]).verdict(),
        (403, "AccessDenied")
    );
}

#[test]
fn a_role_is_shown_listed_and_deleted_once_it_has_no_policies() {
    let stage = stage("123456789012");
    let session = session(&stage, &stage.engine.admin(), &[]);
    let role = ("RoleName", "tester");
    let policy = ("PolicyName", "all");
    assert_eq!(stage.admin("GetRole", &[role]).ok().text("Arn"), ARN);
    assert_eq!(stage.admin("ListRoles", &[]).ok().count("member"), 1);
    assert!(
        stage
            .admin("ListRolePolicies", &[role])
            .ok()
            .body
            .contains("<member>all</member>")
    );
    assert!(
        stage
            .admin("GetRolePolicy", &[role, policy])
            .ok()
            .text("PolicyDocument")
            .contains("Allow")
    );
    assert_eq!(
        stage.admin("DeleteRole", &[role]).verdict(),
        (409, "DeleteConflict")
    );
    stage.admin("DeleteRolePolicy", &[role, policy]).ok();
    stage.admin("DeleteRole", &[role]).ok();
    assert_eq!(
        stage.admin("GetRole", &[role]).verdict(),
        (404, "NoSuchEntity")
    );
    assert_eq!(
        stage.call(&session, "ListUsers", &[]).verdict(),
        (403, "AccessDenied")
    );
}

#[test]
fn a_trust_policy_needs_a_principal() {
    let stage = Stage::new();
    for document in [
        ALL,
        "{}",
        r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}"#,
    ] {
        let parameters = [
            ("RoleName", "tester"),
            ("AssumeRolePolicyDocument", document),
        ];
        let answer = stage.admin("CreateRole", &parameters);
        assert_eq!(
            answer.verdict(),
            (400, "MalformedPolicyDocument"),
            "{document}"
        );
    }
}
