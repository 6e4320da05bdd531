//! Requests whose signatures are published: `fixtures/sigv4/published.json`, which names its source.

use std::time::{Duration, SystemTime};

use serde::Deserialize;

use super::*;
use crate::wire::HttpRequest;

const PUBLISHED: &str = include_str!("../../../fixtures/sigv4/published.json");

#[derive(Deserialize)]
struct Published {
    access_key: String,
    secret_key: String,
    region: String,
    service: String,
    time: String,
    /// Of a presigned URL, in seconds.
    expires: u64,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
    token: Option<String>,
    /// The signature in the Authorization header.
    in_headers: Option<String>,
    /// The signature of the presigned URL.
    in_query: Option<String>,
}

impl Vector {
    fn request(&self) -> HttpRequest {
        HttpRequest {
            method: self.method.clone(),
            target: self.target.clone(),
            headers: self.headers.clone(),
            body: self.body.clone().into(),
        }
    }
}

#[test]
fn every_published_request_is_signed_as_published() {
    let published: Published = serde_json::from_str(PUBLISHED).unwrap();
    let scope = Scope {
        region: published.region.clone(),
        service: published.service.clone(),
    };
    let at = SystemTime::from(published.time.parse::<jiff::Timestamp>().unwrap());
    let mut compared = (0, 0);
    for vector in &published.vectors {
        let keys = Keys::new(
            published.access_key.as_str(),
            published.secret_key.as_str(),
            vector.token.clone(),
        );
        if let Some(wanted) = &vector.in_headers {
            let mut request = vector.request();
            sign_headers(&mut request, &keys, &scope, at).unwrap();
            let authorization = request
                .headers
                .iter()
                .find(|(name, _)| name == "authorization");
            let (_, value) = authorization.unwrap();
            let (_, signature) = value.rsplit_once("Signature=").unwrap();
            assert_eq!(signature, wanted, "{} in its headers", vector.name);
            compared.0 += 1;
        }
        if let Some(wanted) = &vector.in_query {
            let mut request = vector.request();
            let expires = Duration::from_secs(published.expires);
            sign_query(&mut request, &keys, &scope, at, expires).unwrap();
            let (_, signature) = request.target.rsplit_once("X-Amz-Signature=").unwrap();
            assert_eq!(signature, wanted, "{} in its query", vector.name);
            compared.1 += 1;
        }
    }
    assert_eq!(compared, (13, 9));
}
