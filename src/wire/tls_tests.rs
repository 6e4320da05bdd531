//! Both kinds of client over TLS, with a certificate authority of our own.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::test_server::{Mode, OK, Server, get};
use super::{Answer, Client, ConnectFailure, Endpoint, Limits, NoAnswer, RawConnection, Tls};

/// Ample time: what is no matter of time must not fail for it.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(20),
    answer: Duration::from_secs(20),
    body: 1000,
    head: 2000,
};
/// For what does not come.
const HASTY: Limits = Limits {
    connect: Duration::from_millis(200),
    answer: Duration::from_millis(200),
    ..LIMITS
};

/// A certificate authority, and what a server needs that it vouches for.
struct Authority {
    bundle: tempfile::NamedTempFile,
    roots: RootCertStore,
    server: Vec<rustls::pki_types::CertificateDer<'static>>,
    key: KeyPair,
}

impl Authority {
    fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        let authority = params.self_signed(&key).unwrap();
        let issuer = Issuer::new(params, key);
        let key = KeyPair::generate().unwrap();
        let names = vec!["127.0.0.1".to_owned()];
        let server = CertificateParams::new(names)
            .unwrap()
            .signed_by(&key, &issuer)
            .unwrap();
        let mut bundle = tempfile::NamedTempFile::new().unwrap();
        bundle.write_all(authority.pem().as_bytes()).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(authority.der().clone()).unwrap();
        Self {
            bundle,
            roots,
            server: vec![server.der().clone()],
            key,
        }
    }

    fn trusted(&self) -> Tls {
        Tls::new(Some(self.bundle.path())).unwrap()
    }

    /// A server that may ask for a certificate that no client of ours has.
    fn acceptor(&self, asks: bool) -> TlsAcceptor {
        let provider = Arc::new(default_provider());
        let builder = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .unwrap();
        let roots = Arc::new(self.roots.clone());
        let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider)
            .build()
            .unwrap();
        let builder = match asks {
            true => builder.with_client_cert_verifier(verifier),
            false => builder.with_no_client_auth(),
        };
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).unwrap();
        let config = builder.with_single_cert(self.server.clone(), key).unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// What the library's client and a raw connection get.
async fn both(endpoint: &Endpoint, tls: &Tls) -> [Result<Answer, NoAnswer>; 2] {
    both_within(&LIMITS, endpoint, tls).await
}

async fn both_within(
    limits: &Limits,
    endpoint: &Endpoint,
    tls: &Tls,
) -> [Result<Answer, NoAnswer>; 2] {
    let client = Client::new(endpoint, tls, limits).unwrap();
    let raw = async {
        let mut connection = RawConnection::open(endpoint, tls, limits).await?;
        connection.send(&get("/")).await
    };
    [client.send(&get("/")).await, raw.await]
}

#[tokio::test]
async fn an_authority_of_the_bundle_is_trusted() {
    let authority = Authority::new("ours");
    let server = Server::start_tls(Mode::Answer(OK), authority.acceptor(false)).await;
    for answer in both(&server.https_endpoint(), &authority.trusted()).await {
        assert_eq!(answer.unwrap().body, b"<ok>");
    }
    assert_eq!(server.seen().requests.len(), 2);
}

#[tokio::test]
async fn a_half_closed_tls_connection_still_brings_its_answer() {
    let authority = Authority::new("ours");
    let server = Server::start_tls(Mode::Answer(OK), authority.acceptor(false)).await;
    let endpoint = server.https_endpoint();
    let mut connection = RawConnection::open(&endpoint, &authority.trusted(), &LIMITS)
        .await
        .unwrap();
    connection.write(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    connection.finish_writing().await;
    assert_eq!(connection.read_answer(false).await.unwrap().status, 200);
    assert!(connection.at_end(LIMITS.answer).await);
}

#[tokio::test]
async fn another_authority_is_not_trusted() {
    let authority = Authority::new("ours");
    let server = Server::start_tls(Mode::Answer(OK), authority.acceptor(false)).await;
    for answer in both(
        &server.https_endpoint(),
        &Authority::new("another").trusted(),
    )
    .await
    {
        let failure = answer.unwrap_err();
        assert!(
            matches!(&failure, NoAnswer::Tls(reason) if reason.contains("UnknownIssuer")),
            "{failure:?}"
        );
        assert!(failure.is_unreachable());
    }
    assert!(server.seen().requests.is_empty());
}

#[tokio::test]
async fn a_name_that_the_certificate_does_not_hold_is_refused() {
    let authority = Authority::new("ours");
    let server = Server::start_tls(Mode::Answer(OK), authority.acceptor(false)).await;
    let endpoint = server
        .https_endpoint()
        .url()
        .replace("127.0.0.1", "localhost");
    for answer in both(&Endpoint::parse(&endpoint).unwrap(), &authority.trusted()).await {
        assert!(matches!(answer, Err(NoAnswer::Tls(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn a_server_that_wants_a_client_certificate_is_unreachable() {
    let authority = Authority::new("ours");
    let server = Server::start_tls(Mode::Answer(OK), authority.acceptor(true)).await;
    for answer in both(&server.https_endpoint(), &authority.trusted()).await {
        assert!(matches!(answer, Err(NoAnswer::Tls(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn a_server_that_speaks_plain_http_fails_the_handshake() {
    let authority = Authority::new("ours");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let plain = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, OK.as_bytes()).await;
        }
    });
    let endpoint = Endpoint::parse(&format!("https://{address}")).unwrap();
    for answer in both(&endpoint, &authority.trusted()).await {
        assert!(matches!(answer, Err(NoAnswer::Tls(_))), "{answer:?}");
    }
    plain.abort();
}

#[tokio::test]
async fn a_handshake_that_does_not_come_is_no_connection_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let endpoint = Endpoint::parse(&format!("https://{address}")).unwrap();
    let timeout = ConnectFailure::Timeout {
        after: Duration::from_millis(150),
    };
    for answer in both_within(&HASTY, &endpoint, &Authority::new("ours").trusted()).await {
        assert_eq!(answer, Err(timeout.clone().into()));
    }
}

#[tokio::test]
async fn a_body_that_ends_without_tls_s_goodbye_is_cut_short() {
    let authority = Authority::new("ours");
    let mode = Mode::Drop("HTTP/1.1 200 OK\r\n\r\nto the end");
    let server = Server::start_tls(mode, authority.acceptor(false)).await;
    for answer in both(&server.https_endpoint(), &authority.trusted()).await {
        assert!(
            matches!(answer, Err(NoAnswer::Closed { expected: None, .. })),
            "{answer:?}"
        );
    }
}

#[test]
fn an_alert_after_bytes_of_an_answer_breaks_it_and_before_them_refuses_the_client() {
    let alert = || std::io::Error::other(rustls::Error::DecryptError);
    let words = rustls::Error::DecryptError.to_string();
    assert_eq!(NoAnswer::of_io(&alert(), 0), NoAnswer::Tls(words.clone()));
    assert_eq!(NoAnswer::of_io(&alert(), 1), NoAnswer::Broken(words));
}
