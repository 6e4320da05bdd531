//! Signatures good for too long or too short, and presigned URLs (FACTS §8).

use std::time::{Duration, SystemTime};

use super::table::table;
use crate::reference::authenticate::{self, fresh};
use crate::reference::claim::{self, Claim};
use crate::reference::errors::{MISSING_AUTHENTICATION_TOKEN, Refusal};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

table! {
    "date-unchecked", "takes a signature of any date",
        breaks "Auth.date.past",
        caught by ["auth/date/*-ago:status", "auth/date/*-ahead:status"],
        also ["state/refused/too-old:status"],
        |seams| {
            seams.authenticate.fresh = |seams, claim, now| match claim.presigned {
                Some(_) => fresh(seams, claim, now),
                None => Ok(()),
            };
        };
    "date-past-unchecked", "takes a signature however old",
        breaks "Auth.date.past",
        caught by ["auth/date/*-ago:status"],
        also ["state/refused/too-old:status"],
        |seams| {
            seams.authenticate.fresh = |seams, claim, now| match claim.presigned.is_none() && claim.signed < now {
                true => Ok(()),
                false => fresh(seams, claim, now),
            };
        };
    "date-future-unchecked", "takes a signature from however far ahead",
        breaks "Auth.date.future",
        caught by ["auth/date/*-ahead:status"],
        |seams| {
            seams.authenticate.fresh = |seams, claim, now| match claim.signed > now {
                true => Ok(()),
                false => fresh(seams, claim, now),
            };
        };
    "date-hours-for-minutes", "takes a signature for fifteen hours",
        breaks "Auth.date.past",
        caught by ["auth/date/16-minutes-*:status", "auth/date/1-hour-*:status"],
        also ["state/refused/too-old:status"],
        |seams| {
            seams.authenticate.skew = 15 * 60 * MINUTE;
        };
    "date-day-only", "compares the day of a signature with today",
        breaks "Auth.date.past",
        caught by ["auth/date/16-minutes-*:status"],
        also ["auth/date/*:status", "state/refused/too-old:status"],
        |seams| {
            seams.authenticate.fresh = |seams, claim, now| match claim.presigned {
                Some(_) => fresh(seams, claim, now),
                None if is_within(claim, now, DAY - MINUTE) => Ok(()),
                None => fresh(seams, claim, now),
            };
        };
    "date-two-minutes", "takes a signature for two minutes only",
        breaks "Auth.date.near",
        caught by ["auth/date/4-minutes-*:status"],
        |seams| {
            seams.authenticate.skew = 2 * MINUTE;
        };
    "presigned-unknown", "knows no presigned URLs",
        breaks "Auth.presigned",
        caught by ["auth/presigned/for-*:status"],
        also ["auth/key/*:code", "auth/presigned/*:code", "auth/canonical/*:status", "pairwise/*:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| match claim::read(asked.request)?.presigned {
                Some(_) => Err(Refusal::new(MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token")),
                None => authenticate::identify(seams, asked),
            };
        };
    "presigned-expires-unread", "takes a presigned URL for fifteen minutes, whatever it says",
        breaks "Auth.presigned.expired",
        caught by ["auth/presigned/expired-a-minute-ago:status"],
        |seams| {
            seams.authenticate.fresh = |seams, claim, now| fresh(seams, &Claim { presigned: None, ..claim.clone() }, now);
        };
    "presigned-for-ever", "takes a presigned URL for ever",
        breaks "Auth.presigned.expired",
        caught by ["auth/presigned/expired-*:status"],
        |seams| {
            seams.authenticate.fresh = |seams, claim, now| match claim.presigned {
                Some(_) => Ok(()),
                None => fresh(seams, claim, now),
            };
        };
    "presigned-unchecked", "takes a presigned URL whatever its signature",
        breaks "Auth.secret",
        caught by ["auth/presigned/digit-*:status", "auth/presigned/query:status", "auth/key/wrong-secret-presigned:status"],
        also ["auth/presigned/stretched:status"],
        |seams| {
            seams.authenticate.identify = |seams, asked| {
                let mut seams = *seams;
                if claim::read(asked.request)?.presigned.is_some() {
                    seams.same = |_, _| true;
                }
                authenticate::identify(&seams, asked)
            };
        };
}

/// Whether the signature was made within that time of now.
fn is_within(claim: &Claim, now: SystemTime, time: Duration) -> bool {
    let apart = now
        .duration_since(claim.signed)
        .or_else(|_| claim.signed.duration_since(now));
    apart.is_ok_and(|apart| apart < time)
}
