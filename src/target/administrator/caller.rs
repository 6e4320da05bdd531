//! How a call is signed, sent, and tried again.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crate::case::FORM;
use crate::target::call::Call;
use crate::target::failed::{CallFailed, Why};
use crate::target::pace::Pace;
use crate::target::reply::Reply;
use crate::target::retry::{Budget, is_throttling};
use crate::wire::sigv4::{Keys, Scope, sign_headers};
use crate::wire::{Answer, Client, HttpRequest};

/// Pages of a list at most: a hundred thousand users.
const PAGES: usize = 1000;

/// Calls of IAM and STS signed with one key, an administrator's as a rule. Cheap to clone.
#[derive(Clone)]
pub struct Administrator {
    pub(in crate::target) client: Client,
    pub(in crate::target) region: String,
    pub(in crate::target) keys: Keys,
    pub(in crate::target) budget: Arc<Budget>,
    pub(in crate::target) pace: Arc<Pace>,
    pub(in crate::target) settle: Duration,
    pub(in crate::target) exchanges: Arc<AtomicUsize>,
}

impl Administrator {
    /// The same, counting its exchanges from zero by itself: for a lane.
    pub fn counting_anew(&self) -> Self {
        Self {
            exchanges: Arc::default(),
            ..self.clone()
        }
    }

    /// Exchanges so far, retries included.
    pub fn exchanges(&self) -> usize {
        self.exchanges.load(Ordering::Relaxed)
    }

    /// The same calls signed with these keys.
    pub fn signing_with(&self, keys: Keys) -> Self {
        Self {
            keys,
            ..self.clone()
        }
    }

    /// Makes the call. A refusal that asks for patience is tried again: throttling, an entity that is being changed,
    /// and, within the time to settle, what is missing of something just made.
    pub(in crate::target) async fn call(&self, call: Call<'_>) -> Result<Reply, CallFailed> {
        let started = Instant::now();
        let mut retries = self.budget.call();
        loop {
            let answer = self.exchange(&call).await?;
            let read = Reply::read(&call, &answer);
            let code = read.as_ref().err().and_then(CallFailed::code);
            let settling = call.about_new && started.elapsed() < self.settle;
            let patience = is_throttling(&answer, code)
                || code == Some("EntityTemporarilyUnmodifiable")
                || settling && matches!(code, Some("NoSuchEntity" | "AccessDenied"));
            if !patience {
                self.budget.earn();
                return read;
            }
            if !retries.wait(Some(&answer)).await {
                return read;
            }
        }
    }

    /// Reads a list to its end, page by page.
    pub(in crate::target) async fn list<T>(
        &self,
        call: Call<'_>,
        items: impl Fn(&Reply) -> Vec<T>,
    ) -> Result<Vec<T>, CallFailed> {
        let mut found = Vec::new();
        let mut page = call.clone();
        let mut markers = HashSet::new();
        loop {
            let reply = self.call(page).await?;
            found.extend(items(&reply));
            let truncated = reply.optional("IsTruncated").as_deref() == Some("true");
            let Some(marker) = reply.optional("Marker").filter(|_| truncated) else {
                return Ok(found);
            };
            page = call.clone().with("Marker", marker.clone());
            if !markers.insert(marker) || markers.len() > PAGES {
                return Err(call.failed(Why::Endless));
            }
        }
    }

    async fn exchange(&self, call: &Call<'_>) -> Result<Answer, CallFailed> {
        let mut request = HttpRequest {
            method: "POST".to_owned(),
            target: format!("{}/", self.client.endpoint().prefix()),
            headers: vec![
                ("Host".to_owned(), self.client.endpoint().host_header()),
                ("Content-Type".to_owned(), FORM.to_owned()),
            ],
            body: call.form(),
        };
        let scope = Scope {
            region: self.region.clone(),
            service: call.service.name().to_owned(),
        };
        sign_headers(&mut request, &self.keys, &scope, SystemTime::now())
            .map_err(|error| call.failed(error.into()))?;
        self.pace.turn().await;
        self.exchanges.fetch_add(1, Ordering::Relaxed);
        let answer = self.client.send(&request).await;
        answer.map_err(|no_answer| call.failed(no_answer.into()))
    }
}
