//! The endpoint without a socket: requests in, replies out, in the order of FACTS §3 and §8:
//! transport, form and action, authentication, and then the operation itself (validation, authorization, state).

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::wire::HttpRequest;
use crate::wire::sigv4::Keys;

use super::account::{Account, Caller};
use super::authenticate::Asked;
use super::call::Call;
use super::claim;
use super::connection::Earlier;
use super::document::Node;
use super::errors::Refusal;
use super::operation::Service;
use super::options::Options;
use super::render::Outcome;
use super::reply::Reply;
use super::seams::Seams;
use super::turn::Turn;
use super::user::Owner;

/// An account and who serves it. No call panics, whatever it brings.
pub struct Engine {
    seams: Seams,
    account: Mutex<Account>,
    calls: AtomicU64,
    /// Calls that are to be left without an answer, by the access key that signs them.
    lost: Mutex<HashMap<String, usize>>,
    administrator: Keys,
    root: Keys,
}

/// A request, after another on the same connection, at its time.
struct Came<'a> {
    request: &'a HttpRequest,
    earlier: Option<&'a HttpRequest>,
    now: SystemTime,
}

impl Engine {
    /// A fresh account: an administrator, root's key, and nothing else.
    pub fn new(options: &Options) -> Self {
        let mut account = Account::new(options.account.clone());
        let now = SystemTime::now();
        let administrator = account.add_administrator(now);
        let root = account.add_key(Owner::Root, now);
        Self {
            seams: options.seams,
            account: Mutex::new(account),
            calls: AtomicU64::new(0),
            lost: Mutex::default(),
            administrator,
            root,
        }
    }

    /// The keys of a user with full rights, who is not root.
    pub fn admin(&self) -> Keys {
        self.administrator.clone()
    }

    /// The keys of the root user.
    pub fn root(&self) -> Keys {
        self.root.clone()
    }

    /// How it behaves.
    pub fn seams(&self) -> &Seams {
        &self.seams
    }

    /// Looks at a request that has arrived: how long it lies before it is handled.
    pub fn look_ahead(&self, request: &HttpRequest) -> Duration {
        let look = self.seams.pace.look_ahead;
        look.map_or(Duration::ZERO, |look| look(&mut self.state(), request))
    }

    /// Serves one request.
    pub fn handle(&self, request: &HttpRequest, now: SystemTime) -> Reply {
        self.handle_after(None, request, now)
    }

    /// Serves one request, on a connection that remembers an earlier exchange.
    pub fn handle_after(
        &self,
        earlier: Option<&Earlier>,
        request: &HttpRequest,
        now: SystemTime,
    ) -> Reply {
        let instead = self.seams.transport.instead;
        if let Some(reply) = earlier.and_then(|earlier| instead(request, earlier)) {
            return reply;
        }
        let came = Came {
            request,
            earlier: earlier.map(|earlier| &earlier.request),
            now,
        };
        let decode = self.seams.decode;
        if let Some(status) = (decode.admit)(&decode, request) {
            return (self.seams.render.bare)(status);
        }
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let call = match (self.seams.pace.turn_away)(number) {
            Some(refusal) => Err(refusal),
            None => {
                let call = Call::read(decode, request, came.earlier);
                call.map_err(|refusal| self.before(&came, refusal))
            }
        };
        let outcome = match call {
            Err(refusal) => Outcome::Refused(None, refusal),
            Ok(call) => match self.serve(&came, &call) {
                Ok(result) => Outcome::Served(call.operation, result),
                Err(refusal) => Outcome::Refused(Some(call.operation), refusal),
            },
        };
        let mut reply = self.seams.render.reply(&outcome);
        (self.seams.render.finish)(request, &outcome, &mut reply);
        reply
    }

    /// Whether the call gets no answer, because of one before that was signed with the same key.
    pub fn is_lost(&self, request: &HttpRequest) -> bool {
        let Some(loses) = self.seams.pace.loses else {
            return false;
        };
        let Ok(claim) = claim::read(request) else {
            return false;
        };
        let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        let left = lost.entry(claim.key).or_default();
        let is_lost = *left > 0;
        *left = left.saturating_sub(1) + loses(request);
        is_lost
    }

    fn serve(&self, came: &Came<'_>, call: &Call) -> Result<Option<Vec<Node>>, Refusal> {
        // Nobody comes between the comparison and the change.
        let mut account = self.state();
        let service = call.operation.service;
        let caller = self.identify(came, service, &account)?;
        let (seams, account) = (&self.seams, &mut *account);
        (call.operation.serve)(&mut Turn {
            seams,
            call,
            caller: &caller,
            account,
            now: came.now,
        })
    }

    /// What is said of a request that is no call: that, or first what is wrong with its signature.
    fn before(&self, came: &Came<'_>, no_call: Refusal) -> Refusal {
        if !self.seams.authenticate.first {
            return no_call;
        }
        let identified = self.identify(came, Service::Iam, &self.state());
        identified.err().unwrap_or(no_call)
    }

    fn identify(
        &self,
        came: &Came<'_>,
        service: Service,
        account: &Account,
    ) -> Result<Caller, Refusal> {
        let seams = &self.seams.authenticate;
        (seams.identify)(
            seams,
            &Asked {
                request: came.request,
                earlier: came.earlier,
                service,
                account,
                now: came.now,
            },
        )
    }

    /// Nothing panics while it holds the state; if a fault did, the others would still be served.
    fn state(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
