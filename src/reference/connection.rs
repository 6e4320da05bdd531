//! One connection: who serves it, and what it remembers.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::wire::HttpRequest;

use super::engine::Engine;
use super::reply::Reply;

/// A connection. It carries requests and nothing else, unless a seam makes it remember.
pub struct Connection {
    /// Who answers.
    pub engine: Arc<Engine>,
    /// Tells the time.
    pub clock: fn() -> SystemTime,
    earlier: Mutex<Option<Arc<Earlier>>>,
}

/// An exchange that is over.
pub struct Earlier {
    /// What was asked.
    pub request: HttpRequest,
    /// What was answered.
    pub reply: Reply,
}

impl Connection {
    /// A new one, on which nothing was asked yet.
    pub fn new(engine: Arc<Engine>, clock: fn() -> SystemTime) -> Self {
        Self {
            engine,
            clock,
            earlier: Mutex::new(None),
        }
    }

    /// The exchange before this one, where the connection remembers any.
    pub fn earlier(&self) -> Option<Arc<Earlier>> {
        let earlier = self.earlier.lock();
        earlier.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Remembers an exchange, where it does.
    pub fn remember(&self, request: HttpRequest, reply: &Reply) {
        if self.engine.seams().transport.remembers {
            let exchange = Earlier {
                request,
                reply: reply.clone(),
            };
            let earlier = self.earlier.lock();
            *earlier.unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(exchange));
        }
    }
}
