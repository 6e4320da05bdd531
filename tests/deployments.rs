//! Awkward deployments: behind TLS with a certificate authority of its own, behind a path, on IPv6.

mod common;

use std::io::Write;
use std::net::SocketAddr;
use std::process::Output;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy, split};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;

const PREFIX: &str = "/gateway/iam";

/// Something in front of the embedded endpoint, of which it knows nothing.
struct Front {
    address: SocketAddr,
    variables: Vec<(String, String)>,
    /// Its tasks, and the endpoint behind it, end with it.
    _running: (Runtime, common::Served),
}

impl Front {
    /// Listens on the address, speaks TLS if it is given a certificate, and takes the prefix away.
    fn new(listens: &str, tls: Option<TlsAcceptor>, arguments: &[&str]) -> Self {
        let (served, variables) = common::serve(arguments);
        let url = variables
            .iter()
            .find(|(name, _)| name == "AWS_ENDPOINT_URL_IAM");
        let url = url.expect("serve prints where it serves").1.clone();
        let behind: SocketAddr = url
            .strip_prefix("http://")
            .unwrap()
            .trim_end_matches('/')
            .parse()
            .unwrap();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind(listens)).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let tls = tls.clone();
                tokio::spawn(async move {
                    let Ok(upstream) = TcpStream::connect(behind).await else {
                        return;
                    };
                    match tls {
                        // A client that does not trust the certificate goes away.
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                pass(stream, upstream).await;
                            }
                        }
                        None => pass(stream, upstream).await,
                    }
                });
            }
        });
        Self {
            address,
            variables,
            _running: (runtime, served),
        }
    }

    /// Runs a few cases against it.
    fn run(&self, url: &str, arguments: &[&str], variable: Option<(&str, &str)>) -> Output {
        let mut command = common::pwspec();
        command.args([
            "run",
            "form",
            "sample",
            "wrong-old/another",
            "--endpoint-url",
            url,
        ]);
        let keys = self
            .variables
            .iter()
            .filter(|(name, _)| !name.starts_with("AWS_ENDPOINT"));
        command.args(arguments).envs(keys.cloned()).envs(variable);
        command.output().unwrap()
    }
}

/// Both directions at once; of each request that begins a read the prefix of its path goes.
async fn pass(client: impl AsyncRead + AsyncWrite, mut upstream: TcpStream) {
    let (mut from_client, mut to_client) = split(client);
    let (mut answers, mut requests) = upstream.split();
    let there = async {
        let mut read = vec![0; 1 << 16];
        while let Ok(count @ 1..) = from_client.read(&mut read).await {
            let request = &read[..count];
            let prefix = format!(" {PREFIX}");
            let at = request
                .windows(prefix.len())
                .take(8)
                .position(|part| part == prefix.as_bytes());
            let cut = at.map_or(request.to_vec(), |at| {
                [&request[..=at], &request[at + prefix.len()..]].concat()
            });
            if requests.write_all(&cut).await.is_err() {
                break;
            }
        }
        let _ = requests.shutdown().await;
    };
    let back = async {
        let _ = copy(&mut answers, &mut to_client).await;
        let _ = to_client.shutdown().await;
    };
    tokio::join!(there, back);
}

/// A certificate authority that nobody knows, and a server that it vouches for.
fn authority() -> (tempfile::NamedTempFile, TlsAcceptor) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own = params.self_signed(&key).unwrap();
    let issuer = Issuer::new(params, key);
    let key = KeyPair::generate().unwrap();
    let names = ["127.0.0.1".to_owned(), "::1".to_owned()];
    let server = CertificateParams::new(names)
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let mut bundle = tempfile::NamedTempFile::new().unwrap();
    bundle.write_all(own.pem().as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![server.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    (bundle, TlsAcceptor::from(Arc::new(config)))
}

fn is_green(output: &Output) {
    let (out, err) = common::text(output);
    assert_eq!(output.status.code(), Some(0), "{out}\n{err}");
    assert!(out.contains("11 passed"), "{out}\n{err}");
}

#[test]
fn an_https_endpoint_is_trusted_by_the_authority_that_a_flag_or_the_environment_names() {
    let (bundle, tls) = authority();
    let bundle = bundle.path().to_str().unwrap();
    for listens in ["127.0.0.1:0", "[::1]:0"] {
        let front = Front::new(listens, Some(tls.clone()), &[]);
        let url = format!("https://{}", front.address);
        is_green(&front.run(&url, &["--ca-bundle", bundle], None));
        is_green(&front.run(&url, &[], Some(("AWS_CA_BUNDLE", bundle))));
    }
}

#[test]
fn an_https_endpoint_that_nobody_vouches_for_is_not_judged_and_the_remedy_is_named() {
    let (_, tls) = authority();
    let (stranger, _) = authority();
    let front = Front::new("127.0.0.1:0", Some(tls), &[]);
    let url = format!("https://{}", front.address);
    let stranger = stranger.path().to_str().unwrap();
    let output = front.run(&url, &["--ca-bundle", stranger], None);
    let (out, err) = common::text(&output);
    assert_eq!(output.status.code(), Some(3), "{out}\n{err}");
    assert!(
        format!("{out}{err}").contains("--ca-bundle"),
        "{out}\n{err}"
    );
}

#[test]
fn an_endpoint_behind_a_path_is_asked_there() {
    // What takes a path away invalidates signatures: such an endpoint does not verify them, and is not held to it.
    let front = Front::new("127.0.0.1:0", None, &["--fault", "signature-unchecked"]);
    for path in [PREFIX.to_owned(), format!("{PREFIX}/")] {
        let url = format!("http://{}{path}", front.address);
        is_green(&front.run(&url, &["--auth", "none"], None));
    }
    let nowhere = format!("http://{}/elsewhere", front.address);
    let output = front.run(&nowhere, &["--auth", "none"], None);
    assert_ne!(
        output.status.code(),
        Some(0),
        "the path is not dropped on the way"
    );
}

#[test]
fn an_endpoint_on_the_loopback_of_ipv6_is_reached() {
    let front = Front::new("[::1]:0", None, &[]);
    is_green(&front.run(&format!("http://{}", front.address), &[], None));
}
