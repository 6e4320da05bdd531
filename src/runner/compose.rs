//! From a request of the matrix to signed bytes. Pure but for the forge: what is sent is known before it is sent.

use std::time::{Duration, SystemTime};

use super::parameters::{self, Writer};
use super::tamper;
use crate::case::{Breach, Caller, FORM, Oddity, Param, Place, Request, Sign, Text, Transport};
use crate::password::{Forge, ForgeError, Secret};
use crate::wire::HttpRequest;
use crate::wire::sigv4::{self, Keys, Scope, SignError};

/// Where a request goes.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The Host header.
    pub host: String,
    /// The endpoint's own path prefix.
    pub prefix: String,
    /// The region of the scope.
    pub region: String,
}

/// What a request is made from: who asks, with what, when.
#[derive(Clone, Debug)]
pub struct Ingredients<'a> {
    /// Where it goes.
    pub destination: &'a Destination,
    /// The caller's keys.
    pub keys: &'a Keys,
    /// The names of the case's users.
    pub user_names: &'a [String],
    /// The password in force for the caller.
    pub current: Option<&'a Secret>,
    /// Makes passwords.
    pub forge: &'a Forge,
    /// Passwords that are at hand already, by their recipes.
    pub known: &'a [&'a Secret],
    /// Now.
    pub now: SystemTime,
}

/// A request, ready to be sent.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The bytes.
    pub http: HttpRequest,
    /// The passwords in it, by parameter.
    pub secrets: Vec<(Option<&'static str>, Secret)>,
    /// The request as a person reads it, by recipe.
    pub sent: String,
}

/// Why a request could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// A password could not be made.
    #[error("make the password {recipe}: {source}")]
    Forge {
        /// Its name.
        recipe: String,
        /// Why.
        source: ForgeError,
    },
    /// It could not be signed.
    #[error("sign the request: {0}")]
    Sign(#[from] SignError),
}

/// The service of the scope.
const SERVICE: &str = "iam";
/// How long a presigned URL of an expired case is valid.
const SHORT: Duration = Duration::from_secs(60);

/// Composes the request.
pub fn compose(request: &Request, from: &Ingredients<'_>) -> Result<Composed, ComposeError> {
    let mut writer = Writer::of(request, from);
    let mut pieces = Vec::with_capacity(request.params.len());
    for param in &request.params {
        pieces.push(writer.piece(param)?);
    }
    let split = match request.place {
        Place::Body => 0,
        Place::Query => pieces.len(),
        Place::Split(at) => at.min(pieces.len()),
    };
    let body = parameters::body(pieces.split_off(split).join(&b'&'), request.body);
    let query = String::from_utf8_lossy(&pieces.join(&b'&')).into_owned();
    let path = format!("{}{}", from.destination.prefix, request.path);
    let target = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    let mut headers = vec![("Host".to_owned(), from.destination.host.clone())];
    if let Some(kind) = &request.content_type {
        headers.push(("Content-Type".to_owned(), kind.clone()));
    }
    headers.extend(request.headers.iter().cloned());
    let mut http = HttpRequest {
        method: request.method.to_owned(),
        target,
        headers,
        body,
    };
    http.body.extend(std::iter::repeat_n(b'x', request.padding));
    sign(&mut http, &request.sign, from)?;
    Ok(Composed {
        http,
        secrets: writer.secrets,
        sent: describe(request),
    })
}

fn sign(http: &mut HttpRequest, sign: &Sign, from: &Ingredients<'_>) -> Result<(), SignError> {
    let scope = |region: &str, service: &str| Scope {
        region: region.to_owned(),
        service: service.to_owned(),
    };
    let usual = scope(&from.destination.region, SERVICE);
    let shifted = |seconds: i64| {
        let by = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 {
            from.now.checked_sub(by)
        } else {
            from.now.checked_add(by)
        }
        .unwrap_or(from.now)
    };
    match sign {
        Sign::None => Ok(()),
        Sign::Header => sigv4::sign_headers(http, from.keys, &usual, from.now),
        Sign::Query { expires } => sigv4::sign_query(http, from.keys, &usual, from.now, *expires),
        Sign::Dated { seconds } => sigv4::sign_headers(http, from.keys, &usual, shifted(*seconds)),
        Sign::Region(region) => {
            sigv4::sign_headers(http, from.keys, &scope(region, SERVICE), from.now)
        }
        Sign::Odd(oddity) => odd(http, *oddity, from, &usual),
        Sign::Broken(breach) => match breach {
            Breach::Old { seconds } => {
                sigv4::sign_headers(http, from.keys, &usual, shifted(-seconds.cast_signed()))
            }
            Breach::Future { seconds } => {
                sigv4::sign_headers(http, from.keys, &usual, shifted(seconds.cast_signed()))
            }
            Breach::Expired => {
                let expired = SHORT.as_secs().cast_signed() + 1;
                // Past its own time, and well within the fifteen minutes that a header's date has.
                sigv4::sign_query(http, from.keys, &usual, shifted(-expired - 60), SHORT)
            }
            Breach::Service(service) => sigv4::sign_headers(
                http,
                from.keys,
                &scope(&from.destination.region, service),
                from.now,
            ),
            Breach::Query => {
                sigv4::sign_query(http, from.keys, &usual, from.now, SHORT)?;
                tamper::query(http);
                Ok(())
            }
            Breach::InactiveKey | Breach::DeletedKey => {
                sigv4::sign_headers(http, from.keys, &usual, from.now)
            }
            Breach::UnknownKey
            | Breach::WrongSecret
            | Breach::SecretCase
            | Breach::ForeignSecret => {
                sigv4::sign_headers(http, &tamper::keys(from.keys, breach), &usual, from.now)
            }
            Breach::Header => {
                http.headers
                    .push(("X-Pwspec-Signed".to_owned(), "before".to_owned()));
                sigv4::sign_headers(http, from.keys, &usual, from.now)?;
                tamper::signed(http, breach);
                Ok(())
            }
            Breach::Body { hash: true } => {
                let hash = sigv4::sha256_hex(&http.body);
                http.headers.push(("X-Amz-Content-Sha256".to_owned(), hash));
                sigv4::sign_headers(http, from.keys, &usual, from.now)?;
                tamper::signed(http, breach);
                Ok(())
            }
            _ => {
                sigv4::sign_headers(http, from.keys, &usual, from.now)?;
                tamper::signed(http, breach);
                Ok(())
            }
        },
    }
}

fn odd(
    http: &mut HttpRequest,
    oddity: Oddity,
    from: &Ingredients<'_>,
    usual: &Scope,
) -> Result<(), SignError> {
    match oddity {
        Oddity::GarbageToken => {
            let secret = from.keys.expose_secret();
            let keys = Keys::new(
                from.keys.access.clone(),
                secret,
                Some("no-such-session".to_owned()),
            );
            sigv4::sign_headers(http, &keys, usual, from.now)
        }
        Oddity::TwoAuthorizations => {
            sigv4::sign_headers(http, from.keys, usual, from.now)?;
            let found = http
                .headers
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case("authorization"))
                .cloned();
            http.headers.extend(found);
            Ok(())
        }
        Oddity::UpperCase => {
            sigv4::sign_headers(http, from.keys, usual, from.now)?;
            tamper::upper_case(http);
            Ok(())
        }
        Oddity::UnsignedPayload => {
            let unsigned = "UNSIGNED-PAYLOAD".to_owned();
            http.headers
                .push(("X-Amz-Content-Sha256".to_owned(), unsigned));
            sigv4::sign_headers(http, from.keys, usual, from.now)
        }
    }
}

/// The request by recipe: `POST / Action=ChangePassword Version=2010-05-08 OldPassword=current NewPassword=ascii*129`.
pub fn describe(request: &Request) -> String {
    let mut words = vec![format!("{} {}", request.method, request.path)];
    for param in &request.params {
        words.push(match param {
            Param::Pair { name, value } => format!("{}={}", text(&name.text), text(&value.text)),
            Param::Verbatim(bytes) => {
                String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned()
            }
            Param::Around {
                name,
                before,
                password,
                after,
            } => format!(
                "{}={}{password}{}",
                text(&name.text),
                String::from_utf8_lossy(before),
                String::from_utf8_lossy(after)
            ),
        });
    }
    const SHOWN: usize = 12;
    if words.len() > SHOWN {
        let more = words.len() - SHOWN;
        words.truncate(SHOWN);
        words.push(format!("… {more} more"));
    }
    let kind = request.content_type.as_deref();
    if request.place != Place::Query && kind != Some(FORM) {
        words.push(format!("as {}", kind.unwrap_or("nothing")));
    }
    if request.padding > 0 {
        words.push(format!("+ {} bytes", request.padding));
    }
    if request.caller != Caller::User(0) {
        words.push(format!("by {:?}", request.caller));
    }
    if request.sign != Sign::Header {
        words.push(format!("signed {:?}", request.sign));
    }
    if request.transport != Transport::Plain {
        words.push(format!("framed {:?}", request.transport));
    }
    words.join(" ")
}

fn text(text: &Text) -> String {
    match text {
        Text::Password(recipe) => recipe.to_string(),
        Text::Public(text) => text.chars().take(60).collect(),
        Text::UserName(index) => format!("<user {index}>"),
    }
}
