//! HTTP messages, as bytes: one after another off a connection, taken apart and put together.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

const END: &[u8] = b"\r\n\r\n";

/// One message with a body of the announced length, as it came; none at the end of the connection.
pub(super) async fn read<R: AsyncRead + Unpin>(
    stream: &mut R,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(head) = buffer.windows(END.len()).position(|four| four == END) {
            let text = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse().ok());
            let end = head + END.len() + length.unwrap_or(0_usize);
            if buffer.len() >= end {
                let rest = buffer.split_off(end);
                return Ok(Some(std::mem::replace(buffer, rest)));
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

/// Head, with its empty line, and body.
pub(super) fn parts(message: &[u8]) -> (&[u8], &[u8]) {
    let end = message.windows(END.len()).position(|four| four == END);
    message.split_at(end.map_or(message.len(), |end| end + END.len()))
}

/// With these lines, each with its CRLF, behind the first.
pub(super) fn with_lines(message: &[u8], lines: &str) -> Vec<u8> {
    let first = message.iter().position(|byte| *byte == b'\n');
    let (start, rest) = message.split_at(first.map_or(0, |end| end + 1));
    [start, lines.as_bytes(), rest].concat()
}

/// Without the line that tells the length of the body.
pub(super) fn without_length(message: &[u8]) -> Vec<u8> {
    let (head, body) = parts(message);
    let head = String::from_utf8_lossy(head);
    let is_length = |line: &&str| line.to_lowercase().starts_with("content-length:");
    let lines = head.split_inclusive("\r\n").filter(|line| !is_length(line));
    [lines.collect::<String>().as_bytes(), body].concat()
}

/// With another body, and its length.
pub(super) fn with_body(message: &[u8], body: &[u8]) -> Vec<u8> {
    let unframed = without_length(message);
    let (head, _) = parts(&unframed);
    let length = format!("Content-Length: {}\r\n", body.len());
    [with_lines(head, &length).as_slice(), body].concat()
}

/// An answer of this status, media type and body.
pub(super) fn page(status: &str, kind: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// An answer of this status with an error document.
pub(super) fn refusal(status: &str, kind: &str, code: &str, message: &str) -> Vec<u8> {
    let document = format!(
        "<ErrorResponse><Error><Type>{kind}</Type><Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>1</RequestId></ErrorResponse>"
    );
    page(status, "text/xml", &document)
}

/// The text between these two, where they stand first.
pub(super) fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}
