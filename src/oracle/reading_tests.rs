use super::*;
use crate::oracle::scene::Scene;

/// What the front end has against a body: each clause with the codes at 400 that may answer it.
fn against(body: &str) -> Vec<(String, Vec<&'static str>)> {
    let scene = Scene::right().with_body(body);
    let asked = Asked::of(&scene.question());
    let reading = readings(&asked)[0];
    let reasons = reading.reasons(&scene.model, &asked);
    let codes = [
        "InvalidAction",
        "MissingParameter",
        "ValidationError",
        "MissingAction",
    ];
    let told = |reason: Reason| {
        assert!(reason.firm && reason.stage == Stage::Front);
        let accepted = codes
            .into_iter()
            .filter(|code| reason.answers.accepts(400, Some(code)));
        (reason.clause.to_string(), accepted.collect())
    };
    reasons.into_iter().map(told).collect()
}

fn one(clause: &str, codes: &[&'static str]) -> Vec<(String, Vec<&'static str>)> {
    vec![(clause.to_owned(), codes.to_vec())]
}

const ANY: [&str; 4] = [
    "InvalidAction",
    "MissingParameter",
    "ValidationError",
    "MissingAction",
];

#[test]
fn the_action_is_the_operation_s_and_exactly_so() {
    let with = |action: &str| against(&format!("{action}Version=2010-05-08"));
    assert_eq!(with("Action=ChangePassword&"), []);
    for other in ["changepassword", "ChangePassword+", "GetUser"] {
        assert_eq!(
            with(&format!("Action={other}&")),
            one("FrontEnd.unknown-action", &["InvalidAction"])
        );
    }
    assert_eq!(with(""), one("FrontEnd.missing-action", &ANY));
    assert_eq!(with("action=ChangePassword&"), one("Form.name-case", &ANY));
    let empty = [
        one("FrontEnd.missing-action", &ANY),
        one("FrontEnd.unknown-action", &["InvalidAction"]),
    ];
    assert_eq!(with("Action=&"), empty.concat(), "it is either");
}

#[test]
fn the_version_is_the_operation_s_and_exactly_so() {
    let with = |version: &str| against(&format!("Action=ChangePassword{version}"));
    let missing = ["InvalidAction", "MissingParameter", "ValidationError"];
    assert_eq!(with("&Version=2010-05-08"), []);
    for other in ["2010-05-09", "2010-05-08+", "1"] {
        assert_eq!(
            with(&format!("&Version={other}")),
            one("FrontEnd.wrong-version", &["InvalidAction"])
        );
    }
    for absent in ["", "&Version="] {
        assert_eq!(with(absent), one("FrontEnd.missing-version", &missing));
    }
    assert_eq!(with("&version=2010-05-08"), one("Form.name-case", &missing));
}

#[test]
fn of_several_values_the_first_and_the_last_may_count_and_each_once() {
    let read = |body: &str| {
        let scene = Scene::right().with_body(body);
        let asked = Asked::of(&scene.question());
        let text = |value: Option<&[u8]>| value.map(|value| String::from_utf8_lossy(value).into());
        let meant: Vec<Option<String>> = readings(&asked)
            .into_iter()
            .map(|reading| text(reading.new))
            .collect();
        meant
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(read(""), [None]);
    assert_eq!(read("NewPassword=a"), [some("a")]);
    assert_eq!(read("NewPassword=a&NewPassword=a"), [some("a")]);
    assert_eq!(
        read("NewPassword=a&NewPassword=b&NewPassword=c"),
        [some("a"), some("c")]
    );
    assert_eq!(read("NewPassword=%41%"), [some("A%"), some("%41%")]);
}
