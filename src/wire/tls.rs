//! TLS: whom to trust. The only file that knows rustls and where the system keeps its roots.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::NoAnswer;

/// Whom to trust: the system's roots, and those of a CA bundle. The system's are read when first needed.
#[derive(Clone)]
pub struct Tls {
    bundle: RootCertStore,
    config: Arc<OnceLock<Result<ClientConfig, TlsError>>>,
}

/// Why TLS cannot be set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TlsError {
    /// The CA bundle cannot be read.
    #[error("failed to read the CA bundle {}: {reason} (see --ca-bundle)", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// The CA bundle holds something else.
    #[error("failed to read the CA bundle {}: {reason} (a PEM file of CERTIFICATE sections is needed)", .path.display())]
    NoCertificates {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// There is nobody to trust.
    #[error("found no root certificates on this system (name a PEM file with --ca-bundle)")]
    NoRoots,
    /// The TLS library refuses its settings.
    #[error("failed to set TLS up: {0}")]
    Setup(String),
}

impl Tls {
    /// Trusts the system's roots, and the certificates of a PEM file if one is named. Reads that file.
    ///
    /// # Errors
    /// The file cannot be read, or holds no certificate or a broken one.
    pub fn new(ca_bundle: Option<&Path>) -> Result<Self, TlsError> {
        Ok(Self {
            bundle: ca_bundle.map_or(Ok(RootCertStore::empty()), read_bundle)?,
            config: Arc::default(),
        })
    }

    /// The configuration, made once. Reads the system's roots: for `https` only, and not on an async worker.
    pub(super) fn config(&self) -> Result<ClientConfig, TlsError> {
        let make = || {
            let mut roots = self.bundle.clone();
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            if roots.is_empty() {
                return Err(TlsError::NoRoots);
            }
            config(roots)
        };
        self.config.get_or_init(make).clone()
    }

    /// A configuration that trusts nobody, for clients that speak plain HTTP and want one all the same.
    pub(super) fn trusting_nobody() -> Result<ClientConfig, TlsError> {
        config(RootCertStore::empty())
    }

    /// For connections of our own. Reads the system's roots off the async workers.
    pub(super) async fn connector(&self) -> Result<TlsConnector, NoAnswer> {
        let tls = self.clone();
        match tokio::task::spawn_blocking(move || tls.config()).await {
            Ok(Ok(config)) => Ok(TlsConnector::from(Arc::new(config))),
            Ok(Err(error)) => Err(NoAnswer::Tls(error.to_string())),
            Err(error) => Err(NoAnswer::Tls(error.to_string())),
        }
    }
}

/// The handshake over a connection of our own.
pub(super) async fn handshake(
    connector: &TlsConnector,
    host: &str,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, NoAnswer> {
    let name = ServerName::try_from(host.to_owned());
    let name = name.map_err(|error| NoAnswer::Tls(error.to_string()))?;
    let shaken = connector.connect(name, stream).await;
    shaken.map_err(|error| NoAnswer::Tls(reason(&error)))
}

/// What TLS has to say about an error of a connection, if it is TLS's.
pub(super) fn alert(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

/// Why a handshake failed.
pub(super) fn reason(error: &io::Error) -> String {
    match alert(error) {
        Some(alert) => alert.to_string(),
        None if error.kind() == io::ErrorKind::UnexpectedEof => {
            "the connection was closed".to_owned()
        }
        None => error.to_string(),
    }
}

fn config(roots: RootCertStore) -> Result<ClientConfig, TlsError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsError::Setup(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn read_bundle(path: &Path) -> Result<RootCertStore, TlsError> {
    let bytes = std::fs::read(path).map_err(|error| TlsError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let refused = |reason| TlsError::NoCertificates {
        path: path.to_owned(),
        reason,
    };
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&bytes)
        .collect::<Result<_, _>>()
        .map_err(|_| refused("it is no PEM"))?;
    let mut roots = RootCertStore::empty();
    match roots.add_parsable_certificates(certificates) {
        (0, 0) => Err(refused("it holds no certificate")),
        (0, _) => Err(refused("no certificate in it can be read")),
        _ => Ok(roots),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn bundle(text: &str) -> Result<Tls, &'static str> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Tls::new(Some(file.path())).map_err(|error| match error {
            TlsError::NoCertificates { reason, .. } => reason,
            _ => "another error",
        })
    }

    #[test]
    fn a_bundle_without_certificates_is_refused_when_it_is_named() {
        for (text, reason) in [
            ("", "it holds no certificate"),
            ("no PEM at all", "it holds no certificate"),
            ("-----BEGIN CERTIFICATE-----\n", "it is no PEM"),
            (
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "no certificate in it can be read",
            ),
        ] {
            assert_eq!(bundle(text).err(), Some(reason), "{text}");
        }
    }

    #[test]
    fn a_bundle_that_is_not_there_is_named_in_the_error() {
        let error = Tls::new(Some(Path::new("absent.pem")))
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.starts_with("failed to read the CA bundle absent.pem: "),
            "{error}"
        );
        assert!(error.ends_with("(see --ca-bundle)"), "{error}");
    }
}
