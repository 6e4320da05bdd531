//! The embedded endpoint in process, at the other end of a connection in memory: whatever comes in, nothing panics, all that
//! goes out is HTTP and no 5xx. What is signed and framed as the text says is judged by the oracle, and the password in
//! force after it is the one that must be.

use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;

use super::agree::{Broken, Held, must};
use super::memory::Memory;
use super::request_text::{RequestText, SignedAs};
use super::stage::{CURRENT, Stage, USER, now, scope};
use crate::case::{Account, Breach, Permission, PolicyInForce, Sign, Transport};
use crate::oracle::{Caller, Derived, Draft, Exchange, Observed, Outcome, Question, derive, judge};
use crate::password::{Recipe, Secret};
use crate::reference::Seams;
use crate::spec::{AccountPolicy, Model};
use crate::wire::sigv4::{Keys, sign_headers, sign_query};
use crate::wire::{Answer, Field, HttpRequest, fields, gzip};

const EXPIRES: Duration = Duration::from_secs(300);
/// What would change how the request is framed or signed in fact.
const TAKEN_AWAY: [&str; 6] = [
    "x-amz-",
    "authorization",
    "content-encoding",
    "content-length",
    "transfer-encoding",
    "expect",
];
/// Header lines that any server takes.
const LINES: usize = 60;

/// The endpoint that is tried.
pub struct ReferenceRequest {
    stage: Stage,
    memory: Memory,
}

impl Default for ReferenceRequest {
    fn default() -> Self {
        Self::with(Seams::default())
    }
}

impl ReferenceRequest {
    /// An endpoint that departs so.
    pub fn with(seams: Seams) -> Self {
        Self {
            stage: Stage::new(seams),
            memory: Memory::new(),
        }
    }
}

/// What came of a request: the answer in a few words, and what was to come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    unsigned: Vec<u16>,
    came: String,
    wanted: String,
}

impl fmt::Display for Agreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each: Vec<String> = self.unsigned.iter().map(u16::to_string).collect();
        write!(f, "{} (of {})", self.came, self.wanted)?;
        write!(f, "; as it stands {}", each.join(" "))
    }
}

/// What the oracle judges by.
struct Page {
    model: Model,
    policy: PolicyInForce,
    user: Account,
    secrets: [(Option<&'static str>, Secret); 1],
}

static PAGE: LazyLock<Page> = LazyLock::new(|| {
    let current = Secret::new(Recipe::current(), CURRENT.as_bytes().to_vec());
    Page {
        model: Model::compiled_in().expect("the model is compiled in"),
        policy: PolicyInForce::Set(AccountPolicy::RELAXED),
        user: Account::new(
            USER.to_owned(),
            Some(current.clone()),
            Permission::InlineVariable,
        ),
        secrets: [(None, current)],
    }
});

/// Tries a request.
///
/// # Errors
/// What does not hold of it.
pub fn reference_request(endpoint: &ReferenceRequest, bytes: &[u8]) -> Held<Agreed> {
    let (stage, memory) = (&endpoint.stage, &endpoint.memory);
    let unsigned = as_it_stands(&memory.say(&stage.engine, bytes)?)?;
    let mut text = RequestText::read(bytes)
        .without(&TAKEN_AWAY)
        .without_signature();
    text.http.headers.truncate(LINES);
    let text = text.with_host();
    let transport = text.frame.transport();
    let mut http = text.http;
    if *transport == Transport::Gzip {
        http.body = gzip(&http.body);
        let coding = ("Content-Encoding".to_owned(), "gzip".to_owned());
        http.headers.push(coding);
    }
    let sign = sign(&mut http, text.sign, &stage.keys)?;
    let derived = derive(&Question {
        model: &PAGE.model,
        http: &http,
        prefix: "",
        caller: Caller::User(&PAGE.user),
        sign: &sign,
        transport,
        policy: &PAGE.policy,
    });
    let answer = memory.ask(&stage.engine, &http, transport);
    let observed = Observed::of(&answer);
    let drafts = judge(
        &PAGE.model,
        &Exchange {
            derived: &derived,
            method: &http.method,
            answer: &answer,
            observed: &observed,
            secrets: &PAGE.secrets,
            public: &quotable(&http),
            repeated_id: false,
        },
    );
    let held = agrees(&http, &observed, &drafts)
        .and_then(|()| is_in_force(stage, &derived, observed.outcome));
    if held.is_err() || observed.outcome == Outcome::Accepted {
        stage.reset();
    }
    held?;
    Ok(Agreed {
        unsigned,
        came: observed.short,
        wanted: derived.expect.wanted(&derived.action),
    })
}

/// The statuses of what is answered to bytes that nobody has signed: they are served in nothing, and a 5xx is one that HTTP has
/// for what a server does not know.
fn as_it_stands(answers: &[Answer]) -> Held<Vec<u16>> {
    for answer in answers {
        let refused = matches!(answer.status, 300..=499 | 501 | 505);
        must(refused, &format!("as it stands: {}", answer.status))?;
    }
    Ok(answers.iter().map(|answer| answer.status).collect())
}

/// What is sent as the name of an operation or of a version: an answer may quote it, and it is no secret, whatever it holds.
fn quotable(http: &HttpRequest) -> Vec<String> {
    let (_, query) = http.target.split_once('?').unwrap_or_default();
    fields(query.as_bytes())
        .chain(fields(&http.body))
        .filter(|field| field.name == b"Action" || field.name == b"Version")
        .map(|field| String::from_utf8_lossy(&field.value).into_owned())
        .collect()
}

/// Signs the request; how it was done in fact.
fn sign(http: &mut HttpRequest, how: SignedAs, keys: &Keys) -> Held<Sign> {
    let wrong = Keys::new(&keys.access, "another secret", None);
    let (done, sign) = match how {
        SignedAs::Header => (sign_headers(http, keys, &scope(), now()), Sign::Header),
        SignedAs::Query => {
            let sign = Sign::Query { expires: EXPIRES };
            (sign_query(http, keys, &scope(), now(), EXPIRES), sign)
        }
        SignedAs::Nobody => (Ok(()), Sign::None),
        SignedAs::WrongSecret => (
            sign_headers(http, &wrong, &scope(), now()),
            Sign::Broken(Breach::WrongSecret),
        ),
    };
    done.map_err(|error| Broken(format!("it cannot be signed: {error}")))?;
    Ok(sign)
}

/// The oracle finds nothing but what it tolerates. Of other operations it knows nothing: their answers are judged for sanity alone.
fn agrees(http: &HttpRequest, observed: &Observed, drafts: &[Draft]) -> Held<()> {
    let by_name = |field: &Field| field.name == b"Action" && field.value != b"ChangePassword";
    let (_, query) = http.target.split_once('?').unwrap_or_default();
    let mut named = fields(query.as_bytes()).chain(fields(&http.body));
    if let Some(status) = observed.status
        && named.any(|field| by_name(&field))
        && observed.code() != Some("InvalidAction")
    {
        return must(matches!(status, 200..=499 | 501 | 505), "a 5xx");
    }
    match drafts.iter().find(|draft| !draft.note) {
        None => Ok(()),
        Some(draft) => Err(Broken(format!(
            "{}: wanted {}, got {} ({}) {:?}",
            draft.check, draft.wanted, draft.got, draft.clause, draft.context
        ))),
    }
}

/// After a refusal the old password, and after an acceptance one of those that may be.
fn is_in_force(stage: &Stage, derived: &Derived, outcome: Outcome) -> Held<()> {
    if outcome != Outcome::Accepted {
        return must(
            stage.in_force(CURRENT.as_bytes()),
            "a refused request has changed the password",
        );
    }
    let mut after = derived.after.iter();
    must(
        after.any(|password| stage.in_force(password)),
        "an accepted change is not in force",
    )
}

#[cfg(test)]
mod tests {
    use super::super::framed::Framed;
    use super::*;

    #[test]
    fn every_framing_of_a_change_agrees_by_whomever_it_is_signed() {
        let endpoint = ReferenceRequest::default();
        let form = format!(
            "Action=ChangePassword&Version=2010-05-08&OldPassword={CURRENT}&NewPassword=Another-Password-2"
        );
        let post =
            format!("POST / HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n{form}");
        let mut changed = 0;
        for text in [post, format!("GET /?{form} HTTP/1.1\n\n")] {
            let mut text = RequestText::read(text.as_bytes());
            for frame in 0..=u8::MAX {
                text.frame = Framed::any(frame);
                for sign in SignedAs::ALL {
                    text.sign = sign;
                    let held = reference_request(&endpoint, &text.to_bytes());
                    let came = held
                        .unwrap_or_else(|broken| panic!("{text:?}: {broken}"))
                        .came;
                    changed += usize::from(came == "200 ChangePasswordResponse");
                }
                if frame > 0 && text.frame == Framed::default() {
                    break;
                }
            }
        }
        assert!(changed > 40, "{changed}");
    }

    #[test]
    fn what_is_no_http_is_refused_in_http() {
        let endpoint = ReferenceRequest::default();
        for (bytes, statuses) in [
            (&b"\0\xff"[..], &[400_u16][..]),
            (b"GET / HTTP/9.9\r\n\r\n", &[400]),
            (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", &[400]),
        ] {
            let agreed = reference_request(&endpoint, bytes).unwrap();
            assert_eq!(agreed.unsigned, statuses, "{}", bytes.escape_ascii());
        }
    }
}
