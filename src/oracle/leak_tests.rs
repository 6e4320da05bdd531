use super::*;
use crate::password::Recipe;
use std::time::Duration;

const CANARY: &str = "Ab<3&xyé+Zq9 wT7";

fn leaks(body: &str) -> Option<String> {
    leaks_of(CANARY.as_bytes(), body)
}

fn leaks_of(secret: &[u8], body: &str) -> Option<String> {
    let answer = Answer {
        status: 400,
        headers: vec![("x-note".to_owned(), b"plain".to_vec())],
        body: body.as_bytes().to_vec(),
        took: Duration::ZERO,
    };
    let observed = Observed::of(&Ok(answer.clone()));
    let secret = Secret::new(Recipe::current(), secret.to_vec());
    leak(&answer, &observed, &[(Some("NewPassword"), secret)], &[]).map(|draft| draft.got)
}

#[test]
fn a_password_is_found_in_every_usual_encoding() {
    for (how, text, _) in encodings(CANARY) {
        assert!(leaks(&format!("<x>{text}</x>")).is_some(), "{how}");
    }
}

#[test]
fn how_a_password_stands_there_is_told() {
    for (how, text) in [
        ("raw", CANARY),
        ("percent-encoded", "Ab%3c3%26xy%c3%a9%2bZq9%20wT7"),
        ("percent-encoded", "Ab%3C3%26xy%C3%A9%2BZq9+wT7"),
        (
            "percent-encoded",
            "%41%62%3C%33%26%78%79%C3%A9%2B%5A%71%39%20%77%54%37",
        ),
        ("with entities", "Ab&lt;3&amp;xyé+Zq9 wT7"),
        ("with character references", "Ab&#60;3&#38;xy&#233;+Zq9 wT7"),
        (
            "with character references",
            "Ab&#x3C;3&#x26;xy&#xE9;+Zq9 wT7",
        ),
        ("in base64", "QWI8MyZ4ecOpK1pxOSB3VDc="),
        ("in hex", "41623C33267879C3A92B5A713920775437"),
    ] {
        let told = format!("the whole of NewPassword in the answer, {how}");
        assert_eq!(leaks(&format!("<x>{text}</x>")), Some(told), "{text}");
    }
    let quoted = "Ab\"3\\xyz+Zq9 wT7";
    let told = leaks_of(quoted.as_bytes(), r#"{"x":"Ab\"3\\xyz+Zq9 wT7"}"#);
    let expected = "the whole of NewPassword in the answer, as JSON";
    assert_eq!(told.as_deref(), Some(expected));
    let url_safe = leaks_of("ÿÿþþabcdefgh".as_bytes(), "w7_Dv8O-w75hYmNkZWZnaA");
    let expected = "the whole of NewPassword in the answer, in base64";
    assert_eq!(url_safe.as_deref(), Some(expected));
}

#[test]
fn a_plain_password_is_raw_and_in_no_encoding_besides() {
    let told = leaks_of(b"abcdefghijkl", "abcdefghijkl");
    let expected = "the whole of NewPassword in the answer, raw";
    assert_eq!(told.as_deref(), Some(expected));
}

#[test]
fn the_message_may_not_hold_a_parameter_and_nothing_may_hold_a_password() {
    let error = |message: &str, detail: &str| {
        Answer {
        status: 400,
        headers: Vec::new(),
        body: format!(
            "<ErrorResponse><Error><Message>{message}</Message></Error><d>{detail}</d></ErrorResponse>"
        )
        .into_bytes(),
        took: Duration::ZERO,
    }
    };
    let told = |answer: &Answer, parameter| {
        let observed = Observed::of(&Ok(answer.clone()));
        let secrets = [
            (
                None,
                Secret::new(Recipe::current(), b"another-one".to_vec()),
            ),
            (
                parameter,
                Secret::new(Recipe::current(), b"abcdefghijkl".to_vec()),
            ),
        ];
        let draft = leak(answer, &observed, &secrets, &[]).unwrap();
        (draft.clause.to_string(), draft.got)
    };
    let of = |clause: &str, got: &str| (clause.to_owned(), got.to_owned());
    let new = Some("NewPassword");
    let in_message = error("bad: abcdefghijkl", "");
    assert_eq!(
        told(&in_message, new),
        of(
            "NewPassword.sensitive",
            "the whole of NewPassword in the error message, raw"
        )
    );
    assert_eq!(
        told(&in_message, None),
        of(
            "Password.secret",
            "the whole of a password in force in the error message, raw"
        )
    );
    assert_eq!(
        told(&error("bad", "abcdefghijkl"), new),
        of(
            "Password.secret",
            "the whole of NewPassword in the answer, raw"
        )
    );
}

#[test]
fn a_password_in_a_header_is_a_leak() {
    let answer = Answer {
        status: 400,
        headers: vec![("x-note".to_owned(), b"abcdefghijkl".to_vec())],
        body: Vec::new(),
        took: Duration::ZERO,
    };
    let observed = Observed::of(&Ok(answer.clone()));
    let secret = Secret::new(Recipe::current(), b"abcdefghijkl".to_vec());
    assert!(leak(&answer, &observed, &[(None, secret)], &[]).is_some());
}

#[test]
fn a_part_tells_something_from_eight_characters_on_of_which_six_differ() {
    for (part, telling) in [
        ("abcdefab", true),
        ("abcdefa", false),
        ("abcdeabc", false),
        ("éàüöäëïî", true),
    ] {
        assert_eq!(is_telling(part), telling, "{part}");
    }
}

#[test]
fn a_password_is_found_at_either_end_of_a_short_answer_and_of_a_long_one() {
    for filler in [0, 100, SHORT, 3 * SHORT] {
        let filler = "A".repeat(filler);
        for body in [format!("{CANARY}{filler}"), format!("{filler}{CANARY}")] {
            assert!(leaks(&body).is_some(), "{}", body.len());
        }
        assert!(leaks(&filler).is_none());
    }
}

#[test]
fn half_a_password_is_a_leak() {
    assert!(
        leaks("the password starts with Ab<3&xyé")
            .unwrap()
            .starts_with("the first half")
    );
}

#[test]
fn a_long_password_that_is_quoted_in_part_is_a_leak() {
    let long: String = (0..9).map(|n| format!("{n}{CANARY}")).collect();
    let told = |body: &str| leaks_of(long.as_bytes(), body).unwrap();
    assert!(told(&format!("'0{CANARY}1A…' is too long")).starts_with("the beginning"));
    assert!(told(&format!("'…T78{CANARY}'")).starts_with("the end"));
}

#[test]
fn what_is_text_of_a_password_that_is_none_is_a_leak() {
    let secret = [CANARY.as_bytes(), b"\xff!"].concat();
    assert!(leaks_of(&secret, &format!("cannot read {CANARY}\u{fffd}!")).is_some());
}

#[test]
fn an_ordinary_word_raises_no_alarm_though_it_is_a_password() {
    let parts = |text: &str, public: &[String]| {
        parts(&Secret::new(Recipe::current(), text.into()), public).len()
    };
    assert_eq!(parts("undefined", &[]), 0);
    assert_eq!(parts("[object Object]", &[]), 0);
    assert_eq!(
        parts(
            "pwspec-0badcafe-lane-0",
            &["arn:pwspec-0badcafe-lane-0".into()]
        ),
        0
    );
    assert!(parts("pwspec-0badcafe-lane-0", &[]) > 0);
}

#[test]
fn a_short_password_or_one_of_few_characters_raises_no_alarm() {
    assert!(!is_telling("a"));
    assert!(!is_telling("aaaaaaaaaaaaaaaa"));
    assert!(leaks("nothing of it").is_none());
}
