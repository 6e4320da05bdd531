//! The endpoint on a real socket.

use std::time::SystemTime;

use pwspec::reference::{Options, Reference};
use pwspec::wire::HttpRequest;
use pwspec::wire::sigv4::{Keys, sign_headers};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::stage::{form, post, scope};

async fn start() -> Reference {
    Reference::start(Options::default()).await.unwrap()
}

async fn connect(reference: &Reference) -> TcpStream {
    TcpStream::connect(reference.url().trim_start_matches("http://"))
        .await
        .unwrap()
}

fn call(keys: &Keys, action: &str) -> HttpRequest {
    let mut request = post(form(action, &[]));
    sign_headers(&mut request, keys, &scope("iam"), SystemTime::now()).unwrap();
    request
}

fn bytes(request: &HttpRequest) -> Vec<u8> {
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
    for (name, value) in &request.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", request.body.len()));
    [head.as_bytes(), &request.body].concat()
}

/// One answer with a `Content-Length`: its head and its body.
async fn answer(stream: &mut TcpStream) -> (String, String) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.unwrap_or("0").parse().unwrap()];
    stream.read_exact(&mut body).await.unwrap();
    (head, String::from_utf8(body).unwrap())
}

#[tokio::test]
async fn one_connection_serves_many_requests_in_order() {
    let reference = start().await;
    let mut stream = connect(&reference).await;
    let mut pipelined = bytes(&call(&reference.admin(), "ListUsers"));
    pipelined.extend(bytes(&call(&reference.root(), "GetUser")));
    stream.write_all(&pipelined).await.unwrap();
    let (head, first) = answer(&mut stream).await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("content-type: text/xml\r\n"));
    assert!(first.starts_with("<ListUsersResponse"));
    let id = first
        .split_once("<RequestId>")
        .unwrap()
        .1
        .split_once('<')
        .unwrap()
        .0;
    assert!(head.contains(&format!("x-amzn-requestid: {id}\r\n")));
    assert!(answer(&mut stream).await.1.starts_with("<GetUserResponse"));
    reference.stop().await;
}

#[tokio::test]
async fn a_body_over_the_limit_is_413_and_the_endpoint_serves_on() {
    let reference = start().await;
    let mut stream = connect(&reference).await;
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let length = "Content-Length: 10000001\r\n\r\n";
    stream
        .write_all(format!("{head}{length}").as_bytes())
        .await
        .unwrap();
    stream.write_all(&vec![b'a'; 10_000_001]).await.unwrap();
    assert!(answer(&mut stream).await.0.starts_with("HTTP/1.1 413 "));
    let mut stream = connect(&reference).await;
    stream
        .write_all(&bytes(&call(&reference.admin(), "ListUsers")))
        .await
        .unwrap();
    assert!(answer(&mut stream).await.0.starts_with("HTTP/1.1 200 "));
    let mut stream = connect(&reference).await;
    stream
        .write_all(format!("{head}Expect: 100-continue\r\n{length}").as_bytes())
        .await
        .unwrap();
    assert!(answer(&mut stream).await.0.starts_with("HTTP/1.1 413 "));
    reference.stop().await;
}

#[tokio::test]
async fn an_answer_to_head_has_no_body() {
    let reference = start().await;
    let mut stream = connect(&reference).await;
    stream
        .write_all(b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).await.unwrap();
    assert!(all.starts_with("HTTP/1.1 405 ") && all.ends_with("\r\n\r\n"));
    reference.stop().await;
}

#[tokio::test]
async fn a_head_that_is_too_long_is_4xx() {
    let reference = start().await;
    let mut stream = connect(&reference).await;
    let head = format!(
        "GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n",
        "a".repeat(100_000)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut first = [0; 10];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 4");
    reference.stop().await;
}

#[tokio::test]
async fn a_stopped_endpoint_ends_idle_connections_and_listens_no_more() {
    let reference = start().await;
    let mut idle = connect(&reference).await;
    let request = bytes(&call(&reference.admin(), "ListUsers"));
    idle.write_all(&request).await.unwrap();
    answer(&mut idle).await;
    let address = reference.url().trim_start_matches("http://").to_owned();
    reference.stop().await;
    assert_eq!(idle.read(&mut [0; 1]).await.unwrap(), 0);
    assert!(TcpStream::connect(address).await.is_err());
}
