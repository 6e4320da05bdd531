//! Puts a composed request onto the wire and brings back what came.

use std::time::Duration;

use super::framing::{Script, script};
use super::shared::Shared;
use crate::case::{Connection, Request, Transport};
use crate::wire::{Answer, HttpRequest, NoAnswer, RawConnection, render};

/// How long an interim answer is waited for before the body follows anyway (RFC 9110, section 10.1.1).
const INTERIM: Duration = Duration::from_millis(500);

/// Sends the request; one answer for each request in it, in order.
pub(super) async fn transmit(
    shared: &Shared,
    http: &HttpRequest,
    request: &Request,
    kept: &mut Option<RawConnection>,
) -> Vec<Result<Answer, NoAnswer>> {
    let head_only = http.method == "HEAD";
    if let Some(script) = script(http, &request.transport) {
        return play(shared, &script, head_only).await;
    }
    match request.connection {
        Connection::Kept => vec![over_kept(shared, http, head_only, kept).await],
        Connection::Pooled => vec![shared.target.client().send(http).await],
        Connection::Fresh => vec![shared.target.client().send_fresh(http).await],
    }
}

async fn open(shared: &Shared) -> Result<RawConnection, NoAnswer> {
    let target = &shared.target;
    RawConnection::open(target.endpoint(), target.tls(), target.limits()).await
}

/// Over the case's own connection; a server may close it between requests, and then it is opened again.
async fn over_kept(
    shared: &Shared,
    http: &HttpRequest,
    head_only: bool,
    kept: &mut Option<RawConnection>,
) -> Result<Answer, NoAnswer> {
    let bytes = render(http);
    if let Some(connection) = kept {
        let answer = match connection.write(&bytes).await {
            Ok(()) => connection.read_answer(head_only).await,
            Err(failure) => Err(failure),
        };
        match answer {
            Err(NoAnswer::Closed { received: 0, .. } | NoAnswer::Reset) => *kept = None,
            other => return other,
        }
    }
    let mut connection = open(shared).await?;
    connection.write(&bytes).await?;
    let answer = connection.read_answer(head_only).await;
    *kept = Some(connection);
    answer
}

async fn play(shared: &Shared, script: &Script, head_only: bool) -> Vec<Result<Answer, NoAnswer>> {
    match open(shared).await {
        Ok(mut connection) => play_on(&mut connection, script, head_only).await,
        Err(failure) => vec![Err(failure)],
    }
}

/// Sends the request over a connection that is there already, framed so, and reads what is to come.
pub async fn transmit_over(
    connection: &mut RawConnection,
    http: &HttpRequest,
    transport: &Transport,
) -> Vec<Result<Answer, NoAnswer>> {
    let script = script(http, transport).unwrap_or_else(|| Script::plain(http));
    play_on(connection, &script, http.method == "HEAD").await
}

async fn play_on(
    connection: &mut RawConnection,
    script: &Script,
    head_only: bool,
) -> Vec<Result<Answer, NoAnswer>> {
    for (at, (pause, bytes)) in script.pieces.iter().enumerate() {
        if script.interim_before == Some(at) {
            // Whatever comes, the interim or a final answer: the body follows, and the reader skips interim answers.
            connection.wait_for_bytes(INTERIM).await;
        }
        if !pause.is_zero() {
            tokio::time::sleep(*pause).await;
        }
        // A server that has answered already may refuse the rest: its answer is what counts.
        if connection.write(bytes).await.is_err() {
            break;
        }
    }
    if script.half_close {
        connection.finish_writing().await;
    }
    let mut answers = Vec::with_capacity(script.answers);
    for _ in 0..script.answers {
        let answer = connection.read_answer(head_only).await;
        let ended = answer.is_err();
        answers.push(answer);
        if ended {
            break;
        }
    }
    answers
}
