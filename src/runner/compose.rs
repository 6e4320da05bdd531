//! From a request of the matrix to signed bytes. Pure but for the forge: what is sent is known before it is sent.

use std::time::SystemTime;

use super::parameters::{self, Writer};
use super::signing::sign;
use crate::case::{Caller, FORM, Param, Place, Request, Sign, Text, Transport};
use crate::password::{Forge, ForgeError, Secret};
use crate::wire::sigv4::{Keys, SignError};
use crate::wire::{HttpRequest, gzip};

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
    if request.transport == Transport::Gzip {
        http.body = gzip(&http.body);
        let encoding = ("Content-Encoding".to_owned(), "gzip".to_owned());
        http.headers.push(encoding);
    }
    sign(&mut http, &request.sign, from)?;
    Ok(Composed {
        http,
        secrets: writer.secrets,
        sent: describe(request),
    })
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
