use super::*;

const CALLER: Variables<'_> = Variables {
    username: Some("alice"),
    userid: "AIDAX",
};
const OWN: &str = "arn:aws:iam::123456789012:user/alice";
const OTHER: &str = "arn:aws:iam::123456789012:user/bob";
const ACTION: &str = "iam:ChangePassword";

fn decide(statements: &str, resource: &str) -> Decision {
    let document = format!(r#"{{"Version":"2012-10-17","Statement":{statements}}}"#);
    Policy::identity(&document)
        .unwrap()
        .decide(ACTION, resource, CALLER)
}

#[test]
fn an_own_user_policy_reaches_the_own_user_only() {
    let own = r#"{"Effect":"Allow","Action":"iam:ChangePassword",
        "Resource":"arn:aws:iam::*:user/${aws:username}"}"#;
    assert_eq!(decide(own, OWN), Decision::Allowed);
    assert_eq!(decide(own, OTHER), Decision::NotAllowed);
    assert_eq!(
        decide(own, "arn:aws:iam::123456789012:user/team/alice"),
        Decision::NotAllowed
    );
}

#[test]
fn actions_match_in_any_case_and_with_wildcards() {
    for action in [
        "iam:changepassword",
        "iam:*",
        "*",
        "iam:Change*",
        "iam:ChangePasswor?",
    ] {
        let one = format!(r#"[{{"Effect":"Allow","Action":["{action}"],"Resource":"*"}}]"#);
        assert_eq!(decide(&one, OWN), Decision::Allowed, "{action}");
    }
    let other = r#"{"Effect":"Allow","Action":"iam:GetUser","Resource":"*"}"#;
    assert_eq!(decide(other, OWN), Decision::NotAllowed);
}

#[test]
fn an_explicit_deny_wins_over_every_allow() {
    let both = r#"[{"Effect":"Deny","Action":"iam:ChangePassword","Resource":"*"},
        {"Effect":"Allow","Action":"*","Resource":"*"}]"#;
    assert_eq!(decide(both, OWN), Decision::Denied);
}

#[test]
fn negated_elements_reach_what_they_do_not_name() {
    let not_action = r#"{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}"#;
    assert_eq!(decide(not_action, OWN), Decision::Allowed);
    let not_resource = format!(r#"{{"Effect":"Deny","Action":"*","NotResource":"{OWN}"}}"#);
    assert_eq!(decide(&not_resource, OWN), Decision::NotAllowed);
    assert_eq!(decide(&not_resource, OTHER), Decision::Denied);
}

#[test]
fn a_condition_that_is_not_understood_neither_allows_nor_lifts_a_denial() {
    let with = |effect| {
        format!(
            r#"{{"Effect":"{effect}","Action":"*","Resource":"*",
            "Condition":{{"Bool":{{"aws:MultiFactorAuthPresent":"true"}}}}}}"#
        )
    };
    assert_eq!(decide(&with("Allow"), OWN), Decision::NotAllowed);
    assert_eq!(decide(&with("Deny"), OWN), Decision::Denied);
}

#[test]
fn a_variable_without_a_value_matches_nothing() {
    let unknown = r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::*:user/${aws:x}"}"#;
    assert_eq!(decide(unknown, OWN), Decision::NotAllowed);
}

#[test]
fn in_the_older_language_a_variable_is_plain_text() {
    let document = r#"{"Statement":{"Effect":"Allow","Action":"*",
        "Resource":"arn:aws:iam::*:user/${aws:username}"}}"#;
    let policy = Policy::identity(document).unwrap();
    assert_eq!(policy.decide(ACTION, OWN, CALLER), Decision::NotAllowed);
}

#[test]
fn what_is_no_policy_is_refused() {
    for (document, why) in [
        ("", PolicyError::Syntax),
        ("[]", PolicyError::Syntax),
        (r#"{"Statement":[]}"#, PolicyError::Syntax),
        (
            r#"{"Version":"2011","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#,
            PolicyError::Syntax,
        ),
        (
            r#"{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}"#,
            PolicyError::Syntax,
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Resource":"*"}}"#,
            PolicyError::Syntax,
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Action":"*"}}"#,
            PolicyError::Syntax,
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Action":"ChangePassword","Resource":"*"}}"#,
            PolicyError::Vendor,
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"user/a"}}"#,
            PolicyError::Resource,
        ),
    ] {
        assert_eq!(Policy::identity(document).err(), Some(why), "{document}");
    }
}
