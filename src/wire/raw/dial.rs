//! Name, TCP and TLS: a connection, or why there is none.

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::wire::tls::handshake;
use crate::wire::{ConnectFailure, Endpoint, Limits, NoAnswer, Tls};

/// Either kind of connection.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for T {}

pub(super) async fn dial(
    endpoint: &Endpoint,
    tls: &Tls,
    limits: &Limits,
) -> Result<Box<dyn Stream>, NoAnswer> {
    let after = limits.connecting();
    let connector = match endpoint.is_https() {
        true => Some(tls.connector().await?),
        false => None,
    };
    match timeout(after, connect(endpoint, connector)).await {
        Ok(connected) => connected,
        Err(_) => Err(ConnectFailure::Timeout { after }.into()),
    }
}

async fn connect(
    endpoint: &Endpoint,
    connector: Option<TlsConnector>,
) -> Result<Box<dyn Stream>, NoAnswer> {
    let addresses: Vec<_> = lookup_host((endpoint.host(), endpoint.port()))
        .await
        .map_err(|error| ConnectFailure::Unresolved(error.to_string()))?
        .collect();
    let made = |error| ConnectFailure::of_io(&error);
    let stream = TcpStream::connect(addresses.as_slice())
        .await
        .map_err(made)?;
    stream.set_nodelay(true).map_err(made)?;
    Ok(match connector {
        Some(connector) => Box::new(handshake(&connector, endpoint.host(), stream).await?),
        None => Box::new(stream),
    })
}
