//! An answer, read once.

use crate::wire::xml::{self, Envelope, XmlLimits};
use crate::wire::{Answer, NoAnswer};

/// Whether the endpoint says that it did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It says so.
    Accepted,
    /// It says that it did not.
    Refused,
    /// It does not say: no answer, a 5xx, or a success status around an error.
    Unclear,
}

/// What can be read of an answer.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The HTTP status; none where no answer came.
    pub status: Option<u16>,
    /// The envelope, or why there is none.
    pub envelope: Result<Envelope, String>,
    /// Whether the body says that it is XML and is not well-formed, or not in the encoding that it declares.
    pub ill_formed: bool,
    /// What it says of the request.
    pub outcome: Outcome,
    /// In a few stable words: `400 PasswordPolicyViolation`, `200 ChangePasswordResponse`, `no answer (timeout)`.
    pub short: String,
}

impl Observed {
    /// Reads the answer.
    pub fn of(answer: &Result<Answer, NoAnswer>) -> Self {
        match answer {
            Ok(answer) => Self::of_answer(answer),
            Err(failure) => Self {
                status: None,
                envelope: Err("no answer".to_owned()),
                ill_formed: false,
                outcome: Outcome::Unclear,
                short: format!("no answer ({})", failure.short()),
            },
        }
    }

    fn of_answer(answer: &Answer) -> Self {
        let root = if answer.body.is_empty() {
            Err("the body is empty".to_owned())
        } else if let Some(obstacle) = answer.obstacle() {
            Err(format!("it is {obstacle}"))
        } else {
            xml::parse(&answer.body, answer.charset(), &XmlLimits::default())
                .map_err(|error| error.to_string())
        };
        let ill_formed = root.is_err() && !answer.body.is_empty() && says_xml(answer);
        let name = root.as_ref().ok().map(|root| root.name.clone());
        let envelope =
            root.and_then(|root| xml::envelope(&root).map_err(|error| error.to_string()));
        let outcome = match (answer.status, &envelope) {
            (200..=299, Ok(Envelope::Error(_))) => Outcome::Unclear,
            (200..=299, _) => Outcome::Accepted,
            (300..=499, _) => Outcome::Refused,
            _ => Outcome::Unclear,
        };
        let words = match &envelope {
            Ok(Envelope::Error(error)) => error.code.clone(),
            Ok(Envelope::Success(success)) => Some(success.root.clone()),
            Err(_) => name.map(|name| format!("<{}>", shortened(&name))),
        };
        let words = words.filter(|words| !words.is_empty()).map_or_else(
            || format!("({})", kind_of_body(answer)),
            |words| shortened(&words),
        );
        Self {
            status: Some(answer.status),
            envelope,
            ill_formed,
            outcome,
            short: format!("{} {words}", answer.status),
        }
    }

    /// The error code, where there is an error envelope with one.
    pub fn code(&self) -> Option<&str> {
        match &self.envelope {
            Ok(Envelope::Error(error)) => error.code.as_deref(),
            _ => None,
        }
    }

    /// The request id of the envelope.
    pub fn request_id(&self) -> Option<&str> {
        match &self.envelope {
            Ok(Envelope::Error(error)) => error.request_id.as_deref(),
            Ok(Envelope::Success(success)) => success.request_id.as_deref(),
            Err(_) => None,
        }
    }
}

fn says_xml(answer: &Answer) -> bool {
    let kind = answer.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.to_ascii_lowercase().ends_with("xml")
}

/// What the body is where it is no envelope.
fn kind_of_body(answer: &Answer) -> String {
    if answer.body.is_empty() {
        return "empty body".to_owned();
    }
    let kind = answer.header("content-type").unwrap_or("no content type");
    kind.split(';')
        .next()
        .unwrap_or(kind)
        .trim()
        .chars()
        .take(40)
        .collect()
}

/// What an endpoint writes is told at most so long.
fn shortened(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .take(60)
        .collect()
}

#[cfg(test)]
#[path = "observed_tests.rs"]
mod tests;
