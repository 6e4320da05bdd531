//! One answer, from the bytes that come.

use tokio::io::AsyncRead;

use crate::wire::limits::FIELDS;
use crate::wire::{Limits, NoAnswer};

use super::framing::{Framing, chunk_length, framing};
use super::head::{Head, field, status_line};
use super::incoming::{Budget, Incoming, malformed};

/// Interim answers (`100 Continue`) that are skipped before a final one.
const INTERIM: usize = 8;

/// Bytes of a chunk's first line, extensions included. Lines are not taken off one budget: a chunk of one byte is legal.
const CHUNK_LINE: usize = 4 << 10;

/// The next final answer: its head and its body. Takes no care of time.
pub(super) async fn read<R: AsyncRead + Unpin>(
    incoming: &mut Incoming<R>,
    head_only: bool,
    limits: &Limits,
) -> Result<(Head, Vec<u8>), NoAnswer> {
    incoming.start();
    let mut budget = Budget::new(limits.head);
    for _ in 0..=INTERIM {
        let head = read_head(incoming, &mut budget).await?;
        let framing = framing(&head, head_only).map_err(malformed)?;
        if !matches!(head.status, 100 | 102..=199) {
            let body = read_body(incoming, framing, &mut budget, limits.body).await?;
            return Ok((head, body));
        }
    }
    Err(malformed(
        "interim answers follow each other without an end",
    ))
}

async fn read_head<R: AsyncRead + Unpin>(
    incoming: &mut Incoming<R>,
    budget: &mut Budget,
) -> Result<Head, NoAnswer> {
    if !incoming.starts_with(b"HTTP/").await? {
        return Err(malformed("it does not begin with HTTP/"));
    }
    let (minor, status) = status_line(&incoming.line(budget).await?).map_err(malformed)?;
    let fields = read_fields(incoming, budget).await?;
    Ok(Head {
        minor,
        status,
        fields,
    })
}

/// Up to the empty line.
async fn read_fields<R: AsyncRead + Unpin>(
    incoming: &mut Incoming<R>,
    budget: &mut Budget,
) -> Result<Vec<(String, Vec<u8>)>, NoAnswer> {
    let mut fields = Vec::new();
    loop {
        let line = incoming.line(budget).await?;
        if line.is_empty() {
            return Ok(fields);
        }
        if fields.len() == FIELDS {
            return Err(budget.exceeded());
        }
        fields.push(field(&line).map_err(malformed)?);
    }
}

async fn read_body<R: AsyncRead + Unpin>(
    incoming: &mut Incoming<R>,
    framing: Framing,
    budget: &mut Budget,
    limit: usize,
) -> Result<Vec<u8>, NoAnswer> {
    let mut body = Vec::new();
    match framing {
        Framing::Empty => {}
        Framing::Length(length) if length > limit => return Err(NoAnswer::BodyTooLarge { limit }),
        Framing::Length(length) => match incoming.take(length, &mut body).await {
            // An end without TLS's goodbye is an end all the same.
            Ok(()) | Err(NoAnswer::Closed { .. }) if body.len() < length => {
                return Err(NoAnswer::Closed {
                    received: body.len(),
                    expected: Some(length),
                });
            }
            taken => taken?,
        },
        Framing::ToEnd => {
            incoming.take(limit.saturating_add(1), &mut body).await?;
            if body.len() > limit {
                return Err(NoAnswer::BodyTooLarge { limit });
            }
        }
        Framing::Chunked => read_chunks(incoming, &mut body, budget, limit).await?,
    }
    Ok(body)
}

async fn read_chunks<R: AsyncRead + Unpin>(
    incoming: &mut Incoming<R>,
    body: &mut Vec<u8>,
    budget: &mut Budget,
    limit: usize,
) -> Result<(), NoAnswer> {
    loop {
        let line = match incoming.line(&mut Budget::new(CHUNK_LINE)).await {
            Err(NoAnswer::HeadTooLarge { .. }) => Err(malformed("a chunk's first line has no end")),
            line => line,
        }?;
        let length = chunk_length(&line).map_err(malformed)?;
        if length == 0 {
            // Trailers are checked and dropped.
            read_fields(incoming, budget).await?;
            return Ok(());
        }
        let whole = body.len().saturating_add(length);
        if whole > limit {
            return Err(NoAnswer::BodyTooLarge { limit });
        }
        incoming.take(length, body).await?;
        if body.len() < whole {
            return Err(incoming.closed());
        }
        if !incoming.starts_with(b"\r\n").await? {
            return Err(malformed("a chunk is longer than its length says"));
        }
        incoming.line(&mut Budget::new(2)).await?;
    }
}
