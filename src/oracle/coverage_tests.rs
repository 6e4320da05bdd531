use super::*;
use crate::oracle::scene::{Scene, answer, error, secret, success};
use crate::wire::{Answer, NoAnswer};

/// The checks that an answer to the request is held to, each with its clause.
fn held_to(scene: &Scene, answer: Result<Answer, NoAnswer>) -> Vec<(Check, String)> {
    of_secrets(scene, answer, &[])
}

fn of_secrets(
    scene: &Scene,
    answer: Result<Answer, NoAnswer>,
    secrets: &[(Option<&'static str>, Secret)],
) -> Vec<(Check, String)> {
    asked(&scene.derived(), &Observed::of(&answer), secrets)
        .into_iter()
        .map(|(check, clause)| (check, clause.to_string()))
        .collect()
}

fn has(held: &[(Check, String)], check: Check, clause: &str) -> bool {
    held.iter()
        .any(|(asked, of)| *asked == check && of == clause)
}

/// What any answer in an envelope is asked.
const ENVELOPED: [(Check, &str); 6] = [
    (Check::Envelope, "Envelope.status"),
    (Check::Envelope, "Envelope.well-formed"),
    (Check::ContentType, "Envelope.content-type"),
    (Check::RequestId, "Envelope.request-id"),
    (Check::RequestId, "Envelope.request-id.unique"),
    (Check::RequestId, "Envelope.request-id.header"),
];

#[test]
fn every_exchange_is_held_to_time_to_http_and_to_its_own_clause() {
    let silent = held_to(&Scene::right(), Err(NoAnswer::Reset));
    let expected = [
        (Check::Answer, "Answer.timely"),
        (Check::Answer, "Answer.http"),
        (Check::Status, "Error.no-5xx"),
        (Check::Status, "ChangePassword.accepts"),
    ];
    let expected = expected.map(|(check, clause)| (check, clause.to_owned()));
    assert_eq!(silent, expected, "without an answer to nothing more");
}

#[test]
fn a_success_is_held_to_its_envelope_and_to_no_code() {
    let held = held_to(&Scene::right(), Ok(success("")));
    assert!(has(&held, Check::Envelope, "Envelope.success"));
    assert!(has(&held, Check::Envelope, "Operation.output"));
    for (check, clause) in ENVELOPED {
        assert!(has(&held, check, clause), "{clause}");
    }
    assert!(held.iter().all(|(check, _)| *check != Check::Code));
}

#[test]
fn a_refusal_is_held_to_code_type_and_envelope_and_where_a_value_breaks_a_constraint_to_the_frame()
{
    let missing = held_to(
        &Scene::posts("OldPassword=old-1234"),
        Ok(error(400, "ValidationError")),
    );
    assert!(has(&missing, Check::Code, "Error.MissingParameter"));
    assert!(has(&missing, Check::Envelope, "Envelope.error"));
    assert!(has(&missing, Check::Type, "Error.modelled"));
    assert!(has(&missing, Check::Message, "Error.message-frame"));
    let wrong = held_to(
        &Scene::posts("OldPassword=wrong&NewPassword=new-1234"),
        Ok(error(403, "AccessDenied")),
    );
    assert!(has(&wrong, Check::Code, "Error.wrong-old-password"));
    assert!(!has(&wrong, Check::Message, "Error.message-frame"));
}

#[test]
fn only_of_a_user_with_a_login_profile_no_answer_may_say_that_there_is_none() {
    let clause = "Error.user-exists";
    let refused = || Ok(error(404, "NoSuchEntity"));
    assert!(has(
        &held_to(&Scene::right(), refused()),
        Check::Code,
        clause
    ));
    let without = Scene::right().without_profile();
    assert!(!has(&held_to(&without, refused()), Check::Code, clause));
}

#[test]
fn a_refusal_whose_body_is_free_is_held_to_no_envelope() {
    for answer in [answer(405, "text/html", ""), error(405, "MethodNotAllowed")] {
        let held = held_to(&Scene::right().by("PUT"), Ok(answer));
        assert!(has(&held, Check::Code, "Error.method-and-path"));
        assert!(!has(&held, Check::Envelope, "Envelope.error"));
        for (check, clause) in ENVELOPED {
            assert!(!has(&held, check, clause), "{clause}");
        }
    }
}

#[test]
fn a_password_is_looked_for_where_it_would_stand_there_by_no_accident() {
    let secrets = [
        (Some("NewPassword"), secret("new-1234")),
        (Some("OldPassword"), secret("short")),
        (None, secret("old-1234")),
    ];
    let held = of_secrets(&Scene::right(), Ok(success("")), &secrets);
    assert!(has(&held, Check::Leak, "Password.secret"));
    assert!(has(&held, Check::Leak, "NewPassword.sensitive"));
    assert!(!has(&held, Check::Leak, "OldPassword.sensitive"));
    let none = of_secrets(&Scene::right(), Ok(success("")), &secrets[1..2]);
    assert!(!has(&none, Check::Leak, "Password.secret"));
}
