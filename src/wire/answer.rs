//! The answer as bytes.

use std::fmt;
use std::time::Duration;

use super::request::Lengths;

/// The answer as bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// In order, with lower-cased names.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, after any transfer coding.
    pub body: Vec<u8>,
    /// From the first byte of the request to the last of the answer.
    pub took: Duration,
}

impl Answer {
    /// The first header of that name, in any case, if its value is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok()
    }

    /// What keeps its body from being what was asked for, if anything does; completes "it is …". Nothing of the answer
    /// is quoted: an endpoint may echo a password anywhere.
    pub fn obstacle(&self) -> Option<&'static str> {
        if (300..400).contains(&self.status) && self.header("location").is_some() {
            return Some("a redirect, which is not followed");
        }
        let coded = |coding: &str| !coding.trim().eq_ignore_ascii_case("identity");
        self.header("content-encoding")
            .is_some_and(coded)
            .then_some("in a content coding, which nobody asked for")
    }

    /// The character encoding that the content type names.
    pub fn charset(&self) -> Option<&str> {
        let mut parameters = self.header("content-type")?.split(';').skip(1);
        parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let named = name.trim().eq_ignore_ascii_case("charset");
            named.then(|| value.trim().trim_matches('"'))
        })
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &Lengths(&self.headers))
            .field("body_bytes", &self.body.len())
            .field("took", &self.took)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer() -> Answer {
        Answer {
            status: 400,
            headers: vec![
                ("content-type".into(), b"text/xml".to_vec()),
                ("content-type".into(), b"text/html".to_vec()),
                ("x-raw".into(), vec![0xff]),
            ],
            body: b"in-the-body".to_vec(),
            took: Duration::from_millis(3),
        }
    }

    #[test]
    fn a_header_is_found_in_any_case_and_the_first_one_counts() {
        assert_eq!(answer().header("Content-Type"), Some("text/xml"));
    }

    #[test]
    fn a_header_that_is_absent_or_no_text_is_none() {
        assert_eq!(answer().header("date"), None);
        assert_eq!(answer().header("x-raw"), None);
    }

    #[test]
    fn the_charset_is_a_parameter_of_the_content_type() {
        let of = |value: &str| {
            let mut answer = answer();
            answer.headers[0].1 = value.as_bytes().to_vec();
            answer.charset().map(str::to_owned)
        };
        assert_eq!(of("text/xml; Charset=\"utf-8\"").as_deref(), Some("utf-8"));
        assert_eq!(of("text/xml; a=b; charset = x ").as_deref(), Some("x"));
        assert_eq!(of("charset=utf-8"), None);
    }

    #[test]
    fn a_redirect_and_a_coded_body_are_not_what_was_asked_for() {
        let with = |status, name: &str, value: &str| {
            let headers = vec![(name.to_owned(), value.as_bytes().to_vec())];
            let answer = Answer {
                status,
                headers,
                ..answer()
            };
            answer.obstacle()
        };
        let redirect = Some("a redirect, which is not followed");
        assert_eq!(with(307, "location", "http://elsewhere/"), redirect);
        assert_eq!(with(201, "location", "http://elsewhere/"), None);
        assert_eq!(with(304, "date", "x"), None);
        assert!(with(200, "content-encoding", "gzip").is_some());
        assert_eq!(with(200, "content-encoding", "identity"), None);
    }

    #[test]
    fn the_debug_form_of_an_answer_shows_no_value() {
        assert_eq!(
            format!("{:?}", answer()),
            "Answer { status: 400, headers: {\"content-type\": 8, \"content-type\": 9, \"x-raw\": 1}, \
             body_bytes: 11, took: 3ms }"
        );
    }
}
