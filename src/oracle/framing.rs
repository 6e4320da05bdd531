//! What HTTP lets a server do with the way a request is framed. The sources do not speak of it: nearly all of it is open.

use std::borrow::Cow;

use super::reason::{Reason, Stage};
use crate::case::{Framing, Transport};
use crate::spec::{Answers, ClauseId, answers};
use crate::wire::{HttpRequest, gunzip};

/// A header of so many bytes is over-long for any server.
const OVER_LONG: usize = 1 << 20;

/// The reasons that the framing gives to refuse; whether the connection may be closed without an answer.
pub(super) fn reasons(
    transport: &Transport,
    http: &HttpRequest,
    reasons: &mut Vec<Reason>,
) -> bool {
    let may = |clause, answers: &'static Answers| {
        Reason::may(Stage::Front, ClauseId::of(clause), answers)
    };
    if is_compressed(http) {
        reasons.push(may("FrontEnd.framing", &answers::FRAMING));
    }
    let misspelled = has_forbidden(&http.target);
    if misspelled {
        reasons.push(may("FrontEnd.framing", &answers::FRAMING));
    }
    let (reason, silence) = match transport {
        Transport::Plain
        | Transport::Gzip
        | Transport::HeaderNames(_)
        | Transport::Sliced(_)
        | Transport::Pipelined(_) => return misspelled,
        Transport::Broken(Framing::LongHeader(bytes)) if *bytes >= OVER_LONG => {
            let clause = ClauseId::of("FrontEnd.head-too-large");
            (
                Reason::must(Stage::Front, clause, &answers::HEAD_TOO_LARGE),
                true,
            )
        }
        Transport::Broken(Framing::LongHeader(_) | Framing::HeaderFlood(_)) => (
            may("FrontEnd.head-too-large", &answers::HEAD_TOO_LARGE),
            true,
        ),
        Transport::Broken(Framing::Version) => (may("FrontEnd.framing", &answers::VERSION), true),
        Transport::Broken(Framing::BadChunk | Framing::LengthAndChunked) => {
            (may("FrontEnd.framing", &answers::CODING), true)
        }
        Transport::Broken(_) => (may("FrontEnd.framing", &answers::FRAMING), true),
        // A server may decline chunks (411, 501), a slow client (408), an expectation (417); it may take a half-closed
        // connection for one that is gone.
        Transport::Chunked(_) => (may("FrontEnd.framing", &answers::CODING), false),
        Transport::Slow { .. } | Transport::ExpectContinue => {
            (may("FrontEnd.framing", &answers::FRAMING), false)
        }
        Transport::HalfClosed => (may("FrontEnd.framing", &answers::FRAMING), true),
    };
    reasons.push(reason);
    silence || misspelled
}

/// Whether the request target holds what no URI may hold unescaped (RFC 3986, section 3.4): many servers take it, and none
/// has to (RFC 9112, section 3.2).
fn has_forbidden(target: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte);
    !target.bytes().all(is_allowed)
}

/// The body as a server reads it that knows its Content-Encoding, and as it is where it is not what that says.
pub(super) fn content(http: &HttpRequest) -> Cow<'_, [u8]> {
    let plain = is_compressed(http).then(|| gunzip(&http.body)).flatten();
    plain.map_or(Cow::Borrowed(&http.body), Cow::Owned)
}

fn is_compressed(http: &HttpRequest) -> bool {
    http.headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("content-encoding"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::gzip;

    fn request(body: Vec<u8>) -> HttpRequest {
        HttpRequest {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: vec![("content-encoding".to_owned(), "gzip".to_owned())],
            body,
        }
    }

    #[test]
    fn a_compressed_body_is_read_and_what_only_says_so_stays_as_it_is() {
        assert_eq!(*content(&request(gzip(b"a=b"))), *b"a=b");
        assert_eq!(*content(&request(b"a=b".to_vec())), *b"a=b");
    }

    #[test]
    fn a_target_that_is_no_uri_may_be_declined() {
        let open = |target: &str| {
            let mut found = Vec::new();
            let http = HttpRequest {
                target: target.to_owned(),
                headers: Vec::new(),
                ..request(Vec::new())
            };
            reasons(&Transport::Plain, &http, &mut found)
        };
        assert!(open("/?NewPassword=a>b"));
        assert!(open("/?NewPassword=\u{e9}"));
        assert!(!open("/?NewPassword=!$'()*+,;=:@/?-._~%7D"));
    }

    #[test]
    fn only_a_head_that_no_server_takes_is_surely_refused() {
        for (bytes, firm) in [(8 << 10, false), (1 << 20, true)] {
            let mut found = Vec::new();
            let transport = Transport::Broken(Framing::LongHeader(bytes));
            let plain = HttpRequest {
                headers: Vec::new(),
                ..request(Vec::new())
            };
            assert!(reasons(&transport, &plain, &mut found));
            assert_eq!(found[0].firm, firm);
        }
    }
}
