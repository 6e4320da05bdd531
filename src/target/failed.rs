//! Why a call failed.

use crate::wire::sigv4::SignError;
use crate::wire::xml::XmlError;
use crate::wire::{Answer, NoAnswer};

/// Of an endpoint's words that much is shown at most, in characters.
const SHOWN: usize = 300;

/// A call that did not do what it was for. Names the action, never a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action} {why}")]
pub struct CallFailed {
    /// The action.
    pub action: &'static str,
    /// Why.
    pub why: Why,
}

/// Why a call failed. Completes "CreateUser …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It could not be signed.
    #[error("could not be signed: {0}")]
    NotSigned(#[from] SignError),
    /// No answer came.
    #[error("got no answer: {0}")]
    NoAnswer(#[from] NoAnswer),
    /// It was refused, in an error document of some kind.
    #[error("was refused with {status} {code}{}", in_brackets(message))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The error's code.
        code: String,
        /// What the endpoint says about it, unless that may hold a password.
        message: Option<String>,
    },
    /// The answer is none of IAM's.
    #[error("was answered {status} with {what}")]
    Foreign {
        /// The HTTP status.
        status: u16,
        /// What came: `an HTML page`.
        what: String,
    },
    /// It was accepted, but the answer lacks what was asked for.
    #[error("was answered 200 with <{root}> that holds no {element}")]
    Lacks {
        /// The answer's root element.
        root: String,
        /// What should be there.
        element: &'static str,
    },
    /// The list has a page that names an earlier one as the next, or more pages than are read.
    #[error("was answered with a list that does not end")]
    Endless,
}

impl Why {
    /// It was refused. What the endpoint says is cut and freed of what a terminal would obey.
    pub(super) fn refused(status: u16, code: &str, message: Option<&str>) -> Self {
        Self::Refused {
            status,
            code: printable(code),
            message: message.map(printable).filter(|text| !text.is_empty()),
        }
    }

    /// The answer leads elsewhere, or its body is coded, empty, a web page, or what else is no XML.
    pub(super) fn foreign(answer: &Answer, error: &XmlError) -> Self {
        let (status, body) = (answer.status, answer.body.as_slice());
        let start = body.get(..256).unwrap_or(body).trim_ascii_start();
        let page = [b"<!doctype html".as_slice(), b"<html"];
        let is = |tag: &&[u8]| {
            start
                .get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag))
        };
        let what = match (error, answer.obstacle()) {
            (_, Some(obstacle)) => format!("what is {obstacle}"),
            (XmlError::Empty, _) => "an empty body".to_owned(),
            _ if page.iter().any(is) => "an HTML page".to_owned(),
            _ => format!("a body that cannot be read as XML ({error})"),
        };
        Self::Foreign { status, what }
    }
}

impl CallFailed {
    /// The error's code, if the endpoint gave one.
    pub fn code(&self) -> Option<&str> {
        match &self.why {
            Why::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The HTTP status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match &self.why {
            Why::Refused { status, .. } | Why::Foreign { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// What it is about is not there.
    pub fn is_no_such_entity(&self) -> bool {
        self.code() == Some("NoSuchEntity")
    }

    /// The call was refused as the client's mistake, or never reached anybody: nothing can have come of it.
    pub fn did_nothing(&self) -> bool {
        match &self.why {
            Why::Refused { status, .. } => (400..500).contains(status),
            Why::NoAnswer(no_answer) => no_answer.is_unreachable(),
            Why::NotSigned(_) => true,
            Why::Foreign { .. } | Why::Lacks { .. } | Why::Endless => false,
        }
    }

    /// Why nobody can be reached, if it is that.
    pub fn unreachable(&self) -> Option<&NoAnswer> {
        match &self.why {
            Why::NoAnswer(no_answer) if no_answer.is_unreachable() => Some(no_answer),
            _ => None,
        }
    }
}

fn printable(text: &str) -> String {
    let cleaned = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c });
    let mut cut: String = cleaned.clone().take(SHOWN).collect();
    if cleaned.count() > SHOWN {
        cut.push('…');
    }
    cut
}

fn in_brackets(message: &Option<String>) -> String {
    message
        .as_ref()
        .map_or_else(String::new, |message| format!(" ({message})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::time::Duration;

    use crate::target::call::Call;

    #[test]
    fn a_refusal_names_the_action_the_status_and_the_code() {
        let call = Call::iam("CreateUser");
        let refused = |message| {
            call.failed(Why::refused(403, "AccessDenied", message))
                .to_string()
        };
        assert_eq!(
            refused(None),
            "CreateUser was refused with 403 AccessDenied"
        );
        assert_eq!(
            refused(Some("no\u{1b}[2J rights\n")),
            "CreateUser was refused with 403 AccessDenied (no [2J rights)"
        );
        assert!(refused(Some(&"x".repeat(5000))).chars().count() < 400);
    }

    #[test]
    fn a_body_that_is_no_xml_is_told_for_what_it_is() {
        let what = |body: &[u8], error| {
            let answer = Answer {
                status: 500,
                headers: Vec::new(),
                body: body.to_vec(),
                took: Duration::ZERO,
            };
            Why::foreign(&answer, &error).to_string()
        };
        let broken = XmlError::NotWellFormed {
            at: 3,
            reason: "text outside of the root element",
        };
        assert_eq!(
            what(b"", XmlError::Empty),
            "was answered 500 with an empty body"
        );
        assert_eq!(
            what(b"\n<!DOCTYPE HTML><title>", broken.clone()),
            "was answered 500 with an HTML page"
        );
        assert_eq!(
            what(b"{}", broken),
            "was answered 500 with a body that cannot be read as XML (not well-formed at byte 3: text outside of \
             the root element)"
        );
    }
}
