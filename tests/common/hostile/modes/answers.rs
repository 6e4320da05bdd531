//! Endpoints that answer in HTTP and in XML, and not what they should.

use crate::hostile::deed::Deed::{Say, Swap};
use crate::hostile::message::{between, page, refusal};
use crate::hostile::mode::Mode;

pub const ANSWERS: &[Mode] = &[
    Mode::new("always-200", "answers 200 to all, with a success", |asked| {
        let request = String::from_utf8_lossy(asked.request);
        let action = between(&request, "Action=", "&").unwrap_or("Nothing");
        let id = format!("id-{}", asked.number);
        let document = format!(
            "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata><RequestId>{id}\
             </RequestId></ResponseMetadata></{action}Response>"
        );
        vec![Say(page("200 OK", "text/xml", &document))]
    })
    .in_vain()
    .changes(1, "got 200 ChangePasswordResponse")
    .all(3, "<CreateUserResponse> that holds no UserName"),
    Mode::new("always-500", "answers 500 to all", |_| {
        vec![Say(refusal(
            "500 Internal Server Error",
            "Receiver",
            "InternalFailure",
            "no",
        ))]
    })
    .in_vain()
    .changes(1, "got 500 InternalFailure")
    .all(6, "CreateUser was refused with 500 InternalFailure"),
    Mode::new("bare-500", "answers 500 to all, without a body", |_| {
        vec![Say(page("500 Internal Server Error", "text/plain", ""))]
    })
    .in_vain()
    .changes(1, "got 500 (empty body)")
    .all(6, "CreateUser was answered 500 with an empty body"),
    Mode::new("always-400", "refuses all", |_| {
        vec![Say(refusal("400 Bad Request", "Sender", "Nope", "no"))]
    })
    .in_vain()
    .changes(1, "got 400 Nope")
    .all(3, "CreateUser was refused with 400 Nope"),
    Mode::new("alternating", "answers every second request with 500", |asked| {
        match asked.number % 2 {
            0 => vec![Say(asked.answer.to_vec())],
            _ => vec![Say(refusal(
                "500 Internal Server Error",
                "Receiver",
                "InternalFailure",
                "no",
            ))],
        }
    })
    .changes(1, "got 500 InternalFailure")
    .all(3, "CreateUser was refused with 500 InternalFailure"),
    Mode::new("error-in-200", "wraps every answer in 200", |asked| {
        let document = "<ErrorResponse><Error><Type>Sender</Type><Code>Nope</Code><Message>no</Message></Error>\
                        <RequestId>1</RequestId></ErrorResponse>";
        let _ = asked;
        vec![Say(page("200 OK", "text/xml", document))]
    })
    .changes(1, "got 200 Nope")
    .all(6, "CreateUser was refused with 200 Nope"),
    Mode::new("throttling", "throttles for ever", |_| {
        vec![Say(refusal(
            "400 Bad Request",
            "Sender",
            "Throttling",
            "Rate exceeded",
        ))]
    })
    .in_vain()
    .changes(3, "the endpoint kept answering 400 Throttling (see --retries)")
    .all(3, "CreateUser was refused with 400 Throttling"),
    Mode::new("unavailable", "is unavailable for ever", |_| {
        let mut answer = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\n".to_vec();
        answer.extend_from_slice(b"Content-Length: 0\r\n\r\n");
        vec![Say(answer)]
    })
    .in_vain()
    .changes(3, "the endpoint kept answering 503 (empty body) (see --retries)")
    .all(6, "CreateUser was answered 503 with an empty body"),
    Mode::new("switching", "answers 101 Switching Protocols", |_| {
        let head = b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n";
        vec![Say(head.to_vec())]
    })
    .slow()
    .changes(1, "got 101 (empty body)")
    .all(6, "CreateUser was answered 101 with an empty body"),
    Mode::new("swapped", "swaps answers between connections", |asked| {
        vec![Swap(asked.answer.to_vec())]
    })
    .changes(1, "got 200 ChangePasswordResponse")
    .all(1, "in force: none of those asked"),
    Mode::new("same-id", "gives every answer the id of the first", |asked| {
        let document = asked.document();
        let id = between(&document, "<RequestId>", "</RequestId>").unwrap_or_default();
        let answer = String::from_utf8_lossy(asked.answer);
        vec![Say(answer.replace(id, asked.first_id).into_bytes())]
    })
    .changes(1, "got one that another answer had")
    .all(1, "got one that another answer had"),
];
