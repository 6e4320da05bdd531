//! The client that sends nearly everything.

use std::time::Instant;

use reqwest::redirect::Policy;
use reqwest::{Request, Response};
use tokio::time::timeout;
use tower::util::MapResponseLayer;

use crate::wire::{Answer, Endpoint, HttpRequest, Limits, NoAnswer, RawConnection, Tls, TlsError};

use super::failure::no_answer;
use super::message::message;
use super::reuse;

/// Sends requests to one endpoint over connections that are kept. Cheap to clone: clones share them.
///
/// A request goes out as given, but for what HTTP says means nothing: header names are lower-cased, headers of
/// the same name stand together, `accept: */*` is added unless the request has one, and `content-length` where the body
/// needs one. What the library would mend beyond that goes over a [`RawConnection`] instead: see [`Client::sends_verbatim`].
///
/// Answers are read as the library reads them: no redirect is followed, nothing is decompressed, but small sins of
/// framing are forgiven. What comes behind an answer is seen by [`RawConnection::at_end`] only.
#[derive(Clone)]
pub struct Client {
    endpoint: Endpoint,
    tls: Tls,
    limits: Limits,
    pooled: reqwest::Client,
    fresh: reqwest::Client,
}

/// Why there is no client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// TLS cannot be set up.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The library refuses its settings.
    #[error("failed to set the HTTP client up: {0}")]
    Setup(String),
}

impl Client {
    /// A client for one endpoint. For an `https` one the system's root certificates are read, once for each [`Tls`].
    ///
    /// # Errors
    /// TLS cannot be set up, for want of roots for one.
    pub fn new(endpoint: &Endpoint, tls: &Tls, limits: &Limits) -> Result<Self, ClientError> {
        let config = match endpoint.is_https() {
            true => tls.config()?,
            false => Tls::trusting_nobody()?,
        };
        let build = |idle| {
            reqwest::Client::builder()
                .tls_backend_preconfigured(config.clone())
                .http1_only()
                .no_proxy()
                .redirect(Policy::none())
                .referer(false)
                .retry(reqwest::retry::never())
                .connect_timeout(limits.connecting())
                .pool_max_idle_per_host(idle)
                .connector_layer(MapResponseLayer::new(reuse::note))
                .build()
                .map_err(|error| ClientError::Setup(error.to_string()))
        };
        Ok(Self {
            endpoint: endpoint.clone(),
            tls: tls.clone(),
            limits: *limits,
            pooled: build(usize::MAX)?,
            fresh: build(0)?,
        })
    }

    /// Where it sends to.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Sends a request and reads its answer, on a kept connection if one is free. One that the endpoint closes before
    /// any head has come was perhaps closed before the request was sent; so the request is then sent once more, on a new
    /// one. A connection made for the request leaves no such doubt, and no second try.
    ///
    /// # Errors
    /// No whole, timely HTTP answer came.
    pub async fn send(&self, request: &HttpRequest) -> Result<Answer, NoAnswer> {
        self.exchange(&self.pooled, request).await
    }

    /// [`Self::send`] on a connection of its own, closed thereafter.
    ///
    /// # Errors
    /// No whole, timely HTTP answer came.
    pub async fn send_fresh(&self, request: &HttpRequest) -> Result<Answer, NoAnswer> {
        self.exchange(&self.fresh, request).await
    }

    /// Whether the library sends target, method, host and framing byte for byte. If not, [`Self::send`] uses a new raw
    /// connection for the request, and reads the answer strictly.
    pub fn sends_verbatim(&self, request: &HttpRequest) -> bool {
        message(&self.endpoint, request).is_some()
    }

    async fn exchange(
        &self,
        client: &reqwest::Client,
        request: &HttpRequest,
    ) -> Result<Answer, NoAnswer> {
        let Some(mut message) = message(&self.endpoint, request) else {
            let mut connection =
                RawConnection::open(&self.endpoint, &self.tls, &self.limits).await?;
            return connection.send(request).await;
        };
        if !request.body.is_empty() {
            *message.body_mut() = Some(request.body.clone().into());
        }
        let started = Instant::now();
        let after = self.limits.answer;
        let mut received = 0;
        let exchange = async {
            let response = self.respond(client, message).await?;
            self.read(response, started, &mut received).await
        };
        match timeout(after, exchange).await {
            Ok(answer) => answer,
            Err(_) => Err(NoAnswer::Timeout { after, received }),
        }
    }

    /// The head of the answer.
    async fn respond(
        &self,
        client: &reqwest::Client,
        message: Request,
    ) -> Result<Response, NoAnswer> {
        let again = message.try_clone();
        let (response, connected) = reuse::watch(client.execute(message)).await;
        let failure = match response {
            Ok(response) => return Ok(response),
            Err(error) => no_answer(&error, &self.endpoint, &self.limits, 0),
        };
        match (&failure, again) {
            (NoAnswer::Closed { .. } | NoAnswer::Reset, Some(again)) if !connected => {
                let response = self.fresh.execute(again).await;
                response.map_err(|error| no_answer(&error, &self.endpoint, &self.limits, 0))
            }
            _ => Err(failure),
        }
    }

    /// The rest of it.
    async fn read(
        &self,
        mut response: Response,
        started: Instant,
        received: &mut usize,
    ) -> Result<Answer, NoAnswer> {
        let status = response.status().as_u16();
        let headers: Vec<(String, Vec<u8>)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
            .collect();
        // Blanks and line ends are guessed at.
        let head = headers
            .iter()
            .map(|(name, value)| name.len() + value.len() + 4)
            .sum();
        if head > self.limits.head {
            let limit = self.limits.head;
            return Err(NoAnswer::HeadTooLarge { limit });
        }
        *received = head;
        let announced = response.content_length();
        let mut body = Vec::new();
        loop {
            let piece = response.chunk().await.map_err(|error| {
                match (
                    no_answer(&error, &self.endpoint, &self.limits, *received),
                    announced,
                ) {
                    (NoAnswer::Closed { .. }, Some(length)) => NoAnswer::Closed {
                        received: body.len(),
                        expected: usize::try_from(length).ok(),
                    },
                    (failure, _) => failure,
                }
            })?;
            let Some(piece) = piece else { break };
            if body.len() + piece.len() > self.limits.body {
                let limit = self.limits.body;
                return Err(NoAnswer::BodyTooLarge { limit });
            }
            body.extend_from_slice(&piece);
            *received += piece.len();
        }
        Ok(Answer {
            status,
            headers,
            body,
            took: started.elapsed(),
        })
    }
}
