//! Endpoints that ask for patience (FACTS §4, §7): what was just made is not known everywhere, calls are throttled.

use std::time::{Duration, SystemTime};

use super::refusals::code;
use super::table::table;
use crate::reference::account::{ADMINISTRATOR, Caller};
use crate::reference::authenticate::{self, Asked, AuthenticateSeams};
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::claim;
use crate::reference::errors::{
    Culprit, ENTITY_TEMPORARILY_UNMODIFIABLE, ErrorCode, INVALID_CLIENT_TOKEN_ID, Refusal,
};
use crate::reference::turn::Turn;
use crate::reference::user::Owner;

/// How long it takes until all that was made is known everywhere.
const PROPAGATION: Duration = Duration::from_secs(2);

table! {
    "key-propagation", "knows an access key two seconds after it was made", |seams| {
        seams.authenticate.identify = knows_old_keys;
    };
    "profile-propagation", "refuses to change a login profile for two seconds after it was made", |seams| {
        seams.compare.steps = &[permitted, has_settled, knows_the_old, conforms, is_not_reused];
    };
    "throttling", "throttles every 20th call with 400 Throttling", |seams| {
        seams.pace.turn_away = |number| number.is_multiple_of(20)
            .then(|| Refusal::new(code("Throttling", 400), "Rate exceeded"));
    };
    "throttling-429", "throttles every 20th call with 429 ThrottlingException", |seams| {
        seams.pace.turn_away = |number| number.is_multiple_of(20)
            .then(|| Refusal::new(code("ThrottlingException", 429), "Rate exceeded"));
    };
    "unavailable", "answers every 37th call with 503 ServiceUnavailable", |seams| {
        seams.pace.turn_away = |number| number.is_multiple_of(37)
            .then(|| Refusal::new(UNAVAILABLE, "Try again in a moment."));
    };
}

const UNAVAILABLE: ErrorCode = ErrorCode {
    name: "ServiceUnavailable",
    status: 503,
    culprit: Culprit::Receiver,
};

fn is_new(made: SystemTime, now: SystemTime) -> bool {
    made.checked_add(PROPAGATION)
        .is_some_and(|known| known > now)
}

/// The administrator's key and root's were there before the endpoint was.
fn knows_old_keys(seams: &AuthenticateSeams, asked: &Asked<'_>) -> Result<Caller, Refusal> {
    let claim = claim::read(asked.request)?;
    let is_unknown = asked
        .account
        .keys
        .get(&claim.key)
        .is_some_and(|key| is_new(key.created, asked.now) && !was_there_before(&key.owner));
    if is_unknown {
        let message = "The security token included in the request is invalid.";
        return Err(Refusal::new(INVALID_CLIENT_TOKEN_ID, message));
    }
    authenticate::identify(seams, asked)
}

fn was_there_before(owner: &Owner) -> bool {
    match owner {
        Owner::Root => true,
        Owner::User(name) => name == ADMINISTRATOR,
    }
}

fn has_settled(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match &turn.user(attempt.user)?.profile {
        Some(profile) if is_new(profile.created, turn.now) => Err(Refusal::new(
            ENTITY_TEMPORARILY_UNMODIFIABLE,
            "The login profile is being made. Try again later.",
        )),
        _ => Ok(()),
    }
}
