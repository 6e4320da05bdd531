use super::*;
use crate::oracle::scene::{answer, error, success};

#[test]
fn a_2xx_says_that_it_was_done_a_3xx_or_4xx_that_it_was_not_and_anything_else_nothing() {
    for (status, outcome) in [
        (199, Outcome::Unclear),
        (200, Outcome::Accepted),
        (299, Outcome::Accepted),
        (300, Outcome::Refused),
        (302, Outcome::Refused),
        (400, Outcome::Refused),
        (499, Outcome::Refused),
        (500, Outcome::Unclear),
    ] {
        let html = Observed::of(&Ok(answer(status, "text/html", "<p>")));
        assert_eq!(html.outcome, outcome, "{status}");
    }
    let failed = |status| Observed::of(&Ok(error(status, "ValidationError"))).outcome;
    assert_eq!(
        failed(200),
        Outcome::Unclear,
        "a success status around an error"
    );
    assert_eq!(failed(400), Outcome::Refused);
    let none = Observed::of(&Err(NoAnswer::Reset));
    assert_eq!((none.status, none.outcome), (None, Outcome::Unclear));
    assert_eq!(none.short, "no answer (reset)");
    assert!(!none.ill_formed);
}

#[test]
fn an_answer_is_told_in_a_few_words_that_say_what_kind_of_body_it_has() {
    let long = "x".repeat(70);
    for (answer, short) in [
        (success(""), "200 ChangePasswordResponse".to_owned()),
        (error(400, "AccessDenied"), "400 AccessDenied".to_owned()),
        (error(400, ""), "400 (text/xml)".to_owned()),
        (error(400, "a\u{85}b"), "400 ab".to_owned()),
        (error(400, &long), format!("400 {}", &long[..60])),
        (answer(400, "text/xml", "<html/>"), "400 <html>".to_owned()),
        (
            answer(404, "text/plain; q=1", "no"),
            "404 (text/plain)".to_owned(),
        ),
        (answer(404, "text/plain", ""), "404 (empty body)".to_owned()),
    ] {
        assert_eq!(Observed::of(&Ok(answer)).short, short);
    }
}

#[test]
fn only_a_body_that_says_it_is_xml_can_be_ill_formed() {
    for (kind, body, ill_formed) in [
        ("text/xml", "<a", true),
        ("application/soap+XML; charset=utf-8", "<a", true),
        ("text/xml", "<a/>", false),
        ("text/xml", "", false),
        ("text/html", "<a", false),
    ] {
        let observed = Observed::of(&Ok(answer(400, kind, body)));
        assert_eq!(observed.ill_formed, ill_formed, "{kind} {body}");
    }
}

#[test]
fn the_code_is_an_error_s_and_the_request_id_is_of_both() {
    let of = |answer| {
        let observed = Observed::of(&Ok(answer));
        let text = |text: Option<&str>| text.map(str::to_owned);
        (text(observed.code()), text(observed.request_id()))
    };
    let one = || Some("1".to_owned());
    assert_eq!(of(error(400, "Code")), (Some("Code".to_owned()), one()));
    assert_eq!(of(success("")), (None, one()));
    assert_eq!(of(answer(400, "text/html", "<p>")), (None, None));
}
