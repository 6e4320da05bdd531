//! The request as bytes.

use std::fmt;

/// The request as bytes: what is signed, sent and judged.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method as sent, `POST`.
    pub method: String,
    /// Path and query as on the wire, `/?Action=…`.
    pub target: String,
    /// In order, spelled as given.
    pub headers: Vec<(String, String)>,
    /// The body, before any transfer coding.
    pub body: Vec<u8>,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("path", &path)
            .field("query_bytes", &query.len())
            .field("headers", &Lengths(&self.headers))
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// Shows header names with the lengths of their values.
pub(super) struct Lengths<'a, V>(pub &'a [(String, V)]);

impl<V: AsRef<[u8]>> fmt::Debug for Lengths<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(
                self.0
                    .iter()
                    .map(|(name, value)| (name, value.as_ref().len())),
            )
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_form_of_a_request_shows_no_value() {
        let request = HttpRequest {
            method: "POST".into(),
            target: "/prefix?OldPassword=in-the-query".into(),
            headers: vec![("Authorization".into(), "in-a-header".into())],
            body: b"NewPassword=in-the-body".to_vec(),
        };
        assert_eq!(
            format!("{request:?}"),
            "HttpRequest { method: \"POST\", path: \"/prefix\", query_bytes: 24, \
             headers: {\"Authorization\": 11}, body_bytes: 23 }"
        );
    }
}
