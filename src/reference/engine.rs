//! The endpoint without a socket: requests in, replies out, in the order of FACTS §3 and §8:
//! transport, form and action, authentication, and then the operation itself (validation, authorization, state).

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::wire::HttpRequest;
use crate::wire::sigv4::Keys;

use super::account::{Account, Caller};
use super::authenticate::Asked;
use super::call::Call;
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
    administrator: Keys,
    root: Keys,
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

    /// Serves one request.
    pub fn handle(&self, request: &HttpRequest, now: SystemTime) -> Reply {
        let decode = self.seams.decode;
        if let Some(status) = (decode.admit)(&decode, request) {
            return (self.seams.render.bare)(status);
        }
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let call = match (self.seams.pace.turn_away)(number) {
            Some(refusal) => Err(refusal),
            None => {
                Call::read(decode, request).map_err(|refusal| self.before(request, now, refusal))
            }
        };
        let outcome = match call {
            Err(refusal) => Outcome::Refused(None, refusal),
            Ok(call) => match self.serve(request, &call, now) {
                Ok(result) => Outcome::Served(call.operation, result),
                Err(refusal) => Outcome::Refused(Some(call.operation), refusal),
            },
        };
        self.seams.render.reply(&outcome)
    }

    fn serve(
        &self,
        request: &HttpRequest,
        call: &Call,
        now: SystemTime,
    ) -> Result<Option<Vec<Node>>, Refusal> {
        // Nobody comes between the comparison and the change.
        let mut account = self.state();
        let service = call.operation.service;
        let caller = self.identify(request, service, &account, now)?;
        let (seams, account) = (&self.seams, &mut *account);
        (call.operation.serve)(&mut Turn {
            seams,
            call,
            caller: &caller,
            account,
            now,
        })
    }

    /// What is said of a request that is no call: that, or first what is wrong with its signature.
    fn before(&self, request: &HttpRequest, now: SystemTime, no_call: Refusal) -> Refusal {
        if !self.seams.authenticate.first {
            return no_call;
        }
        let identified = self.identify(request, Service::Iam, &self.state(), now);
        identified.err().unwrap_or(no_call)
    }

    fn identify(
        &self,
        request: &HttpRequest,
        service: Service,
        account: &Account,
        now: SystemTime,
    ) -> Result<Caller, Refusal> {
        let seams = &self.seams.authenticate;
        (seams.identify)(
            seams,
            &Asked {
                request,
                service,
                account,
                now,
            },
        )
    }

    /// Nothing panics while it holds the state; if a fault did, the others would still be served.
    fn state(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
