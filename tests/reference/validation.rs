//! FACTS §1 to §3: what a password may be, however it is spelled.

use pwspec::wire::{Spelling, encode};

use crate::stage::{NEW, OLD, Stage, form, post, signed};

const PATTERN: &str = r"failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+";

fn message(stage: &Stage, old: &str, new: &str) -> String {
    let answer = stage.change(&stage.alice, old, new);
    assert_eq!(answer.verdict(), (400, "ValidationError"));
    answer.text("Message")
}

#[test]
fn a_password_of_128_two_byte_characters_is_valid_and_one_of_129_is_not() {
    let stage = Stage::new();
    let longest = format!("Aa1{}", "\u{FF}".repeat(125));
    stage.change(&stage.alice, OLD, &longest).ok();
    assert_eq!(
        message(&stage, &longest, &format!("{longest}\u{FF}")),
        "1 validation error detected: Value at 'newPassword' failed to satisfy constraint: Member must have length less than or equal to 128"
    );
    assert!(stage.in_force(&longest));
}

#[test]
fn an_empty_password_breaks_the_minimum_and_the_pattern() {
    let stage = Stage::new();
    assert_eq!(
        message(&stage, OLD, ""),
        format!(
            "2 validation errors detected: Value at 'newPassword' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'newPassword' {PATTERN}"
        )
    );
}

#[test]
fn characters_outside_the_pattern_are_refused_wherever_they_stand() {
    let stage = Stage::new();
    for bad in [
        '\0',
        '\u{8}',
        '\u{B}',
        '\u{C}',
        '\u{E}',
        '\u{1F}',
        '\u{100}',
        '\u{2028}',
        '\u{1F511}',
    ] {
        for new in [
            format!("{bad}Passw0rd"),
            format!("Pass{bad}w0rd"),
            format!("Passw0rd{bad}"),
        ] {
            assert_eq!(
                message(&stage, OLD, &new),
                format!("1 validation error detected: Value at 'newPassword' {PATTERN}")
            );
        }
    }
    assert!(stage.in_force(OLD));
}

#[test]
fn the_old_password_has_the_same_constraints_and_comes_before_everything_else() {
    let stage = Stage::new();
    assert!(message(&stage, "Old\0", NEW).contains("Value at 'oldPassword' failed"));
    assert!(message(&stage, &"x".repeat(129), NEW).contains("'oldPassword'"));
    let mallory = stage.engine.root();
    assert_eq!(
        stage.change(&mallory, "", NEW).verdict(),
        (400, "ValidationError")
    );
}

#[test]
fn a_missing_parameter_is_null() {
    let stage = Stage::new();
    let answer = stage.call(&stage.alice, "ChangePassword", &[("NewPassword", NEW)]);
    assert_eq!(answer.verdict(), (400, "ValidationError"));
    assert_eq!(
        answer.text("Message"),
        "1 validation error detected: Value at 'oldPassword' failed to satisfy constraint: Member must not be null"
    );
    let answer = stage.call(&stage.alice, "ChangePassword", &[]);
    assert!(
        answer
            .text("Message")
            .starts_with("2 validation errors detected: ")
    );
    let other_case = [("oldpassword", OLD), ("NewPassword", NEW)];
    assert_eq!(
        stage
            .call(&stage.alice, "ChangePassword", &other_case)
            .status,
        400
    );
}

#[test]
fn every_spelling_of_a_form_means_the_same() {
    let stage = Stage::new();
    let tricky = "Aa1 +%2B%&=;\t\r\n\u{A0}\u{FF}é";
    for spelling in Spelling::ALL {
        let text = |text: &str| encode(text.as_bytes(), spelling);
        let body = format!(
            "{}={}&&unknown&{}={}&Action=ChangePassword&Version=2010-05-08",
            text("NewPassword"),
            text(tricky),
            text("OldPassword"),
            text(OLD),
        );
        stage.send(&signed(post(body), &stage.alice)).ok();
        assert!(stage.in_force(tricky), "{}", spelling.name());
        stage.change(&stage.alice, tricky, OLD).ok();
    }
}

#[test]
fn a_password_is_decoded_once_and_neither_trimmed_nor_cut() {
    let stage = Stage::new();
    for password in [
        " Aa1-lead",
        "Aa1-trail ",
        "Aa1%41%2525",
        "Aa1+b c&d=e",
        "Aa1&amp;<x>",
    ] {
        stage.change(&stage.alice, OLD, password).ok();
        for near in [
            password.trim().to_owned(),
            password.replace("%41", "A"),
            password.replace("&amp;", "&"),
        ] {
            assert!(near == password || stage.change(&stage.alice, &near, NEW).status == 403);
        }
        stage.change(&stage.alice, password, OLD).ok();
    }
}

#[test]
fn bytes_that_are_no_characters_are_refused() {
    let stage = Stage::new();
    for bytes in [
        "%FF",
        "%C3",
        "%C3%28",
        "%C0%80",
        "%ED%A0%80",
        "%F4%90%80%80",
    ] {
        let body =
            form("ChangePassword", &[("OldPassword", OLD)]) + "&NewPassword=Passw0rd" + bytes;
        let answer = stage.send(&signed(post(body), &stage.alice));
        assert_eq!(answer.verdict(), (400, "ValidationError"), "{bytes}");
    }
    assert!(stage.in_force(OLD));
}

#[test]
fn the_first_of_two_parameters_wins() {
    let stage = Stage::new();
    let twice = [
        ("OldPassword", OLD),
        ("NewPassword", NEW),
        ("NewPassword", "Other-1-password"),
    ];
    stage.call(&stage.alice, "ChangePassword", &twice).ok();
    assert!(stage.in_force(NEW));
}
