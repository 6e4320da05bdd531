use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;
use crate::reference::reply::Reply;
use crate::reference::transport::Delivery;
use crate::wire::HttpRequest;

/// What comes on a connection of its own for a request without a call.
async fn raw(deliver: fn(&HttpRequest, &Reply) -> Delivery) -> String {
    let mut options = Options::default();
    options.seams.transport.deliver = deliver;
    options.seams.render.request_id = || "id".to_owned();
    let reference = Reference::start(options).await.unwrap();
    let mut stream = TcpStream::connect(reference.address).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    stream.shutdown().await.unwrap();
    let mut all = String::new();
    // A connection that breaks may be reset after what was sent.
    let _ = stream.read_to_string(&mut all).await;
    reference.stop().await;
    all
}

#[tokio::test]
async fn an_answer_has_its_length_and_keeps_the_connection() {
    let all = raw(|_, _| Delivery::default()).await;
    let (head, body) = all.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 400 Bad Request\r\n"));
    assert!(head.contains(&format!("content-length: {}", body.len())));
    assert!(!head.contains("connection: close") && !head.contains("transfer-encoding"));
}

#[tokio::test]
async fn an_answer_can_come_in_chunks_and_close_the_connection() {
    let all = raw(|_, _| Delivery {
        chunks: Some(100),
        close: true,
        ..Delivery::default()
    })
    .await;
    let (head, body) = all.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("transfer-encoding: chunked") && head.contains("connection: close"));
    assert!(body.starts_with("64\r\n<ErrorResponse") && body.ends_with("\r\n0\r\n\r\n"));
}

#[tokio::test]
async fn an_answer_can_be_cut_off() {
    let all = raw(|_, _| Delivery {
        cut_after: Some(20),
        ..Delivery::default()
    })
    .await;
    let (head, body) = all.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("content-length: ") && !head.contains("content-length: 20\r\n"));
    assert_eq!(body.len(), 20);
}
