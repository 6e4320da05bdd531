//! The answers of a recording, to be shown again: without what varied, and with references in its place.

use std::path::Path;
use std::time::Duration;

use super::SnapshotError;
use super::imprint::{Answers, Imprint};
use super::reference::escaped;
use super::set::Set;
use crate::case::CaseId;
use crate::wire::Answer;

/// What a directory of snapshots holds.
#[derive(Debug)]
pub struct RecordedAnswers(Set);

impl RecordedAnswers {
    /// Reads them; there may be none.
    ///
    /// # Errors
    /// A file that cannot be read, or is no snapshot.
    pub fn read(directory: &Path) -> Result<Self, SnapshotError> {
        Set::read(directory, true).map(Self)
    }

    /// The answers to the steps of a case. None unless every one came alone, whole and readable: of requests sent at once
    /// nobody knows which got which.
    pub fn of(&self, section: &str, id: &CaseId) -> Option<Vec<Answer>> {
        self.0.get(section, id)?.iter().map(alone).collect()
    }
}

fn alone(answers: &Answers) -> Option<Answer> {
    let mut answers = answers.iter();
    let one = answers.next()?;
    answers.next().is_none().then(|| answer(one)).flatten()
}

fn answer(imprint: &Imprint) -> Option<Answer> {
    let status = imprint.head.split(' ').next()?.parse().ok()?;
    let (kind, text) = match imprint.text.strip_prefix("content-type: ") {
        Some(rest) => rest.split_once('\n')?,
        None => ("text/xml", imprint.text.as_str()),
    };
    if text.starts_with('(') {
        return None;
    }
    let header = ("content-type".to_owned(), kind.as_bytes().to_vec());
    Some(Answer {
        status,
        headers: (!text.is_empty()).then_some(header).into_iter().collect(),
        body: escaped(text).into_bytes(),
        took: Duration::ZERO,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(head: &str, text: &str) -> Option<Answer> {
        let imprint = Imprint {
            head: head.to_owned(),
            text: text.to_owned(),
        };
        alone(&Answers::from([imprint]))
    }

    #[test]
    fn an_answer_is_shown_with_references_in_place_of_what_varied() {
        let answer = shown(
            "400 <E>",
            "<E>\n  <RequestId><request-id:1></RequestId>\n</E>",
        )
        .unwrap();
        assert_eq!(answer.status, 400);
        assert_eq!(answer.header("content-type"), Some("text/xml"));
        assert_eq!(
            answer.body,
            b"<E>\n  <RequestId>&lt;request-id:1&gt;</RequestId>\n</E>"
        );
        let other = shown("200 <a>", "content-type: application/xml\n<a/>").unwrap();
        assert_eq!(other.header("content-type"), Some("application/xml"));
        assert_eq!(other.body, b"<a/>");
        assert_eq!(shown("204 (empty)", "").unwrap().headers, []);
    }

    #[test]
    fn what_did_not_come_alone_and_readable_is_not_shown() {
        assert_eq!(shown("no answer (timeout)", ""), None);
        assert_eq!(shown("400 (withheld)", "(withheld: leak)"), None);
        assert_eq!(shown("200 (html)", "(text/html, 12 bytes, 00112233)"), None);
        let two = ["400 A", "400 B"].map(|head| Imprint {
            head: head.to_owned(),
            text: String::new(),
        });
        assert_eq!(alone(&Answers::from(two)), None);
    }
}
