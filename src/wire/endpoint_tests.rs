use super::*;

fn parts(url: &str) -> (String, String, String, u16) {
    let endpoint = Endpoint::parse(url).unwrap();
    (
        endpoint.url().to_owned(),
        endpoint.host_header(),
        endpoint.prefix().to_owned(),
        endpoint.port(),
    )
}

fn expect(url: &str, host: &str, prefix: &str, port: u16) -> (String, String, String, u16) {
    (url.into(), host.into(), prefix.into(), port)
}

#[test]
fn an_endpoint_has_one_spelling() {
    let of = |url, host, prefix, port| (url, expect(url, host, prefix, port));
    for (given, (_, expected)) in [
        (
            "http://127.0.0.1:4566/",
            of("http://127.0.0.1:4566", "127.0.0.1:4566", "", 4566),
        ),
        (
            "HTTP://LocalHost:80",
            of("http://localhost", "localhost", "", 80),
        ),
        (
            "https://iam.example.org:443/a/b/",
            of(
                "https://iam.example.org/a/b",
                "iam.example.org",
                "/a/b",
                443,
            ),
        ),
        (
            "https://[0:0::1]:8443",
            of("https://[::1]:8443", "[::1]:8443", "", 8443),
        ),
        ("http://[::1]", of("http://[::1]", "[::1]", "", 80)),
        (
            "http://7f3a_9c:443",
            of("http://7f3a_9c:443", "7f3a_9c:443", "", 443),
        ),
    ] {
        assert_eq!(parts(given), expected, "{given}");
    }
}

#[test]
fn what_is_no_endpoint_is_refused_for_what_it_is() {
    for (given, error) in [
        ("", EndpointError::Scheme),
        ("127.0.0.1:4566", EndpointError::Scheme),
        ("ftp://host", EndpointError::Scheme),
        ("http://user:word@host", EndpointError::UserInfo),
        ("http://host/?Action=x", EndpointError::Query),
        ("http://host?x", EndpointError::Query),
        ("http://host/#top", EndpointError::Fragment),
        ("http://", EndpointError::Host),
        ("http:///path", EndpointError::Host),
        ("http://a b", EndpointError::Host),
        ("http://h\u{f6}st", EndpointError::Host),
        ("http://::1", EndpointError::Host),
        ("http://[::1", EndpointError::Host),
        ("http://[::1]x", EndpointError::Host),
        ("http://[fe80::1%25eth0]", EndpointError::Host),
        ("http://127.1", EndpointError::Host),
        ("http://0x7f000001", EndpointError::Host),
        ("http://...", EndpointError::Host),
        ("http://host:", EndpointError::Port),
        ("http://host:0", EndpointError::Port),
        ("http://host:+80", EndpointError::Port),
        ("http://host:65536", EndpointError::Port),
        ("http://host/a b", EndpointError::Path),
        ("http://host/a//b", EndpointError::Path),
        ("http://host/../b", EndpointError::Path),
    ] {
        assert_eq!(Endpoint::parse(given), Err(error), "{given}");
    }
}

#[tokio::test]
async fn loopback_is_told_by_the_address() {
    for (url, loopback) in [
        ("http://127.8.9.1:1", true),
        ("http://[::1]:1", true),
        ("http://[::ffff:127.0.0.1]:1", true),
        ("http://[::ffff:10.0.0.1]:1", false),
        ("http://192.0.2.1", false),
        ("http://0.0.0.0", false),
    ] {
        let endpoint = Endpoint::parse(url).unwrap();
        assert_eq!(
            endpoint.is_loopback(Duration::from_secs(1)).await,
            Ok(loopback),
            "{url}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange_to_read(url in ".{0,40}", host in "[a-z0-9.:\\[\\]@%-]{0,12}") {
        let _ = Endpoint::parse(&url);
        if let Ok(endpoint) = Endpoint::parse(&format!("http://{host}")) {
            proptest::prop_assert_eq!(Endpoint::parse(endpoint.url()), Ok(endpoint));
        }
    }
}

#[test]
fn an_endpoint_is_shown_as_its_url() {
    let endpoint = Endpoint::parse("HTTP://LocalHost:80/a/").unwrap();
    assert_eq!(endpoint.to_string(), "http://localhost/a");
}
