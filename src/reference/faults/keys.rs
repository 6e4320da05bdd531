//! Keys that speak though they must not, or for the wrong user (FACTS §8).

use super::signature::whoever_knows;
use super::table::table;
use crate::reference::account::{Account, Caller};
use crate::reference::administer;
use crate::reference::authenticate;
use crate::reference::claim;
use crate::reference::errors::{INVALID_CLIENT_TOKEN_ID, Refusal};
use crate::reference::user::Owner;

table! {
    "key-inactive-works", "takes an inactive key",
        breaks "Auth.inactive-key",
        caught by ["identity/keys/inactive:status"],
        |seams| {
            seams.authenticate.usable = |_| true;
        };
    "key-deleted-works", "takes a deleted key",
        breaks "Auth.deleted-key",
        caught by ["identity/keys/deleted:status"],
        also ["identity/user/deleted:code"],
        |seams| {
            seams.administer.key_deleted = |_, _| {};
        };
    "key-outlives-user", "finds nobody where the user of a key was deleted, and says that the call is not permitted",
        breaks "Error.InvalidClientTokenId",
        caught by ["identity/user/deleted:code"],
        |seams| {
            seams.administer.key_deleted = |account, id| {
                if let Some(key) = account.keys.remove(id) {
                    account.scratch.keys.push(key);
                }
            };
            seams.administer.user_deleted = |account, name| {
                let (of_user, others) = account.scratch.keys.drain(..).partition(|key| key.owner == Owner::User(name.to_owned()));
                account.scratch.keys = others;
                let of_user: Vec<_> = of_user;
                account.keys.extend(of_user.into_iter().map(|key| (key.keys.access.clone(), key)));
                account.remove_user(name);
            };
        };
    "key-second-unknown", "knows the first key of a user alone",
        breaks "User.any-key",
        caught by ["identity/keys/second:status", "identity/keys/*-and-another:status"],
        also ["identity/keys/*:state"],
        |seams| {
            seams.authenticate.identify = |seams, asked| {
                let caller = authenticate::identify(seams, asked)?;
                let claim = claim::read(asked.request)?;
                let first = match &caller {
                    Caller::User(name) => asked.account.user(name).and_then(|user| user.keys.first()),
                    Caller::Root | Caller::Session(_) => None,
                };
                match first.is_none_or(|first| *first == claim.key) {
                    true => Ok(caller),
                    false => Err(Refusal::new(INVALID_CLIENT_TOKEN_ID, "The key is not known.")),
                }
            };
        };
    "key-second-speaks-for-another", "takes the second key of a user for that of the last user there is",
        breaks "User.any-key",
        caught by ["identity/keys/second:status"],
        also ["identity/keys/*:state", "identity/keys/inactive-and-another:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| {
                let caller = authenticate::identify(seams, asked)?;
                let claim = claim::read(asked.request)?;
                let is_second = match &caller {
                    Caller::User(name) => asked.account.user(name).is_some_and(|user| user.keys.get(1) == Some(&claim.key)),
                    Caller::Root | Caller::Session(_) => false,
                };
                let users = asked.account.users().map(|(_, user)| user);
                match users.filter(|user| user.profile.is_some()).last() {
                    Some(user) if is_second => Ok(Caller::User(user.name.clone())),
                    _ => Ok(caller),
                }
            };
        };
    "key-second-retires-first", "switches the first key of a user off when a second is made",
        breaks "User.any-key",
        caught by ["identity/keys/second:status"],
        also ["identity/keys/second:state", "state/race/two-keys:state"],
        |seams| {
            seams.administer.key_made = |account, name| {
                let owner = Owner::User(name.to_owned());
                for key in account.keys.values_mut().filter(|key| key.owner == owner) {
                    key.active = false;
                }
            };
        };
    "key-by-beginning", "finds a key by the beginning of its id",
        breaks "Auth.unknown-key",
        caught by ["auth/key/id-one-short:status"],
        |seams| {
            seams.authenticate.find = |account, id| account.keys.values().find(|key| key.keys.access.starts_with(id));
        };
    "key-first-twenty", "reads twenty characters of a key's id",
        breaks "Auth.unknown-key",
        caught by ["auth/key/id-one-long:status"],
        |seams| {
            seams.authenticate.find = |account, id| account.keys.get(id.get(..20).unwrap_or(id));
        };
    "key-unknown-is-root", "takes an unknown key for root's",
        breaks "Error.InvalidClientTokenId",
        caught by ["auth/key/unknown:status"],
        also ["auth/odd/garbage-token:code", "auth/key/*:status", "identity/keys/*:status", "identity/user/deleted:status", "state/refused/unknown-key:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .or_else(|refusal| match refusal.code == INVALID_CLIENT_TOKEN_ID {
                    true => Ok(Caller::Root),
                    false => Err(refusal),
                });
        };
    "key-unknown-for-whom-it-knows", "takes an unknown key for that of the user whose password the call has",
        breaks "Auth.unknown-key",
        caught by ["auth/key/unknown*:status"],
        also ["auth/key/*:status", "state/refused/unknown-key:status"],
        |seams| {
            seams.administer.key_deleted = |account, id| {
                account.scratch.counts.insert(id.to_owned(), 1);
                administer::key_deleted(account, id);
            };
            seams.authenticate.identify = |seams, asked| authenticate::identify(seams, asked)
                .or_else(|refusal| match claim::read(asked.request) {
                    Ok(claim) if is_unknown(asked.account, &claim.key) => whoever_knows(asked).ok_or(refusal),
                    _ => Err(refusal),
                });
        };
}

/// Whether there never was such a key.
fn is_unknown(account: &Account, id: &str) -> bool {
    let is_session = account.sessions.get(id).is_some();
    !is_session && !account.keys.contains_key(id) && !account.scratch.counts.contains_key(id)
}
