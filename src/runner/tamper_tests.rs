use super::*;

fn request() -> HttpRequest {
    let value = "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/iam/aws4_request, SignedHeaders=content-type;host, Signature=0a1b";
    HttpRequest {
        method: "POST".to_owned(),
        target: "/?X-Amz-Expires=60&X-Amz-Signature=0a1b".to_owned(),
        headers: vec![
            ("Authorization".to_owned(), value.to_owned()),
            ("X-A".to_owned(), "before".to_owned()),
        ],
        body: b"a=b".to_vec(),
    }
}

fn after(breach: &Breach) -> HttpRequest {
    let mut http = request();
    signed(&mut http, breach);
    http
}

fn authorization(breach: &Breach) -> String {
    after(breach).headers[0].1.clone()
}

#[test]
fn a_signature_is_changed_where_it_stands() {
    for (breach, signature) in [
        (Breach::Digit(0), "1a1b"),
        (Breach::Digit(3), "0a10"),
        (Breach::Cut(2), "0a"),
        (Breach::Longer, "0a1b0"),
        (Breach::Empty, ""),
    ] {
        let end = format!("Signature={signature}");
        assert!(authorization(&breach).ends_with(&end), "{breach:?}");
        assert!(after(&breach).target.ends_with(&end), "{breach:?}");
    }
    let mut http = request();
    odd(&mut http, Oddity::UpperCase);
    assert!(http.headers[0].1.ends_with("Signature=0A1B"));
}

#[test]
fn what_was_signed_is_changed_after_signing() {
    assert_eq!(after(&Breach::Body { hash: false }).body, b"a=b&Tampered=1");
    assert!(after(&Breach::Query).target.ends_with("0a1b&Tampered=1"));
    assert_eq!(after(&Breach::Method).method, "GET");
    let header = |change| {
        after(&Breach::Header {
            name: "x-a",
            change,
        })
        .headers
    };
    assert_eq!(header(Change::Value("after"))[1].1, "after");
    assert_eq!(header(Change::Removed).len(), 1);
    assert_eq!(header(Change::Again("after")).len(), 3);
    assert!(authorization(&Breach::Unlisted("content-type")).contains("SignedHeaders=host,"));
    assert!(authorization(&Breach::ScopeDate).contains("/20250101/"));
    assert_eq!(
        after(&Breach::Expires("3600")).target,
        "/?X-Amz-Expires=3600&X-Amz-Signature=0a1b"
    );
    assert_eq!(
        after(&Breach::Without("X-Amz-Expires")).target,
        "/?X-Amz-Signature=0a1b"
    );
}

#[test]
fn an_authorization_is_made_unreadable() {
    let of = |how| authorization(&Breach::Malformed(how));
    assert_eq!(of(Malformation::Scheme("Basic eA==")), "Basic eA==");
    assert_eq!(
        of(Malformation::Without("SignedHeaders")),
        "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/iam/aws4_request, Signature=0a1b"
    );
    let (find, put) = ("/aws4_request", "");
    assert!(of(Malformation::Edited { find, put }).contains("/us-east-1/iam, "));
}

#[test]
fn keys_are_the_caller_s_unless_they_are_what_is_wrong() {
    let own = Keys::new("AKID", "Secret/1", None);
    let of = |breach: Breach| {
        let keys = keys(&own, &breach);
        (keys.access.clone(), keys.expose_secret().to_owned())
    };
    let pair = |access: &str, secret: &str| (access.to_owned(), secret.to_owned());
    assert_eq!(of(Breach::ForeignSecret), pair("AKID", "Secret/1"));
    assert_eq!(of(Breach::KeyCut), pair("AKI", "Secret/1"));
    assert_eq!(of(Breach::KeyLonger), pair("AKIDA", "Secret/1"));
    assert_eq!(of(Breach::SecretCase), pair("AKID", "sECRET/1"));
    assert_eq!(of(Breach::EmptySecret), pair("AKID", ""));
    assert_ne!(of(Breach::WrongSecret).1, "Secret/1");
}
