//! From a request of the matrix to signed bytes. Pure but for the forge: what is sent is known before it is sent.

use std::time::SystemTime;

use super::signing::sign;
use crate::case::{Caller, Param, Place, Request, Sign, Text, Transport};
use crate::password::{Forge, ForgeError, Secret};
use crate::spec::Parameter;
use crate::wire::sigv4::{Keys, SignError};
use crate::wire::{HttpRequest, Spelling, encode, gzip};

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
    let mut secrets = Vec::new();
    let mut pieces = Vec::with_capacity(request.params.len());
    for param in &request.params {
        pieces.push(piece(param, from, &mut secrets)?);
    }
    let split = match request.place {
        Place::Body => 0,
        Place::Query => pieces.len(),
        Place::Split(at) => at.min(pieces.len()),
    };
    let body = pieces.split_off(split).join(&b'&');
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
        secrets,
        sent: describe(request),
    })
}

fn piece(
    param: &Param,
    from: &Ingredients<'_>,
    secrets: &mut Vec<(Option<&'static str>, Secret)>,
) -> Result<Vec<u8>, ComposeError> {
    let mut forged = |name: &Text, recipe: &crate::password::Recipe| {
        let at_hand = from.known.iter().find(|secret| secret.recipe() == recipe);
        let made = at_hand.map_or_else(
            || from.forge.make(recipe, from.current),
            |&secret| Ok(secret.clone()),
        );
        let secret = made.map_err(|source| ComposeError::Forge {
            recipe: recipe.to_string(),
            source,
        })?;
        let parameter = Parameter::BOTH.into_iter().map(Parameter::name);
        let named = parameter
            .into_iter()
            .find(|known| *name == Text::Public((*known).to_owned()));
        secrets.push((named, secret.clone()));
        Ok::<Secret, ComposeError>(secret)
    };
    Ok(match param {
        Param::Verbatim(bytes) => bytes.clone(),
        Param::Pair { name, value } => {
            let left = match &name.text {
                Text::Public(text) => encode(text.as_bytes(), name.spelling),
                Text::Password(recipe) => {
                    encode(forged(&name.text, recipe)?.expose(), name.spelling)
                }
                Text::UserName(index) => encode(user_name(from, *index).as_bytes(), name.spelling),
            };
            let right = match &value.text {
                Text::Public(text) => encode(text.as_bytes(), value.spelling),
                Text::Password(recipe) => {
                    encode(forged(&name.text, recipe)?.expose(), value.spelling)
                }
                Text::UserName(index) => encode(user_name(from, *index).as_bytes(), value.spelling),
            };
            format!("{left}={right}").into_bytes()
        }
        Param::Around {
            name,
            before,
            password,
            after,
        } => {
            let mut bytes = match &name.text {
                Text::Public(text) => encode(text.as_bytes(), name.spelling).into_bytes(),
                Text::Password(_) | Text::UserName(_) => Vec::new(),
            };
            bytes.push(b'=');
            bytes.extend_from_slice(before);
            let secret = forged(&name.text, password)?;
            bytes.extend_from_slice(encode(secret.expose(), Spelling::STANDARD).as_bytes());
            bytes.extend_from_slice(after);
            bytes
        }
    })
}

fn user_name<'a>(from: &'a Ingredients<'_>, index: usize) -> &'a str {
    from.user_names.get(index).map_or("nobody", String::as_str)
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
