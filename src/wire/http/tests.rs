use std::time::Duration;

use super::*;
use crate::wire::test_server::{Mode, OK, Server, dead_endpoint, get, post};
use crate::wire::{Answer, ConnectFailure, Endpoint, Limits, NoAnswer, Tls};

/// Ample time: what is no matter of time must not fail for it.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(20),
    answer: Duration::from_secs(20),
    body: 1000,
    head: 2000,
};
/// For what does not come.
const HASTY: Limits = Limits {
    connect: Duration::from_millis(200),
    answer: Duration::from_millis(200),
    ..LIMITS
};

fn client(endpoint: &Endpoint) -> Client {
    client_within(&LIMITS, endpoint)
}

fn client_within(limits: &Limits, endpoint: &Endpoint) -> Client {
    Client::new(endpoint, &Tls::new(None).unwrap(), limits).unwrap()
}

async fn answer_of(mode: Mode) -> Result<Answer, NoAnswer> {
    let server = Server::start(mode).await;
    client(&server.endpoint()).send(&get("/")).await
}

fn closed(received: usize, expected: Option<usize>) -> NoAnswer {
    NoAnswer::Closed { received, expected }
}

#[tokio::test]
async fn an_answer_is_read_and_the_connection_kept() {
    let server = Server::start(Mode::Answer(OK)).await;
    let client = client(&server.endpoint());
    for _ in 0..3 {
        let answer = client.send(&get("/")).await.unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"<ok>"[..]));
        assert_eq!(answer.header("content-type"), Some("text/xml"));
        assert!(answer.took < LIMITS.answer);
    }
    assert_eq!(server.seen().connections, 1);
}

#[tokio::test]
async fn clones_send_at_once_from_several_tasks() {
    let server = Server::start(Mode::Answer(OK)).await;
    let client = client(&server.endpoint());
    let send = |nth| {
        let client = client.clone();
        tokio::spawn(async move { client.send(&get(&format!("/{nth}"))).await })
    };
    for task in (0..8).map(send).collect::<Vec<_>>() {
        assert_eq!(task.await.unwrap().unwrap().status, 200);
    }
    assert_eq!(server.seen().requests.len(), 8);
}

#[tokio::test]
async fn the_answer_to_a_head_has_no_body_whatever_its_length_says() {
    let server = Server::start(Mode::Answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")).await;
    let client = client(&server.endpoint());
    let mut request = get("/");
    request.method = "HEAD".into();
    for _ in 0..2 {
        assert_eq!(client.send(&request).await.unwrap().body, b"");
    }
    request.target = "/?'".into();
    assert!(!client.sends_verbatim(&request));
    assert_eq!(
        client
            .send(&request)
            .await
            .unwrap()
            .header("content-length"),
        Some("9")
    );
}

#[tokio::test]
async fn a_fresh_request_has_a_connection_of_its_own() {
    let server = Server::start(Mode::Answer(OK)).await;
    let client = client(&server.endpoint());
    for _ in 0..2 {
        client.send(&get("/")).await.unwrap();
        client.send_fresh(&get("/")).await.unwrap();
    }
    assert_eq!(server.seen().connections, 3);
}

#[tokio::test]
async fn a_request_is_sent_as_given() {
    let server = Server::start(Mode::Answer(OK)).await;
    let mut request = post(b"a=%2f&b=\x00");
    request.target = "/p//q?a=%2f%2F+b&&U79}kgds4?".into();
    request
        .headers
        .push(("X-Amz-Date".into(), "20150830T123600Z".into()));
    client(&server.endpoint()).send(&request).await.unwrap();
    assert_eq!(
        server.seen().requests,
        [
            "POST /p//q?a=%2f%2F+b&&U79}kgds4? HTTP/1.1\r\nhost: iam.test\r\nx-amz-date: 20150830T123600Z\r\n\
          content-length: 9\r\naccept: */*\r\n\r\na=%2f&b=\0"
        ]
    );
}

#[tokio::test]
async fn a_request_that_would_be_mended_goes_over_a_raw_connection() {
    let server = Server::start(Mode::Answer(OK)).await;
    let client = client(&server.endpoint());
    let mut request = get("/a/../b?c='\"<>");
    request.headers.push(("X-Odd ".into(), "\u{e9}".into()));
    assert!(!client.sends_verbatim(&request));
    assert_eq!(client.send(&request).await.unwrap().status, 200);
    assert_eq!(
        server.seen().requests,
        ["GET /a/../b?c='\"<> HTTP/1.1\r\nHost: iam.test\r\nX-Odd : \u{e9}\r\n\r\n"]
    );
}

#[tokio::test]
async fn an_empty_post_has_a_length_and_an_empty_get_has_none() {
    let server = Server::start(Mode::Answer(OK)).await;
    let client = client(&server.endpoint());
    client.send(&post(b"")).await.unwrap();
    client.send(&get("/")).await.unwrap();
    let has_length = |request: &String| request.contains("content-length: 0\r\n");
    let lengths: Vec<bool> = server.seen().requests.iter().map(has_length).collect();
    assert_eq!(lengths, [true, false]);
}

#[tokio::test]
async fn a_chunked_answer_is_read() {
    let mode = Mode::Answer(
        "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\n<a>\r\n4\r\n</a>\r\n0\r\n\r\n",
    );
    let answer = answer_of(mode).await.unwrap();
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (400, &b"<a></a>"[..])
    );
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let answer = answer_of(Mode::Answer(
        "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    ));
    let answer = answer.await.unwrap();
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some("/elsewhere"))
    );
}

#[tokio::test]
async fn a_compressed_answer_is_left_as_it_is() {
    let answer = answer_of(Mode::Answer(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    ));
    assert_eq!(answer.await.unwrap().body, b"abc");
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_a_timeout() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    // "content-length" and "9" with four bytes around them, and what came of the body.
    for (text, received) in [("", 0), ("HTTP/1.1 200", 0), (half, 19 + 4)] {
        let server = Server::start(Mode::Hang(text)).await;
        let client = client_within(&HASTY, &server.endpoint());
        let timeout = NoAnswer::Timeout {
            after: HASTY.answer,
            received,
        };
        assert_eq!(client.send(&get("/")).await, Err(timeout));
    }
}

#[tokio::test]
async fn an_answer_that_is_cut_short_says_where() {
    assert_eq!(answer_of(Mode::Close("")).await, Err(closed(0, None)));
    assert_eq!(
        answer_of(Mode::Close("HTTP/1.1 200 OK\r\n")).await,
        Err(closed(0, None))
    );
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    assert_eq!(answer_of(Mode::Close(half)).await, Err(closed(4, Some(9))));
    let chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf";
    assert_eq!(
        answer_of(Mode::Close(chunk)).await,
        Err(closed(28 + 4, None))
    );
}

#[tokio::test]
async fn a_reset_is_told_from_an_end() {
    assert_eq!(answer_of(Mode::Reset("")).await, Err(NoAnswer::Reset));
}

#[tokio::test]
async fn what_is_no_http_is_malformed() {
    for text in [
        "garbage\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        let answer = answer_of(Mode::Close(text)).await;
        assert!(
            matches!(answer, Err(NoAnswer::Malformed(_))),
            "{text:?}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_without_an_end_costs_no_more_than_the_limit() {
    let body = Mode::Endless("HTTP/1.1 200 OK\r\n\r\n0123456789");
    assert_eq!(
        answer_of(body).await,
        Err(NoAnswer::BodyTooLarge { limit: LIMITS.body })
    );
    let line = "x: 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\r\n";
    let many: &'static str =
        Box::leak(format!("HTTP/1.1 200 OK\r\n{}\r\n", line.repeat(25)).into_boxed_str());
    assert_eq!(
        answer_of(Mode::Close(many)).await,
        Err(NoAnswer::HeadTooLarge { limit: LIMITS.head })
    );
    let endless = Mode::Endless("HTTP/1.1 200 OK\r\nx: y\r\n");
    assert!(matches!(
        answer_of(endless).await,
        Err(NoAnswer::HeadTooLarge { .. } | NoAnswer::Malformed(_))
    ));
    let short: &'static str =
        Box::leak(format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(101)).into_boxed_str());
    assert_eq!(
        answer_of(Mode::Close(short)).await,
        Err(NoAnswer::HeadTooLarge { limit: LIMITS.head }),
        "short fields, but too many"
    );
}

#[tokio::test]
async fn a_length_too_small_ends_the_body_there() {
    let server = Server::start(Mode::Close(
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n<ok>",
    ))
    .await;
    let client = client(&server.endpoint());
    assert_eq!(client.send(&get("/")).await.unwrap().body, b"<o");
    assert_eq!(client.send(&get("/")).await.unwrap().body, b"<o");
    assert_eq!(server.seen().connections, 2);
}

#[tokio::test]
async fn a_kept_connection_that_was_closed_meanwhile_is_replaced() {
    let server = Server::start(Mode::CloseAfterOneEach).await;
    let client = client(&server.endpoint());
    for _ in 0..3 {
        assert_eq!(client.send(&get("/")).await.unwrap().status, 200);
    }
    let seen = server.seen();
    assert_eq!((seen.connections, seen.requests.len()), (3, 4));
}

#[tokio::test]
async fn a_request_is_sent_twice_at_most_and_on_a_new_connection_once() {
    let server = Server::start(Mode::CloseAfterOne).await;
    let client = client(&server.endpoint());
    assert_eq!(client.send(&get("/first")).await.unwrap().status, 200);
    assert_eq!(client.send(&get("/second")).await, Err(closed(0, None)));
    assert_eq!(client.send(&get("/third")).await, Err(closed(0, None)));
    let lines: Vec<String> = server
        .seen()
        .requests
        .iter()
        .map(|text| text[..8].to_owned())
        .collect();
    assert_eq!(lines, ["GET /fir", "GET /sec", "GET /sec", "GET /thi"]);
}

#[tokio::test]
async fn an_answer_before_the_request_is_whole_counts() {
    let text = "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(Mode::Early(text)).await;
    let body = vec![b'a'; 4 << 20];
    let answer = client(&server.endpoint()).send(&post(&body)).await.unwrap();
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_is_unreachable() {
    let refused = client(&dead_endpoint().await)
        .send(&get("/"))
        .await
        .unwrap_err();
    assert_eq!(refused, ConnectFailure::Refused.into());
    let unknown = Endpoint::parse("http://no-such-host.invalid").unwrap();
    let unknown = client(&unknown)
        .send(&get("/?NewPassword=x"))
        .await
        .unwrap_err();
    assert!(
        matches!(&unknown, NoAnswer::Connect(ConnectFailure::Unresolved(why)) if why.starts_with("failed to lookup")),
        "{unknown:?}"
    );
    assert!(!unknown.to_string().contains("NewPassword"));
}
