use super::*;
use crate::oracle::scene::{answer, error, success};

const REQUEST_ID: &str = "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>";

/// The clause that a draft departs from, what it says came, and whether it is a note only.
fn told(draft: Draft) -> (String, String, bool) {
    (draft.clause.to_string(), draft.got, draft.note)
}

fn of(clause: &str, got: &str) -> Option<(String, String, bool)> {
    Some((clause.to_owned(), got.to_owned(), false))
}

fn success_of(answer: Answer) -> Option<(String, String, bool)> {
    let model = Model::compiled_in().unwrap();
    of_success(&model, &Observed::of(&Ok(answer))).map(told)
}

fn error_of(answer: Answer) -> Option<(String, String, bool)> {
    let observed = Observed::of(&Ok(answer));
    of_error(&observed).err().map(told)
}

#[test]
fn a_success_is_the_operation_s_own_envelope_with_status_200() {
    assert_eq!(success_of(success("")), None);
    let created = Answer {
        status: 201,
        ..success("")
    };
    let got = "201 ChangePasswordResponse: the status of a success is 200";
    assert_eq!(success_of(created), of("Envelope.success", got));
    let error = Answer {
        status: 200,
        ..error(400, "ValidationError")
    };
    let got = "200 ValidationError: a success status around an error";
    assert_eq!(success_of(error), of("Envelope.status", got));
}

#[test]
fn a_success_has_the_root_the_namespace_and_the_request_id_of_the_page() {
    let namespace = "xmlns='https://iam.amazonaws.com/doc/2010-05-08/'";
    for (root, attributes, inside, why) in [
        (
            "GetUserResponse",
            namespace,
            REQUEST_ID,
            "the root is GetUserResponse",
        ),
        (
            "ChangePasswordResponse",
            "xmlns='urn:a'",
            REQUEST_ID,
            "the namespace is urn:a",
        ),
        (
            "ChangePasswordResponse",
            "",
            REQUEST_ID,
            "the root is in no namespace",
        ),
        (
            "ChangePasswordResponse",
            namespace,
            "",
            "ResponseMetadata/RequestId is missing",
        ),
    ] {
        let body = format!("<{root} {attributes}>{inside}</{root}>");
        let got = format!("200 {root}: {why}");
        assert_eq!(
            success_of(answer(200, "text/xml", &body)),
            of("Envelope.success", &got)
        );
    }
}

#[test]
fn a_result_that_the_operation_does_not_have_is_tolerated() {
    let (clause, _, note) = success_of(success("<ChangePasswordResult/>")).unwrap();
    assert_eq!((clause.as_str(), note), ("Operation.output", true));
}

#[test]
fn a_body_that_says_it_is_xml_is_held_to_that_first_and_any_other_to_the_envelope() {
    for (kind, body, of_success, of_error) in [
        (
            "text/xml",
            "<a",
            "Envelope.well-formed",
            "Envelope.well-formed",
        ),
        ("text/html", "<a", "Envelope.success", "Envelope.error"),
        ("text/xml", "", "Envelope.success", "Envelope.error"),
        ("text/xml", "<a/>", "Envelope.success", "Envelope.error"),
    ] {
        let clause = |told: Option<(String, String, bool)>| told.unwrap().0;
        assert_eq!(clause(success_of(answer(200, kind, body))), of_success);
        assert_eq!(clause(error_of(answer(400, kind, body))), of_error);
    }
}

#[test]
fn an_error_has_a_type_a_code_a_message_and_a_request_id() {
    assert_eq!(error_of(error(400, "ValidationError")), None);
    let children = ["<Type>a</Type>", "<Code>C</Code>", "<Message>m</Message>"];
    for (at, missing) in ["Type", "Code", "Message"].into_iter().enumerate() {
        let kept: String = (0..3).filter(|&n| n != at).map(|n| children[n]).collect();
        let body =
            format!("<ErrorResponse><Error>{kept}</Error><RequestId>1</RequestId></ErrorResponse>");
        let (clause, got, _) = error_of(answer(400, "text/xml", &body)).unwrap();
        assert_eq!(clause, "Envelope.error");
        assert!(got.ends_with(&format!(": {missing} is missing")), "{got}");
    }
    let bare = answer(400, "text/xml", "<ErrorResponse><Error/></ErrorResponse>");
    let got = "400 (text/xml): Type, Code, Message, RequestId is missing";
    assert_eq!(error_of(bare), of("Envelope.error", got));
    let around = Answer {
        status: 400,
        ..success("")
    };
    let got = "400 ChangePasswordResponse: an error status around a success";
    assert_eq!(error_of(around), of("Envelope.status", got));
}

#[test]
fn a_modelled_code_comes_with_its_status_and_its_type_and_another_with_any() {
    let model = Model::compiled_in().unwrap();
    for (status, code, kind, expected) in [
        (404, "NoSuchEntity", "Sender", None),
        (
            400,
            "NoSuchEntity",
            "Sender",
            Some((Check::Status, "404 NoSuchEntity")),
        ),
        (
            404,
            "NoSuchEntity",
            "Receiver",
            Some((Check::Type, "Type Sender")),
        ),
        (500, "ServiceFailure", "Receiver", None),
        (
            500,
            "ServiceFailure",
            "Sender",
            Some((Check::Type, "Type Receiver")),
        ),
        (
            400,
            "ValidationError",
            "Receiver",
            Some((Check::Type, "Type Sender")),
        ),
        (400, "ValidationError", "Sender", None),
        (
            400,
            "MissingParameter",
            "",
            Some((Check::Type, "Type Sender")),
        ),
        (403, "AccessDenied", "Receiver", None),
    ] {
        let envelope = ErrorEnvelope {
            namespace: None,
            kind: Some(kind.to_owned()),
            code: Some(code.to_owned()),
            message: None,
            request_id: None,
            misplaced: None,
        };
        let found = modelled(&model, status, &envelope);
        let found = found.map(|draft| (draft.check, draft.wanted));
        let expected = expected.map(|(check, wanted)| (check, wanted.to_owned()));
        assert_eq!(found, expected, "{status} {code} {kind}");
    }
}

#[test]
fn an_envelope_is_text_xml_and_application_xml_is_tolerated() {
    let held = |kind: &str| content_type(&answer(400, kind, "")).map(told);
    let clause = "Envelope.content-type";
    assert_eq!(held("text/xml"), None);
    assert_eq!(held("Text/XML; charset=utf-8"), None);
    let tolerated = (clause.to_owned(), "application/xml".to_owned(), true);
    assert_eq!(held("application/xml;charset=utf-8"), Some(tolerated));
    assert_eq!(held("text/html"), of(clause, "text/html"));
    let mut untyped = error(400, "ValidationError");
    untyped.headers.clear();
    assert_eq!(content_type(&untyped).map(told), of(clause, "none"));
}

#[test]
fn a_request_id_is_not_empty_its_own_and_the_same_in_the_header() {
    let held = |id: &str, header: Option<&str>, repeated: bool| {
        let body = format!("<ErrorResponse><Error/>{id}</ErrorResponse>");
        let mut answer = answer(400, "text/xml", &body);
        let header = header.map(|id| ("x-amzn-requestid".to_owned(), id.as_bytes().to_vec()));
        answer.headers.extend(header);
        let observed = Observed::of(&Ok(answer.clone()));
        request_id(&answer, &observed, repeated).map(|draft| draft.clause.to_string())
    };
    let seven = "<RequestId>7</RequestId>";
    let clause = |tail: &str| Some(format!("Envelope.request-id{tail}"));
    assert_eq!(held(seven, None, false), None);
    assert_eq!(held(seven, Some("7"), false), None);
    assert_eq!(held(seven, Some("8"), false), clause(".header"));
    assert_eq!(held(seven, Some("8"), true), clause(".unique"));
    assert_eq!(held("<RequestId> </RequestId>", None, false), clause(""));
    assert_eq!(
        held("", None, true),
        None,
        "its absence is the envelope's matter"
    );
}

#[test]
fn a_message_of_validation_has_its_frame_and_its_text_is_never_a_failure() {
    let framed = "2 validation errors detected: Value at 'newPassword' failed; Value at";
    for (code, message, departs) in [
        ("ValidationError", framed, false),
        (
            "ValidationError",
            "1 validation error detected: Value",
            false,
        ),
        (
            "ValidationError",
            "Some validation errors detected: Value",
            true,
        ),
        ("ValidationError", "1 validation error: Value", true),
        ("ValidationError", "the password is bad", true),
        ("MissingParameter", "the password is bad", false),
    ] {
        let envelope = ErrorEnvelope {
            namespace: None,
            kind: None,
            code: Some(code.to_owned()),
            message: Some(message.to_owned()),
            request_id: None,
            misplaced: None,
        };
        let found = super::message(&envelope).map(|draft| (draft.clause.to_string(), draft.note));
        let expected = departs.then(|| ("Error.message-frame".to_owned(), true));
        assert_eq!(found, expected, "{code}: {message}");
    }
}
