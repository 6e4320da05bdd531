//! Signatures: nothing that a stranger writes verifies, what is signed does, and with any bit of it changed, or a parameter
//! more, it does no more.

use std::fmt;
use std::time::Duration;

use super::agree::{Broken, Held, agree, must};
use super::framed::Framed;
use super::request_text::{RequestText, SignedAs};
use super::stage::{Stage, code, now, scope};
use crate::reference::{Reply, Seams};
use crate::wire::sigv4::{Keys, sign_headers, sign_query};
use crate::wire::{Field, HttpRequest, fields};

const EXPIRES: Duration = Duration::from_secs(300);
/// What is answered to who has not signed.
const STRANGERS: [&str; 5] = [
    "ExpiredToken",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "MissingAuthenticationToken",
    "SignatureDoesNotMatch",
];

/// The endpoint that is tried.
pub struct Sigv4Verify {
    stage: Stage,
}

impl Default for Sigv4Verify {
    fn default() -> Self {
        Self::with(Seams::default())
    }
}

impl Sigv4Verify {
    /// An endpoint that departs so. Whoever asks is identified before it is known for what.
    pub fn with(mut seams: Seams) -> Self {
        seams.authenticate.first = true;
        Self {
            stage: Stage::new(seams),
        }
    }
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// It was not read: the status.
    NotAdmitted(u16),
    /// It brought a signature of its own: the code.
    Stranger(String),
    /// It verified, and changed it did not.
    Signed,
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAdmitted(status) => write!(f, "not admitted: {status}"),
            Self::Stranger(code) => f.write_str(code),
            Self::Signed => f.write_str("verified, and changed no more"),
        }
    }
}

/// Tries a request.
///
/// # Errors
/// What does not hold of it.
pub fn sigv4_verify(endpoint: &Sigv4Verify, bytes: &[u8]) -> Held<Verified> {
    let stage = &endpoint.stage;
    let text = RequestText::read(bytes);
    if brings_its_own(&text.http) {
        return stranger(stage, &text.http);
    }
    // What the endpoint reads of these is another matter than how they are signed.
    let text = text.without(&["x-amz-"]).with_host();
    let mut signed = text.http.clone();
    sign(&mut signed, text.sign, &stage.keys)?;
    let reply = ask(stage, &signed)?;
    let Some(verifies) = is_known(&reply) else {
        return Ok(Verified::NotAdmitted(reply.status));
    };
    let should = matches!(text.sign, SignedAs::Header | SignedAs::Query);
    agree("whether it verifies", &verifies, &should)?;
    if !should {
        return Ok(Verified::Stranger(code(&reply).unwrap_or_default()));
    }
    let mut changes = 0;
    for changed in changed(&signed, bytes) {
        if let Some(verifies) = is_known(&ask(stage, &changed)?) {
            let still_right = is_signed_right(&changed, text.sign, stage)?;
            agree("whether it verifies changed", &verifies, &still_right)?;
            changes += usize::from(!still_right);
        }
    }
    must(changes > 0, "no change of it was tried")?;
    Ok(Verified::Signed)
}

fn brings_its_own(http: &HttpRequest) -> bool {
    let (_, query) = http.target.split_once('?').unwrap_or_default();
    let mut fields = fields(query.as_bytes());
    let is_authorization =
        |(name, _): &(String, String)| name.eq_ignore_ascii_case("authorization");
    http.headers.iter().any(is_authorization)
        || fields.any(|field| field.name.starts_with(b"X-Amz-"))
}

/// Nobody who does not know the secret is let in.
fn stranger(stage: &Stage, http: &HttpRequest) -> Held<Verified> {
    let reply = ask(stage, http)?;
    match is_known(&reply) {
        None => Ok(Verified::NotAdmitted(reply.status)),
        Some(false) => Ok(Verified::Stranger(code(&reply).unwrap_or_default())),
        Some(true) => Err(Broken(
            "a signature that a stranger wrote verifies".to_owned(),
        )),
    }
}

fn sign(http: &mut HttpRequest, sign: SignedAs, keys: &Keys) -> Held<()> {
    let wrong = Keys::new(&keys.access, "another secret", None);
    let done = match sign {
        SignedAs::Header => sign_headers(http, keys, &scope(), now()),
        SignedAs::Query => sign_query(http, keys, &scope(), now(), EXPIRES),
        SignedAs::WrongSecret => sign_headers(http, &wrong, &scope(), now()),
        SignedAs::Nobody => Ok(()),
    };
    done.map_err(|error| Broken(format!("it cannot be signed: {error}")))
}

fn ask(stage: &Stage, http: &HttpRequest) -> Held<Reply> {
    let reply = stage.engine.handle(http, now());
    must(
        (200..500).contains(&reply.status),
        "a client's mistake is answered with a 5xx",
    )?;
    Ok(reply)
}

/// Whether the endpoint knows who asks; none where it has not come so far.
fn is_known(reply: &Reply) -> Option<bool> {
    if reply.status != 200 && reply.body.is_empty() {
        return None;
    }
    let code = code(reply);
    Some(code.is_none_or(|code| !STRANGERS.contains(&code.as_str())))
}

/// The request as it is now, signed anew, has the signature that it carries: what was changed was not signed, or says the same
/// in another spelling.
fn is_signed_right(http: &HttpRequest, how: SignedAs, stage: &Stage) -> Held<bool> {
    let bare = RequestText {
        http: http.clone(),
        sign: how,
        frame: Framed::default(),
    };
    let mut again = bare
        .without(&["x-amz-", "authorization"])
        .without_signature()
        .http;
    sign(&mut again, how, &stage.keys)?;
    Ok(signature(&again) == signature(http))
}

/// All that speaks of a signature: headers, and parameters of the query.
fn signature(http: &HttpRequest) -> (Vec<&(String, String)>, Vec<Field>) {
    let of_headers = |(name, _): &&(String, String)| {
        name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("x-amz-date")
    };
    let (_, query) = http.target.split_once('?').unwrap_or_default();
    let of_query = |field: &Field| field.name.starts_with(b"X-Amz-");
    (
        http.headers.iter().filter(of_headers).collect(),
        fields(query.as_bytes()).filter(of_query).collect(),
    )
}

/// The request with one bit of it changed, in each of its parts; where, the input says. And once with a parameter more.
fn changed(signed: &HttpRequest, bytes: &[u8]) -> Vec<HttpRequest> {
    let turn = bytes.iter().fold(17, |turn: usize, byte| {
        turn.wrapping_mul(31) + usize::from(*byte)
    });
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut HttpRequest)| {
        let mut other = signed.clone();
        change(&mut other);
        if other != *signed {
            all.push(other);
        }
    };
    with(&|http| http.target = flipped(&http.target, turn));
    with(&|http| {
        let separator = if http.target.contains('?') { '&' } else { '?' };
        http.target.push(separator);
        // The parameter that the matrix adds, and that a seeded fault overlooks.
        http.target.push_str("Tampered=1");
    });
    with(&|http| http.method = flipped(&http.method, turn));
    with(&|http| {
        let at = turn % http.body.len().max(1);
        if let Some(byte) = http.body.get_mut(at) {
            *byte ^= 1 << (turn % 8);
        }
    });
    for at in 0..signed.headers.len() {
        with(&|http| http.headers[at].1 = flipped(&http.headers[at].1, turn));
    }
    // The last digits are the signature's, wherever it stands.
    with(&|http| {
        let is_authorization =
            |(name, _): &&mut (String, String)| name.eq_ignore_ascii_case("authorization");
        let found = http.headers.iter_mut().find(is_authorization);
        let text = found.map_or(&mut http.target, |(_, value)| value);
        let at = text.len().saturating_sub(1 + turn % 64);
        let digit = text
            .get(at..=at)
            .and_then(|digit| u8::from_str_radix(digit, 16).ok());
        if let Some(digit) = digit {
            text.replace_range(at..=at, &format!("{:x}", digit ^ (1 << (turn % 4))));
        }
    });
    all
}

/// One bit of an ASCII character changed, which stays one that is no control character.
fn flipped(text: &str, turn: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let at = turn % bytes.len().max(1);
    if let Some(byte) = bytes.get_mut(at).filter(|byte| byte.is_ascii_graphic()) {
        let changed = *byte ^ (1 << (turn % 5));
        if changed.is_ascii_graphic() {
            *byte = changed;
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
