//! A run as `--report ndjson=PATH` has written it, read back: `fixtures/events.schema.json`.

use serde::Deserialize;
use serde::de::Error as _;

use crate::case::{Judgement, Lane, Verdict};

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Recorded {
    /// The start.
    Run {
        /// The endpoints.
        targets: Vec<String>,
    },
    /// What became of a case.
    Case {
        /// The endpoint.
        target: String,
        /// The case.
        id: String,
        /// What became of it.
        verdict: Verdict,
    },
    /// A check that failed.
    Finding {
        /// The endpoint.
        target: String,
        /// The case.
        case: String,
        /// The check, with its case.
        check: String,
        /// Which question it answers.
        lane: Lane,
        /// What becomes of it.
        verdict: Judgement,
        /// What came.
        got: String,
    },
    /// What later versions have added, and what nobody asks for here.
    #[serde(other)]
    Other,
}

/// A line that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("read line {line}: {source} (a file that --report ndjson=PATH wrote is meant)")]
pub struct RecordedError {
    /// From 1.
    pub line: usize,
    /// Why not.
    pub source: serde_json::Error,
}

/// Reads a report. Total: any text is a report or an error that names its line. Empty lines are passed over.
///
/// # Errors
/// A line is no event.
pub fn recorded(text: &str) -> Result<Vec<Recorded>, RecordedError> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(nth, line)| {
            let read = match line.trim_start().starts_with('{') {
                true => serde_json::from_str(line),
                // The members of an event could be told by their places as well.
                false => Err(serde_json::Error::custom("an event is an object")),
            };
            read.map_err(|source| RecordedError {
                line: nth + 1,
                source,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_read_back_and_what_is_new_is_passed_over() {
        let text = "{\"v\":1,\"type\":\"later\",\"x\":{}}\n\n{\"v\":1,\"type\":\"finding\",\"target\":\"t\",\"case\":\"a/b\",\"check\":\"a/b:status\",\"lane\":\"clause\",\"clause\":\"C\",\"level\":\"MUST\",\"provenance\":\"docs\",\"verdict\":\"fail\",\"wanted\":\"w\",\"got\":\"g\",\"sent\":\"s\"}\n";
        let read = recorded(text).unwrap();
        assert_eq!(read[0], Recorded::Other);
        assert!(
            matches!(&read[1], Recorded::Finding { case, verdict: Judgement::Fail, .. } if case == "a/b")
        );
    }

    #[test]
    fn a_line_that_is_no_event_is_named() {
        let error = recorded("{\"type\":\"run\",\"targets\":[]}\nnot json\n").unwrap_err();
        assert!(error.to_string().starts_with("read line 2: "), "{error}");
        let error = recorded("[\"other\"]").unwrap_err();
        assert!(error.to_string().contains("is an object"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_report_or_an_error(text in "\\PC{0,80}") {
            let _ = recorded(&text);
        }
    }
}
