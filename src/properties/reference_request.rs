//! The embedded endpoint in process: whatever is asked, nothing panics, no 5xx comes, the oracle agrees with the answer and
//! with what is in force after it.

use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;

use super::agree::{Broken, Held, must};
use super::request_text::{RequestText, SignedAs};
use super::stage::{CURRENT, Stage, USER, now, scope};
use crate::case::{Account, Breach, Permission, PolicyInForce, Sign, Transport};
use crate::oracle::{Caller, Derived, Draft, Exchange, Observed, Outcome, Question, derive, judge};
use crate::password::{Recipe, Secret};
use crate::reference::{Reply, Seams};
use crate::spec::{AccountPolicy, Model};
use crate::wire::sigv4::{Keys, sign_headers, sign_query};
use crate::wire::{Answer, Field, HttpRequest, fields};

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

/// The endpoint that is tried.
pub struct ReferenceRequest {
    stage: Stage,
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
        }
    }
}

/// What came of a request: the answer in a few words, and what was to come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    came: String,
    wanted: String,
}

impl fmt::Display for Agreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (of {})", self.came, self.wanted)
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
    let stage = &endpoint.stage;
    let text = RequestText::read(bytes)
        .without(&TAKEN_AWAY)
        .without_signature()
        .with_host();
    let mut http = text.http;
    let sign = sign(&mut http, text.sign, &stage.keys)?;
    let derived = derive(&Question {
        model: &PAGE.model,
        http: &http,
        prefix: "",
        caller: Caller::User(&PAGE.user),
        sign: &sign,
        transport: &Transport::Plain,
        policy: &PAGE.policy,
    });
    let reply = stage.engine.handle(&http, now());
    let answer = Ok(answer(reply));
    let observed = Observed::of(&answer);
    let drafts = judge(
        &PAGE.model,
        &Exchange {
            derived: &derived,
            method: &http.method,
            answer: &answer,
            observed: &observed,
            secrets: if is_echoed(&http) { &[] } else { &PAGE.secrets },
            public: &[],
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
        came: observed.short,
        wanted: derived.expect.wanted(&derived.action),
    })
}

/// Whether the password is sent as what the answer may name: it was no secret then.
fn is_echoed(http: &HttpRequest) -> bool {
    let (_, query) = http.target.split_once('?').unwrap_or_default();
    let named = |field: &Field| field.name == b"Action" || field.name == b"Version";
    let holds = |field: &Field| String::from_utf8_lossy(&field.value).contains(CURRENT);
    let mut all = fields(query.as_bytes()).chain(fields(&http.body));
    all.any(|field| named(&field) && holds(&field))
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

fn answer(reply: Reply) -> Answer {
    let headers = reply.headers.into_iter();
    Answer {
        status: reply.status,
        headers: headers
            .map(|(name, value)| (name.to_ascii_lowercase(), value.into_bytes()))
            .collect(),
        body: reply.body,
        took: Duration::ZERO,
    }
}

/// The oracle finds nothing. Of other operations it knows nothing: their answers are judged for sanity alone.
fn agrees(http: &HttpRequest, observed: &Observed, drafts: &[Draft]) -> Held<()> {
    let status = observed.status.unwrap_or_default();
    must((200..500).contains(&status), "a 5xx")?;
    let by_name = |field: &Field| field.name == b"Action" && field.value != b"ChangePassword";
    let (_, query) = http.target.split_once('?').unwrap_or_default();
    let mut named = fields(query.as_bytes()).chain(fields(&http.body));
    if named.any(|field| by_name(&field)) && observed.code() != Some("InvalidAction") {
        return Ok(());
    }
    match drafts.first() {
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
