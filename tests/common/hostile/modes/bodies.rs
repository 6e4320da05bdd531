//! Endpoints whose bodies are no envelopes.

use crate::hostile::deed::Deed::Say;
use crate::hostile::message::page;
use crate::hostile::mode::Mode;

pub const BODIES: &[Mode] = &[
    Mode::new("page", "answers everything with a web page", |_| {
        let page_of = "<!doctype html><title>Hello</title><p>It works!";
        vec![Say(page("200 OK", "text/html", page_of))]
    })
    .in_vain()
    .changes(1, "got 200 (text/html)")
    .all(6, "an HTML page"),
    Mode::new("another-service", "answers for another service", |_| {
        let document = "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>";
        vec![Say(page("200 OK", "application/xml", document))]
    })
    .in_vain()
    .changes(1, "got 200 <ListAllMyBucketsResult>")
    .all(3, "<ListAllMyBucketsResult> that holds no UserName"),
    Mode::new("json", "answers in JSON", |asked| {
        let head = String::from_utf8_lossy(asked.head()).into_owned();
        let status = head.lines().next().unwrap_or_default();
        let status = status.trim_start_matches("HTTP/1.1 ");
        vec![Say(page(
            status,
            "application/x-amz-json-1.1",
            "{\"__type\":\"com.example#Answer\"}",
        ))]
    })
    .changes(1, "got 200 (application/x-amz-json-1.1)")
    .all(6, "a body that cannot be read as XML"),
    Mode::new("empty", "answers with an empty body", |asked| {
        vec![Say(asked.with_body(""))]
    })
    .changes(1, "(empty body): the body is empty")
    .all(3, "that holds no UserName"),
    Mode::new("nul-body", "answers with a body of NULs", |asked| {
        vec![Say(asked.with_body([0; 300]))]
    })
    .changes(1, "a character that XML does not allow")
    .all(6, "a character that XML does not allow"),
];
