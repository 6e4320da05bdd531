//! Where the target answers.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use tokio::net::lookup_host;
use tokio::time::timeout;

use super::no_answer::ConnectFailure;

/// An endpoint, from its URL: scheme, host, port and path prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
    https: bool,
    host: String,
    port: u16,
    origin: usize,
}

/// Why a text is no endpoint's URL; completes "failed to read the endpoint's URL: …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Neither `http` nor `https`.
    #[error("it starts with neither http:// nor https://")]
    Scheme,
    /// A user name or password stands before the host.
    #[error("it holds a user name or password (requests are signed: see AWS_ACCESS_KEY_ID)")]
    UserInfo,
    /// `?…`
    #[error("it has a query (the query is the request's own)")]
    Query,
    /// `#…`
    #[error("it has a fragment")]
    Fragment,
    /// The host is missing or no host.
    #[error(
        "the host is missing or malformed (a name in ASCII, an IPv4 address, or [an IPv6 address])"
    )]
    Host,
    /// The port is no port.
    #[error("the port is no number from 1 to 65535")]
    Port,
    /// The path cannot be sent as it stands.
    #[error(
        "the path holds what cannot be sent as it is (a blank, a control, `.`, `..` or an empty segment, or no ASCII)"
    )]
    Path,
}

impl Endpoint {
    /// Reads a URL such as `http://127.0.0.1:4566` or `https://iam.example.org/prefix`.
    ///
    /// # Errors
    /// The text is no URL of an endpoint; the error says what is wrong.
    pub fn parse(url: &str) -> Result<Self, EndpointError> {
        let (https, rest) = strip_scheme(url).ok_or(EndpointError::Scheme)?;
        if rest.contains('#') {
            return Err(EndpointError::Fragment);
        }
        if rest.contains('?') {
            return Err(EndpointError::Query);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(EndpointError::UserInfo);
        }
        let (host, port) = read_authority(authority, https)?;
        let prefix = path.trim_end_matches('/');
        if !is_sendable(prefix) {
            return Err(EndpointError::Path);
        }
        let scheme = if https { "https" } else { "http" };
        let origin = format!("{scheme}://{}", Authority(&host, port, https));
        Ok(Self {
            url: format!("{origin}{prefix}"),
            https,
            host,
            port,
            origin: origin.len(),
        })
    }

    /// The URL, in one spelling: lower-case scheme and host, no default port, no slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL without the path prefix.
    pub fn origin(&self) -> &str {
        self.url.get(..self.origin).unwrap_or(&self.url)
    }

    /// What stands before the path of every request: empty, or `/path`.
    pub fn prefix(&self) -> &str {
        self.url.get(self.origin..).unwrap_or_default()
    }

    /// The value of `Host`: the port is left out where it is the scheme's own.
    pub fn host_header(&self) -> String {
        Authority(&self.host, self.port, self.https).to_string()
    }

    /// Whether TLS is spoken.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The host's name or address, without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, given or the scheme's own.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether every address of the host is a loopback address.
    ///
    /// # Errors
    /// The host has no address, or none within the time.
    pub async fn is_loopback(&self, within: Duration) -> Result<bool, ConnectFailure> {
        let unresolved = |error: std::io::Error| ConnectFailure::Unresolved(error.to_string());
        let mut addresses = timeout(within, lookup_host((self.host(), self.port)))
            .await
            .map_err(|_| ConnectFailure::Timeout { after: within })?
            .map_err(unresolved)?
            .map(|address| address.ip().to_canonical())
            .peekable();
        if addresses.peek().is_none() {
            return Err(ConnectFailure::Unresolved("it has no address".to_owned()));
        }
        Ok(addresses.all(|address| address.is_loopback()))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// Host, port, and whether the scheme is `https`.
struct Authority<'a>(&'a str, u16, bool);

impl fmt::Display for Authority<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let &Self(host, port, https) = self;
        if host.contains(':') {
            write!(f, "[{host}]")?;
        } else {
            f.write_str(host)?;
        }
        if port == default_port(https) {
            return Ok(());
        }
        write!(f, ":{port}")
    }
}

fn default_port(https: bool) -> u16 {
    if https { 443 } else { 80 }
}

fn strip_scheme(url: &str) -> Option<(bool, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" => Some((false, rest)),
        "https" => Some((true, rest)),
        _ => None,
    }
}

fn read_authority(authority: &str, https: bool) -> Result<(String, u16), EndpointError> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']').ok_or(EndpointError::Host)?;
            let address: Ipv6Addr = host.parse().map_err(|_| EndpointError::Host)?;
            (address.to_string(), port)
        }
        None => {
            let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            let host = host.to_ascii_lowercase();
            if !is_host(&host) {
                return Err(EndpointError::Host);
            }
            (host, port)
        }
    };
    if port.is_empty() {
        return Ok((host, default_port(https)));
    }
    let digits = port.strip_prefix(':').ok_or(EndpointError::Host)?;
    match digits.parse() {
        Ok(port) if port > 0 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok((host, port))
        }
        _ => Err(EndpointError::Port),
    }
}

/// A name, or an IPv4 address in its usual spelling: what ends in a number is no name to a URL's reader.
fn is_host(host: &str) -> bool {
    let last = host
        .trim_end_matches('.')
        .rsplit('.')
        .next()
        .unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    host.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte))
        && (!numeric || host.parse::<Ipv4Addr>().is_ok())
}

/// What every client sends as it stands.
fn is_sendable(path: &str) -> bool {
    path.bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
        && !path
            .split('/')
            .skip(1)
            .any(|segment| matches!(segment, "" | "." | ".."))
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
