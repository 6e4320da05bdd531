use super::*;
use crate::case::{FORM, Ruling};
use crate::oracle::scene::{ACTION, Scene, VALUES};

fn after(scene: &Scene) -> Vec<String> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    scene.derived().after.into_iter().map(text).collect()
}

fn ruled(ruling: Ruling, clause: &str) -> (Ruling, String) {
    (ruling, clause.to_owned())
}

/// What the transport has against a target of so many bytes: whether it must be refused.
fn against_target(bytes: usize) -> Option<bool> {
    let mut scene = Scene::right();
    scene.http.target = "x".repeat(bytes);
    let found = transport(&scene.question(), "/");
    found.first().map(|reason| {
        assert_eq!(reason.clause.as_str(), "FrontEnd.head-too-large");
        reason.firm
    })
}

#[test]
fn the_body_of_a_get_says_nothing() {
    let get = Scene::gets(VALUES)
        .typed(Some(FORM))
        .with_body("NewPassword=other-12");
    assert_eq!(
        get.ruled(),
        ruled(Ruling::Accepted, "ChangePassword.accepts")
    );
    assert_eq!(after(&get), ["new-1234"]);
}

#[test]
fn a_form_is_one_in_any_case_and_with_any_parameter() {
    for kind in [FORM, "Application/X-WWW-Form-URLEncoded; charset=utf-8"] {
        let post = Scene::right().typed(Some(kind));
        assert_eq!(post.ruled().0, Ruling::Accepted, "{kind}");
    }
}

#[test]
fn a_post_that_is_no_form_is_refused_and_read_only_where_it_does_not_say_so() {
    let refused = ruled(Ruling::Refused, "FrontEnd.content-type");
    let plain = Scene::right().typed(Some("text/plain"));
    assert_eq!(plain.ruled(), refused);
    assert!(after(&plain).is_empty(), "it is no form, and not read");
    let untyped = Scene::right().typed(None);
    assert_eq!(untyped.ruled(), refused);
    assert_eq!(after(&untyped), ["new-1234"], "it may be read as one");
}

#[test]
fn a_post_without_a_body_has_nothing_that_would_have_to_be_a_form() {
    let query = Scene::gets(VALUES).by("POST");
    assert_eq!(query.ruled().0, Ruling::Open);
    let filled = query.with_body("x");
    assert_eq!(
        filled.ruled(),
        ruled(Ruling::Refused, "FrontEnd.content-type")
    );
}

#[test]
fn another_method_and_another_path_are_not_served() {
    for method in ["PUT", "DELETE", "get"] {
        let other = Scene::right().by(method);
        assert_eq!(
            other.ruled(),
            ruled(Ruling::Refused, "FrontEnd.method"),
            "{method}"
        );
    }
    for (prefix, target, is_served) in [
        ("", "/", true),
        ("", "/x", false),
        ("/iam", "/iam/", true),
        ("/iam", "/", false),
    ] {
        let mut scene = Scene::right();
        scene.prefix = prefix;
        scene.http.target = target.to_owned();
        let path = scene.ruled() == ruled(Ruling::Refused, "FrontEnd.path");
        assert_eq!(path, !is_served, "{prefix} {target}");
    }
}

#[test]
fn a_body_at_the_limit_is_read_and_one_byte_more_is_too_large() {
    let mut scene = Scene::right();
    scene.model.front_end.body_limit = scene.http.body.len();
    assert_eq!(scene.ruled().0, Ruling::Accepted);
    assert!(!scene.derived().expect.silence);
    scene.model.front_end.body_limit -= 1;
    assert_eq!(
        scene.ruled(),
        ruled(Ruling::Refused, "FrontEnd.body-too-large")
    );
    assert!(
        scene.derived().expect.silence,
        "it need not be read to its end"
    );
}

#[test]
fn a_target_is_read_up_to_8000_bytes_and_may_be_up_to_a_million() {
    assert_eq!(against_target(8_000), None);
    assert_eq!(against_target(8_001), Some(false));
    assert_eq!(against_target(1_000_000), Some(false));
    assert_eq!(against_target(1_000_001), Some(true));
}

#[test]
fn a_bare_key_alone_is_an_empty_value_and_beside_a_value_nothing() {
    let alone = Scene::posts("OldPassword=old-1234&NewPassword");
    assert_eq!(
        alone.ruled(),
        ruled(Ruling::Refused, "NewPassword.length.min")
    );
    let beside = Scene::posts(&format!("NewPassword&{VALUES}"));
    assert_eq!(
        beside.ruled(),
        ruled(Ruling::Accepted, "FrontEnd.unknown-parameter")
    );
    assert_eq!(after(&beside), ["new-1234"]);
}

#[test]
fn what_a_presigned_url_adds_is_no_parameter() {
    let presigned = Scene::gets(&format!("{VALUES}&X-Amz-Expires=60"));
    assert_eq!(
        presigned.ruled(),
        ruled(Ruling::Accepted, "ChangePassword.accepts")
    );
    let posted = Scene::right();
    let split = |query: &str| {
        let mut scene = Scene::right();
        scene.http.target = format!("/?{query}");
        scene.ruled()
    };
    assert_eq!(split("X-Amz-Expires=60"), posted.ruled());
    assert_eq!(split(ACTION).0, Ruling::Open);
}
