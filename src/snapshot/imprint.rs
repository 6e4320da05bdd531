//! An answer without what varies from run to run.

use std::collections::BTreeSet;

use super::reference::{References, unescaped};
use crate::case::StepRecord;
use crate::oracle::Observed;
use crate::wire::sigv4::sha256_hex;
use crate::wire::xml::{Element, Node, XmlLimits, canonical, parse};
use crate::wire::{Answer, NoAnswer};

/// Bytes of a body that are kept as text; a longer one is kept as its hash.
const READABLE: usize = 64 * 1024;

/// Hex digits of the hash in a label, and in place of a body that is no XML.
const DIGITS: usize = 8;

/// What stays of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Imprint {
    /// Status and code or root: `400 ValidationError`; `no answer (timeout)`.
    pub(super) head: String,
    /// The body's canonical text; empty where there is no body.
    pub(super) text: String,
}

/// What may be answered to a step: one thing. To several sent at once, each thing that was: how often each comes, and
/// whether it does, is a matter of which request is served first.
pub(super) type Answers = BTreeSet<Imprint>;

/// The answers to the steps of a case, in order. Where one of them told a password, no body is kept.
pub(super) fn answers(steps: &[StepRecord], leaked: bool) -> Vec<Answers> {
    let mut references = References::default();
    let together = |one: &StepRecord, next: &StepRecord| one.unordered && next.unordered;
    let mut answers = Vec::new();
    for group in steps.chunk_by(together) {
        let before = references.clone();
        let imprints = group.iter().map(|step| {
            // Which of them came first is no matter: each is numbered as if it were the first.
            if step.unordered {
                references.clone_from(&before);
            }
            Imprint::of(step, leaked, &mut references)
        });
        answers.push(imprints.collect());
        if group.iter().any(|step| step.unordered) {
            references = before;
        }
    }
    answers
}

impl Imprint {
    fn of(step: &StepRecord, leaked: bool, references: &mut References) -> Self {
        let answer = match &step.answer {
            Ok(answer) => answer,
            // Whether a connection ends or is torn down depends on what is still on its way.
            Err(NoAnswer::Reset) => return Self::bare("no answer (closed)"),
            Err(_) => return Self::bare(&Observed::of(&step.answer).short),
        };
        if leaked {
            return Self {
                head: format!("{} (withheld)", answer.status),
                text: "(withheld: leak)".to_owned(),
            };
        }
        for (kind, value) in &step.volatile {
            references.expect(kind, value);
        }
        Self {
            head: plain(&Observed::of(&step.answer).short),
            text: body(answer, references),
        }
    }

    fn bare(head: &str) -> Self {
        Self {
            head: plain(head),
            text: String::new(),
        }
    }

    /// The head, and the hash of the text if there is one: `400 ValidationError~3f2a91c0`.
    pub(super) fn label(&self) -> String {
        if self.text.is_empty() {
            self.head.clone()
        } else {
            format!("{}~{}", self.head, hash(self.text.as_bytes()))
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    sha256_hex(bytes).chars().take(DIGITS).collect()
}

/// One line with single spaces, and nothing that means something in a label.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace(|c: char| c.is_control() || "~|".contains(c), "?")
}

fn body(answer: &Answer, references: &mut References) -> String {
    if answer.body.is_empty() {
        return String::new();
    }
    for (name, value) in &answer.headers {
        let is_id = name.ends_with("request-id") || name.ends_with("requestid");
        if let (true, Ok(value)) = (is_id, std::str::from_utf8(value)) {
            references.expect("request-id", value);
        }
    }
    let kind = plain(answer.header("content-type").unwrap_or("no content type"));
    let tree = (answer.body.len() <= READABLE)
        .then(|| parse(&answer.body, answer.charset(), &XmlLimits::default()));
    let Some(Ok(mut root)) = tree else {
        return opaque(answer, &kind, references);
    };
    expect_ids(&root, references);
    replace(&mut root, references);
    let text = unescaped(&canonical(&root));
    if kind.eq_ignore_ascii_case("text/xml") {
        text
    } else {
        format!("content-type: {kind}\n{text}")
    }
}

fn opaque(answer: &Answer, kind: &str, references: &mut References) -> String {
    let text = std::str::from_utf8(&answer.body)
        .ok()
        .filter(|text| text.len() <= READABLE)
        .map(|text| references.replace(text));
    let bytes = text.as_ref().map_or(&*answer.body, String::as_bytes);
    format!("({kind}, {} bytes, {})", bytes.len(), hash(bytes))
}

/// A request id varies, in whatever style the envelope is.
fn expect_ids(element: &Element, references: &mut References) {
    if element.name.eq_ignore_ascii_case("RequestId") {
        references.expect("request-id", element.text().trim());
    }
    for child in element.elements() {
        expect_ids(child, references);
    }
}

fn replace(element: &mut Element, references: &mut References) {
    for attribute in &mut element.attributes {
        attribute.value = references.replace(&attribute.value);
    }
    for child in &mut element.children {
        match child {
            Node::Text(text) => *text = references.replace(text),
            Node::Element(element) => replace(element, references),
        }
    }
}
