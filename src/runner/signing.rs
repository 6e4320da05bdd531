//! Signs a request as the matrix says: rightly, or broken in one way.

use std::time::{Duration, SystemTime};

use super::compose::Ingredients;
use super::tamper;
use crate::case::{Breach, Oddity, Sign};
use crate::wire::HttpRequest;
use crate::wire::sigv4::{self, Keys, Scope, SignError};

/// The service of the scope.
const SERVICE: &str = "iam";
/// How long a presigned URL that is to be broken is valid.
const SHORT: Duration = Duration::from_secs(60);

/// Where a signature stands.
#[derive(Clone, Copy)]
enum Place {
    Header,
    Url(Duration),
}

impl Place {
    fn sign(
        self,
        http: &mut HttpRequest,
        keys: &Keys,
        scope: &Scope,
        at: SystemTime,
    ) -> Result<(), SignError> {
        match self {
            Self::Header => sigv4::sign_headers(http, keys, scope, at),
            Self::Url(expires) => sigv4::sign_query(http, keys, scope, at, expires),
        }
    }
}

/// Signs the request.
pub(super) fn sign(
    http: &mut HttpRequest,
    sign: &Sign,
    from: &Ingredients<'_>,
) -> Result<(), SignError> {
    let usual = scope(&from.destination.region, SERVICE);
    match sign {
        Sign::None => Ok(()),
        Sign::Header => Place::Header.sign(http, from.keys, &usual, from.now),
        Sign::Query { expires } => Place::Url(*expires).sign(http, from.keys, &usual, from.now),
        Sign::Dated { seconds } => {
            Place::Header.sign(http, from.keys, &usual, shifted(from.now, *seconds))
        }
        Sign::Region(region) => {
            Place::Header.sign(http, from.keys, &scope(region, SERVICE), from.now)
        }
        Sign::Odd(oddity) => odd(http, *oddity, from, &usual),
        Sign::Broken(breach) => broken(http, breach, from, Place::Header),
        Sign::BrokenUrl(breach) => broken(http, breach, from, Place::Url(SHORT)),
    }
}

fn scope(region: &str, service: &str) -> Scope {
    Scope {
        region: region.to_owned(),
        service: service.to_owned(),
    }
}

fn shifted(now: SystemTime, seconds: i64) -> SystemTime {
    let by = Duration::from_secs(seconds.unsigned_abs());
    let at = if seconds < 0 {
        now.checked_sub(by)
    } else {
        now.checked_add(by)
    };
    at.unwrap_or(now)
}

/// Signs with what is wrong from the start, and then changes what is changed after signing.
fn broken(
    http: &mut HttpRequest,
    breach: &Breach,
    from: &Ingredients<'_>,
    place: Place,
) -> Result<(), SignError> {
    let service = match breach {
        Breach::Service(service) => service,
        _ => SERVICE,
    };
    let away = match breach {
        Breach::Old { seconds } | Breach::Expired { seconds } => -seconds.cast_signed(),
        Breach::Future { seconds } => seconds.cast_signed(),
        _ => 0,
    };
    if *breach == (Breach::Body { hash: true }) {
        let hash = sigv4::sha256_hex(&http.body);
        http.headers.push(("X-Amz-Content-Sha256".to_owned(), hash));
    }
    let keys = tamper::keys(from.keys, breach);
    let scope = scope(&from.destination.region, service);
    place.sign(http, &keys, &scope, shifted(from.now, away))?;
    tamper::signed(http, breach);
    Ok(())
}

fn odd(
    http: &mut HttpRequest,
    oddity: Oddity,
    from: &Ingredients<'_>,
    usual: &Scope,
) -> Result<(), SignError> {
    let mut keys = from.keys.clone();
    match oddity {
        Oddity::GarbageToken => keys.token = Some("no-such-session".to_owned()),
        Oddity::UnsignedPayload => {
            let unsigned = "UNSIGNED-PAYLOAD".to_owned();
            http.headers
                .push(("X-Amz-Content-Sha256".to_owned(), unsigned));
        }
        Oddity::HeaderAndUrl => Place::Url(SHORT).sign(http, &keys, usual, from.now)?,
        Oddity::TwoAuthorizations | Oddity::UpperCase | Oddity::SchemeCase => {}
    }
    Place::Header.sign(http, &keys, usual, from.now)?;
    tamper::odd(http, oddity);
    Ok(())
}
