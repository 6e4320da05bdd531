//! A request as the bytes of an HTTP/1.1 message.

use crate::wire::HttpRequest;

/// Methods whose requests have a length even when they have no body (RFC 9110, 8.6).
const WITH_CONTENT: [&str; 3] = ["PATCH", "POST", "PUT"];

/// The bytes of a request, every part as given. `Content-Length` is added where the body needs one and the
/// headers say nothing of length or transfer coding; nothing else is added or mended.
pub fn render(request: &HttpRequest) -> Vec<u8> {
    let HttpRequest {
        method,
        target,
        headers,
        body,
    } = request;
    let mut text = format!("{method} {target} HTTP/1.1\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if lacks_length(request) {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// The request needs a `Content-Length` and says nothing of its framing.
pub(in crate::wire) fn lacks_length(request: &HttpRequest) -> bool {
    let says_nothing = request.headers.iter().all(|(name, _)| {
        !name.eq_ignore_ascii_case("content-length")
            && !name.eq_ignore_ascii_case("transfer-encoding")
    });
    says_nothing && (!request.body.is_empty() || WITH_CONTENT.contains(&request.method.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(method: &str, headers: &[(&str, &str)], body: &str) -> String {
        let headers = headers.iter();
        let request = HttpRequest {
            method: method.into(),
            target: "/a//b?c='|".into(),
            headers: headers
                .map(|&(name, value)| (name.into(), value.into()))
                .collect(),
            body: body.into(),
        };
        String::from_utf8(render(&request)).unwrap()
    }

    #[test]
    fn a_request_is_rendered_as_given() {
        assert_eq!(
            rendered("GET", &[("hOst", "h:1"), ("X-A", ""), ("x-a", "2")], ""),
            "GET /a//b?c='| HTTP/1.1\r\nhOst: h:1\r\nX-A: \r\nx-a: 2\r\n\r\n"
        );
    }

    #[test]
    fn a_length_is_added_where_one_is_needed() {
        assert_eq!(
            rendered("POST", &[], ""),
            "POST /a//b?c='| HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
        );
        assert_eq!(
            rendered("GET", &[], "ab"),
            "GET /a//b?c='| HTTP/1.1\r\nContent-Length: 2\r\n\r\nab"
        );
    }

    #[test]
    fn a_framing_of_the_caller_s_is_kept() {
        for framing in [("content-length", "7"), ("Transfer-Encoding", "chunked")] {
            let (name, value) = framing;
            assert_eq!(
                rendered("POST", &[framing], "ab"),
                format!("POST /a//b?c='| HTTP/1.1\r\n{name}: {value}\r\n\r\nab")
            );
        }
    }
}
