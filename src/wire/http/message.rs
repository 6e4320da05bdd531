//! A request as the client library's, if that sends it as it is.

use reqwest::header::{
    CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use reqwest::{Method, Request, Url};

use crate::wire::raw::lacks_length;
use crate::wire::{Endpoint, HttpRequest};

/// The request without its body. None if the library, or the ones below it, would mend or refuse something: a target that a URL spells otherwise
/// (`'`, `"`, `<`, `..`, `%2e`, beyond ASCII, longer than 64 KiB, …), a header that HTTP does not know, a framing that is
/// not plainly the body's length, no or several `Host`.
pub(super) fn message(endpoint: &Endpoint, request: &HttpRequest) -> Option<Request> {
    let url = verbatim_url(endpoint, &request.target)?;
    let method = Method::from_bytes(request.method.as_bytes()).ok()?;
    let headers = verbatim_headers(request)?;
    if method == Method::CONNECT {
        return None;
    }
    let mut message = Request::new(method, url);
    *message.headers_mut() = headers;
    if lacks_length(request) {
        // Left alone, the library gives an empty POST none.
        let length = HeaderValue::from(request.body.len());
        message.headers_mut().insert(CONTENT_LENGTH, length);
    }
    Some(message)
}

fn verbatim_url(endpoint: &Endpoint, target: &str) -> Option<Url> {
    let url = Url::parse(&format!("{}{target}", endpoint.origin())).ok()?;
    let spelled = match url.query() {
        Some(query) => target.split_once('?') == Some((url.path(), query)),
        None => target == url.path(),
    };
    // What is sent is made from this type, which has limits of its own.
    let sendable = hyper::Uri::try_from(url.as_str()).is_ok();
    (spelled && sendable).then_some(url)
}

fn verbatim_headers(request: &HttpRequest) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        let name = HeaderName::try_from(name).ok()?;
        let value = HeaderValue::try_from(value).ok()?;
        headers.try_append(name, value).ok()?;
    }
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    let framed = match (lengths.next(), lengths.next()) {
        (None, _) => true,
        (Some(length), None) => *length == HeaderValue::from(request.body.len()),
        _ => false,
    };
    let plain = framed
        && !headers.contains_key(TRANSFER_ENCODING)
        && headers.get_all(HOST).iter().count() == 1;
    plain.then_some(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_verbatim(method: &str, target: &str, headers: &[(&str, &str)]) -> bool {
        let endpoint = Endpoint::parse("http://127.0.0.1:4566/prefix").unwrap();
        let headers = headers.iter();
        let request = HttpRequest {
            method: method.into(),
            target: target.into(),
            headers: headers
                .map(|&(name, value)| (name.into(), value.into()))
                .collect(),
            body: b"1234".to_vec(),
        };
        message(&endpoint, &request).is_some()
    }

    const HOST: (&str, &str) = ("Host", "h");

    #[test]
    fn a_target_that_a_url_spells_alike_is_sent_as_it_is() {
        for target in [
            "/",
            "/?",
            "/p?a=%2f%2F+b&&c",
            "/p//q",
            "/p?a=//../:@!$()*,;~|{}[]^`\\",
            "/%7e",
            "/p?%zz%",
        ] {
            assert!(is_verbatim("GET", target, &[HOST]), "{target}");
        }
    }

    #[test]
    fn a_target_that_a_url_spells_otherwise_is_left_to_a_raw_connection() {
        let long = format!("/?a={}", "b".repeat(1 << 16));
        for target in [
            "",
            "*",
            "p",
            "?a",
            "@h/",
            ":80/",
            "http://h/",
            "/a b",
            "/#f",
            "/?a'b",
            "/?a\"b",
            "/?<",
            "/..",
            "/a/../b",
            "/./a",
            "/%2e%2E/",
            "/\u{e9}",
            "/?\u{e9}",
            "/a\\b",
            "/?a\tb",
            "/\r\n",
            &long,
        ] {
            assert!(!is_verbatim("GET", target, &[HOST]), "{target:?}");
        }
    }

    #[test]
    fn a_header_or_method_that_would_be_mended_is_left_to_a_raw_connection() {
        assert!(is_verbatim(
            "POST",
            "/",
            &[("Content-Length", "4"), HOST, ("X-A", "1"), ("x-a", "")]
        ));
        for headers in [
            &[][..],
            &[HOST, HOST],
            &[HOST, ("Content-Length", "3")],
            &[HOST, ("Content-Length", "+4")],
            &[HOST, ("Content-Length", "4"), ("content-length", "4")],
            &[HOST, ("Transfer-Encoding", "chunked")],
            &[HOST, ("X A", "1")],
            &[HOST, ("X-A", "1\r\nX-B: 2")],
            &[HOST, ("", "1")],
        ] {
            assert!(!is_verbatim("POST", "/", headers), "{headers:?}");
        }
        assert!(is_verbatim("BREW", "/", &[HOST]));
        assert!(!is_verbatim("CONNECT", "/", &[HOST]));
        assert!(!is_verbatim("GE T", "/", &[HOST]));
    }
}
