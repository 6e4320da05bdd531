use std::time::Duration;

use futures_util::FutureExt;
use proptest::prelude::*;
use tokio::io::AsyncReadExt;

use super::answer::read;
use super::incoming::Incoming;
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
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

async fn open(endpoint: &Endpoint) -> Result<RawConnection, NoAnswer> {
    open_within(&LIMITS, endpoint).await
}

async fn open_within(limits: &Limits, endpoint: &Endpoint) -> Result<RawConnection, NoAnswer> {
    RawConnection::open(endpoint, &Tls::new(None).unwrap(), limits).await
}

async fn answer_of(mode: Mode) -> Result<Answer, NoAnswer> {
    let server = Server::start(mode).await;
    let mut connection = open(&server.endpoint()).await?;
    connection.send(&get("/")).await
}

/// Reads an answer from bytes that are all there, in two pieces, and then the end.
fn read_bytes(pieces: (&[u8], &[u8]), head_only: bool) -> Result<(u16, Vec<u8>), NoAnswer> {
    let mut incoming = Incoming::new(pieces.0.chain(pieces.1));
    let answer = read(&mut incoming, head_only, &LIMITS);
    let (head, body) = answer.now_or_never().expect("all bytes are there")?;
    Ok((head.status, body))
}

fn read_text(text: &str) -> Result<(u16, Vec<u8>), NoAnswer> {
    read_bytes((text.as_bytes(), b""), false)
}

fn closed(received: usize, expected: Option<usize>) -> NoAnswer {
    NoAnswer::Closed { received, expected }
}

#[tokio::test]
async fn bytes_are_sent_as_given_and_answers_come_in_order() {
    let server = Server::start(Mode::Answer(OK)).await;
    let mut connection = open(&server.endpoint()).await.unwrap();
    let requests = "GET /1 HTTP/1.1\r\nhOsT:x\r\n\r\nGET /2 HTTP/1.1\r\n\r\n";
    connection.write(requests.as_bytes()).await.unwrap();
    for _ in 0..2 {
        let answer = connection.read_answer(false).await.unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"<ok>"[..]));
        assert_eq!(answer.header("content-type"), Some("text/xml"));
    }
    assert_eq!(server.seen().requests.concat(), requests);
    assert_eq!(server.seen().connections, 1);
}

#[tokio::test]
async fn a_half_closed_connection_still_brings_its_answer() {
    let server = Server::start(Mode::Answer(OK)).await;
    let mut connection = open(&server.endpoint()).await.unwrap();
    connection.write(&render(&get("/"))).await.unwrap();
    connection.finish_writing().await;
    assert_eq!(connection.read_answer(false).await.unwrap().status, 200);
    assert!(connection.at_end(LIMITS.answer).await);
}

#[tokio::test]
async fn the_end_of_a_connection_is_told_from_silence_and_from_more_bytes() {
    let more = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n<ok>";
    for (mode, within, at_end) in [
        (Mode::Close(OK), LIMITS.answer, true),
        (Mode::Answer(OK), HASTY.answer, false),
        (Mode::Close(more), LIMITS.answer, false),
    ] {
        let server = Server::start(mode).await;
        let mut connection = open(&server.endpoint()).await.unwrap();
        connection.send(&get("/")).await.unwrap();
        assert_eq!(connection.at_end(within).await, at_end, "{mode:?}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_a_timeout_and_says_what_came() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    for text in ["", "HTTP/1.1 200", half] {
        let server = Server::start(Mode::Hang(text)).await;
        let mut connection = open_within(&HASTY, &server.endpoint()).await.unwrap();
        let timeout = NoAnswer::Timeout {
            after: HASTY.answer,
            received: text.len(),
        };
        assert_eq!(connection.send(&get("/")).await, Err(timeout));
    }
}

#[tokio::test]
async fn a_reset_is_told_from_an_end() {
    assert_eq!(answer_of(Mode::Reset("")).await, Err(NoAnswer::Reset));
    assert_eq!(answer_of(Mode::Close("")).await, Err(closed(0, None)));
}

#[tokio::test]
async fn an_answer_without_an_end_costs_no_more_than_the_limit() {
    let body = NoAnswer::BodyTooLarge { limit: LIMITS.body };
    let head = NoAnswer::HeadTooLarge { limit: LIMITS.head };
    for (text, failure) in [
        ("HTTP/1.1 200 OK\r\n\r\n0123456789", body),
        ("HTTP/1.1 0123456789", head.clone()),
    ] {
        let answer = answer_of(Mode::Endless(text)).await;
        assert_eq!(answer, Err(failure), "{text}");
    }
    let fields = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(101));
    assert_eq!(read_text(&fields), Err(head));
}

#[tokio::test]
async fn an_answer_before_the_request_is_whole_counts() {
    let text = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(Mode::Early(text)).await;
    let mut connection = open(&server.endpoint()).await.unwrap();
    let answer = connection.send(&post(&vec![b'a'; 4 << 20])).await;
    assert_eq!(answer.unwrap().status, 413);
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_is_unreachable() {
    let refused = open(&dead_endpoint().await).await.err().unwrap();
    assert_eq!(refused, ConnectFailure::Refused.into());
    let unknown = Endpoint::parse("http://no-such-host.invalid").unwrap();
    let unknown = open(&unknown).await.err().unwrap();
    assert!(
        matches!(unknown, NoAnswer::Connect(ConnectFailure::Unresolved(_))),
        "{unknown:?}"
    );
}

#[test]
fn every_framing_is_read() {
    for (text, body) in [
        (format!("{HEAD}123456789HTTP/1.1 500"), "123456789"),
        (
            format!("{CHUNKED}3\r\n<a>\r\n0A;x=y\r\n0123456789\r\n0\r\nx: y\r\n\r\nmore"),
            "<a>0123456789",
        ),
        (
            "HTTP/1.0 200 OK\r\nx: y\r\n\r\nto the end".to_owned(),
            "to the end",
        ),
        (
            format!(
                "HTTP/1.1 100 Continue\r\nx: y\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n{HEAD}123456789"
            ),
            "123456789",
        ),
    ] {
        assert_eq!(read_text(&text), Ok((200, body.into())), "{text}");
    }
    assert_eq!(
        read_text("HTTP/1.1 204 None\r\n\r\nmore"),
        Ok((204, vec![]))
    );
    assert_eq!(read_bytes((HEAD.as_bytes(), b""), true), Ok((200, vec![])));
}

#[test]
fn an_answer_that_is_cut_short_says_where() {
    assert_eq!(read_text("HTTP/1.1 20"), Err(closed(11, None)));
    assert_eq!(read_text(&format!("{HEAD}1234")), Err(closed(4, Some(9))));
    let cut = format!("{CHUNKED}9\r\n1234");
    assert_eq!(read_text(&cut), Err(closed(cut.len(), None)));
    let without_trailers = format!("{CHUNKED}0\r\n");
    assert_eq!(
        read_text(&without_trailers),
        Err(closed(without_trailers.len(), None))
    );
}

#[test]
fn what_is_no_http_is_malformed() {
    let endless = "HTTP/1.1 100 Continue\r\n\r\n".repeat(20);
    for text in [
        "garbage",
        "\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        &endless,
        &format!("{CHUNKED}-1\r\n"),
        &format!("{CHUNKED}3\r\nabcd\r\n"),
        &format!("{CHUNKED}{}", "0".repeat(5000)),
        &format!("{CHUNKED}0\r\nno colon\r\n\r\n"),
    ] {
        let answer = read_text(text);
        assert!(
            matches!(answer, Err(NoAnswer::Malformed(_))),
            "{text:?}: {answer:?}"
        );
    }
}

#[test]
fn a_head_may_be_as_long_as_the_limit_and_no_longer() {
    let of = |bytes: usize| {
        let (start, end) = ("HTTP/1.1 204 None\r\nx: ", "\r\n\r\n");
        let filler = "a".repeat(bytes - start.len() - end.len());
        read_text(&[start, &filler, end].concat())
    };
    assert_eq!(of(LIMITS.head), Ok((204, vec![])));
    let too_large = NoAnswer::HeadTooLarge { limit: LIMITS.head };
    assert_eq!(of(LIMITS.head + 1), Err(too_large));
}

#[test]
fn a_body_over_the_limit_is_not_read() {
    let too_large = Err(NoAnswer::BodyTooLarge { limit: LIMITS.body });
    assert_eq!(
        read_text("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"),
        too_large
    );
    assert_eq!(read_text(&format!("{CHUNKED}3E9\r\n")), too_large);
    assert_eq!(
        read_text(&format!("{CHUNKED}1\r\na\r\nFFFFFFFFFFFFFFFF\r\n")),
        too_large
    );
    let whole = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{}",
        "a".repeat(1000)
    );
    assert_eq!(read_text(&whole), Ok((200, vec![b'a'; 1000])));
}

proptest! {
    #[test]
    fn bytes_mean_the_same_however_they_come(
        start in "(HTTP/1.[01] [1-5]0[0-9] ?[a-z]{0,3}\r\n)?",
        fields in "((content-length: [0-9]{1,2}|transfer-encoding: chunked|x: y)\r\n){0,3}(\r\n)?",
        rest in "([0-9a-f]\r\n|[a-z]{0,9}(\r\n)?|0\r\n\r\n){0,4}",
        noise in prop::collection::vec(any::<u8>(), 0..8),
        at in any::<prop::sample::Index>(),
        head_only in any::<bool>(),
    ) {
        let mut bytes = (start + &fields + &rest).into_bytes();
        bytes.extend(noise);
        let whole = read_bytes((&bytes, b""), head_only);
        let split = read_bytes(bytes.split_at(at.index(bytes.len() + 1)), head_only);
        match (whole, split) {
            // How much had come when it was refused depends on the pieces.
            (Err(NoAnswer::Closed { .. }), Err(NoAnswer::Closed { .. })) => {}
            (whole, split) => prop_assert_eq!(whole, split),
        }
    }

    #[test]
    fn a_chunked_body_is_put_together_whatever_the_chunks(
        chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 0..20),
        at in any::<prop::sample::Index>(),
    ) {
        let mut bytes = CHUNKED.as_bytes().to_vec();
        for chunk in &chunks {
            bytes.extend(format!("{:X}\r\n", chunk.len()).bytes());
            bytes.extend(chunk);
            bytes.extend(b"\r\n");
        }
        bytes.extend(b"0\r\n\r\nHTTP/1.1 ");
        let split = bytes.split_at(at.index(bytes.len()));
        prop_assert_eq!(read_bytes(split, false), Ok((200, chunks.concat())));
    }
}
