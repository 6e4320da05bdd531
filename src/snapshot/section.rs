//! One section's file, as insta writes its own: a head between lines of `---`, then the text. The text is a line a case,
//! sorted, with a label for each answer; and then a legend with what stands behind the labels.
//!
//! ```text
//! ---
//! source: src/snapshot/section.rs
//! description: every case of the section
//! expression: envelope
//! ---
//! envelope/success  200 ChangePasswordResponse~96c6cd4a
//!
//! 200 ChangePasswordResponse~96c6cd4a
//!   <ChangePasswordResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
//!     <ResponseMetadata>
//!       <RequestId><request-id:1></RequestId>
//!     </ResponseMetadata>
//!   </ChangePasswordResponse>
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;

use super::imprint::{Answers, Imprint};
use crate::case::CaseId;

const WHOLE: &str = "description: every case of the section";
const PART: &str = "description: some cases of the section";
/// Between a case and its answers, and between these.
const APART: &str = "  ";
/// Between what may be answered to requests that were sent at once.
const OR: &str = " | ";
/// Before each line of what stands behind a label.
const INDENT: &str = "  ";

/// The recorded answers of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Whether a run of the whole matrix recorded it.
    pub(super) whole: bool,
    /// By case.
    pub(super) cases: BTreeMap<CaseId, Vec<Answers>>,
}

/// What is wrong with a file, and in which line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) line: usize,
    pub(super) reason: &'static str,
}

impl Section {
    /// The whole file, byte for byte as `cargo insta accept` writes it.
    pub(super) fn render(&self, name: &str) -> String {
        let description = if self.whole { WHOLE } else { PART };
        let mut file = format!(
            "---\nsource: src/snapshot/section.rs\n{description}\nexpression: {name}\n---\n"
        );
        let mut legend = BTreeMap::new();
        for (id, answers) in &self.cases {
            file.extend([id.as_str(), APART, &labels(answers), "\n"]);
            let texts = answers.iter().flatten().filter(|it| !it.text.is_empty());
            legend.extend(texts.map(|imprint| (imprint.label(), &imprint.text)));
        }
        for (label, text) in legend {
            // Writing to a text cannot fail.
            let _ = write!(file, "\n{label}\n");
            for line in text.split('\n') {
                file.extend([INDENT, line, "\n"]);
            }
        }
        file
    }

    /// Reads what [`Self::render`] wrote; the head in any order, since insta may have written it.
    pub(super) fn parse(file: &str) -> Result<Self, Malformed> {
        let mut lines = (1..).zip(file.lines()).peekable();
        let broken = |line, reason| Malformed { line, reason };
        if lines.next().map(|(_, line)| line) != Some("---") {
            return Err(broken(1, "no head between two lines of ---"));
        }
        let mut whole = false;
        loop {
            match lines.next() {
                Some((_, "---")) => break,
                Some((_, line)) => whole |= line == WHOLE,
                None => return Err(broken(1, "no head between two lines of ---")),
            }
        }
        let cases: Vec<_> =
            std::iter::from_fn(|| lines.next_if(|(_, line)| !line.is_empty())).collect();
        let mut legend: BTreeMap<&str, Imprint> = BTreeMap::new();
        while let Some((number, label)) = lines.next() {
            if label.is_empty() {
                continue;
            }
            let text: Vec<&str> = std::iter::from_fn(|| {
                let (_, line) = lines.next_if(|(_, line)| line.starts_with(INDENT))?;
                line.strip_prefix(INDENT)
            })
            .collect();
            let (head, _) = label.rsplit_once('~').unwrap_or((label, ""));
            let imprint = Imprint {
                head: head.to_owned(),
                text: text.join("\n"),
            };
            if imprint.label() != label {
                return Err(broken(number, "the text is not the one of this label"));
            }
            legend.insert(label, imprint);
        }
        let mut section = Self {
            whole,
            cases: BTreeMap::new(),
        };
        for (number, line) in cases {
            let mut parts = line.split(APART);
            let id = parts.next().and_then(|id| id.parse().ok());
            let Some(id) = id else {
                return Err(broken(number, "no case stands first"));
            };
            let answers = parts.map(|labels| {
                let labels = labels.split(OR);
                labels.map(|label| imprint(label, &legend)).collect()
            });
            let answers: Option<Vec<Answers>> = answers.collect();
            let Some(answers) = answers.filter(|answers| !answers.is_empty()) else {
                return Err(broken(
                    number,
                    "no answer, or one that stands not in the legend",
                ));
            };
            if section.cases.insert(id, answers).is_some() {
                return Err(broken(number, "the case stands there twice"));
            }
        }
        Ok(section)
    }
}

/// The answers of a case as its line has them.
pub(super) fn labels(answers: &[Answers]) -> String {
    let any = |answers: &Answers| {
        let labels: Vec<_> = answers.iter().map(Imprint::label).collect();
        labels.join(OR)
    };
    answers.iter().map(any).collect::<Vec<_>>().join(APART)
}

/// What a label stands for: an entry of the legend, or a head without a text.
fn imprint(label: &str, legend: &BTreeMap<&str, Imprint>) -> Option<Imprint> {
    legend.get(label).cloned().or_else(|| {
        let is_bare = !label.is_empty() && !label.contains('~');
        is_bare.then(|| Imprint {
            head: label.to_owned(),
            text: String::new(),
        })
    })
}
