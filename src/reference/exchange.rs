//! One request and its answer, between hyper's types and the engine's.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, EXPECT, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Error, Request, Response, StatusCode};

use crate::wire::HttpRequest;

use super::body::AnswerBody;
use super::connection::Connection;
use super::reply::Reply;
use super::transport::Delivery;

/// How much of a body that is too large is read and thrown away, so that the client gets to read the answer.
const DISCARDED: usize = 64 * 1024 * 1024;

/// After it the connection ends.
const LAST: Delivery = Delivery {
    delay: Duration::ZERO,
    chunks: None,
    close: true,
    silent: false,
    cut_after: None,
};

/// Answers one request.
///
/// # Errors
/// The request's body did not come whole, and there is nobody left to answer; or no answer is to come.
pub async fn answer(
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<AnswerBody>, io::Error> {
    let engine = &connection.engine;
    let limit = engine.seams().decode.body_limit;
    let (parts, body) = request.into_parts();
    let mut request = bytes_of(&parts);
    // Who asks first whether a body is welcome is told so before sending it.
    let unasked = parts.headers.contains_key(EXPECT) && body.size_hint().lower() > limit as u64;
    let whole = !unasked
        && match read(body, limit, &mut request.body).await {
            Ok(whole) => whole,
            Err(error) => {
                let status = engine.seams().transport.cut_short;
                let status = status.ok_or_else(|| io::Error::other(error))?;
                return Ok(response(Reply::bare(status), &LAST));
            }
        };
    let reply = match whole {
        true => {
            pause(engine.look_ahead(&request)).await;
            let earlier = connection.earlier();
            engine.handle_after(earlier.as_deref(), &request, (connection.clock)())
        }
        false => (engine.seams().render.bare)(413),
    };
    let mut delivery = (engine.seams().transport.deliver)(&request, &reply);
    delivery.close |= !whole;
    delivery.silent |= engine.is_lost(&request);
    connection.remember(request, &reply);
    pause(delivery.delay).await;
    if delivery.silent {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(response(reply, &delivery))
}

/// Waits. Not even a sleep of nothing is free: the timer counts in milliseconds.
async fn pause(time: Duration) {
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

/// All of a request but its body.
fn bytes_of(parts: &Parts) -> HttpRequest {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)));
    let target = parts
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str());
    HttpRequest {
        method: parts.method.to_string(),
        target: target.to_owned(),
        headers: headers.collect(),
        body: Vec::new(),
    }
}

/// Reads a body; `false` if it is larger than the limit.
async fn read(mut body: Incoming, limit: usize, into: &mut Vec<u8>) -> Result<bool, Error> {
    let mut discarded = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        if discarded == 0 && into.len() + data.len() <= limit {
            into.extend_from_slice(&data);
        } else {
            *into = Vec::new();
            discarded += data.len();
            if discarded > DISCARDED {
                break;
            }
        }
    }
    Ok(discarded == 0)
}

fn response(reply: Reply, delivery: &Delivery) -> Response<AnswerBody> {
    let mut response = Response::new(AnswerBody::new(reply.body, delivery));
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.append(name, value);
        }
    }
    if delivery.close {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
