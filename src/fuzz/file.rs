//! A sequence as a file: one JSON object on a line. `pwspec replay FILE` plays it, `--corpus DIR` holds many.
//!
//! ```json
//! {"v":1,"type":"sequence","id":"fuzz/status/newpassword.length.unit/400-passwordpolicyviolation",
//!  "checks":["fuzz/status/newpassword.length.unit/400-passwordpolicyviolation:status"],"script":{"opening":{…},"steps":[…]}}
//! ```

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sound::{Unsound, sound};
use super::{Discovery, Script};
use crate::case::{CaseId, FUZZ, Judgement};

/// The name of a sequence that nothing failed in.
const UNNAMED: &str = "sequence";

/// What a line of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Sequence,
}

/// A sequence with the case that it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sequence {
    v: u8,
    #[serde(rename = "type")]
    kind: Kind,
    /// The case; none where nothing failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The checks that failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<String>,
    /// The sequence.
    pub script: Script,
}

/// Text that is no sequence. Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum SequenceError {
    /// It is no JSON of that form.
    #[error("read line {line}: {source} (a sequence of pwspec fuzz is meant)")]
    Malformed {
        /// From 1.
        line: usize,
        /// Why not.
        source: serde_json::Error,
    },
    /// It asks for what cannot be.
    #[error("play line {line}: {source}")]
    Unsound {
        /// From 1.
        line: usize,
        /// What.
        source: Unsound,
    },
    /// It has another name than cases have that the fuzzer makes.
    #[error("play line {line}: the id of a sequence begins with fuzz/")]
    Id {
        /// From 1.
        line: usize,
    },
    /// It is of a later version.
    #[error("read line {line}: it is of version {v}, and this pwspec knows version 1")]
    Version {
        /// From 1.
        line: usize,
        /// The version.
        v: u8,
    },
}

impl From<&Script> for Sequence {
    fn from(script: &Script) -> Self {
        Self {
            v: 1,
            kind: Kind::Sequence,
            id: None,
            checks: Vec::new(),
            script: script.clone(),
        }
    }
}

impl From<&Discovery> for Sequence {
    fn from(discovery: &Discovery) -> Self {
        let failing = discovery.findings.iter();
        let failing = failing.filter(|finding| finding.judgement != Judgement::Note);
        Self {
            id: Some(discovery.id.to_string()),
            checks: failing.map(|finding| finding.id().to_string()).collect(),
            ..Self::from(&discovery.script)
        }
    }
}

impl Sequence {
    /// The line, without its end.
    ///
    /// # Errors
    /// None that is known: every part of a sequence can be written.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Sixteen hex digits that hang on nothing but the sequence.
    pub fn fingerprint(&self) -> String {
        let text = serde_json::to_string(&self.script).unwrap_or_default();
        let digest: [u8; 32] = Sha256::digest(text).into();
        digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The name of its case behind the section.
    pub fn name(&self) -> &str {
        let id = self.id.as_deref().unwrap_or(UNNAMED);
        id.strip_prefix(FUZZ)
            .map_or(id, |rest| rest.trim_start_matches('/'))
    }
}

/// Whether the text is of sequences, and not a report of a run.
pub fn is_of_sequences(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Typed {
        #[serde(rename = "type")]
        kind: String,
    }
    let first = text.lines().find(|line| !line.trim().is_empty());
    first
        .and_then(|line| serde_json::from_str::<Typed>(line).ok())
        .is_some_and(|typed| typed.kind == "sequence")
}

/// Reads sequences, one a line. Total: any text is sequences or an error that names its line.
///
/// # Errors
/// A line is no sequence, or one that cannot be played.
pub fn sequences(text: &str) -> Result<Vec<Sequence>, SequenceError> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(nth, line)| sequence(nth + 1, line)).collect()
}

fn sequence(line: usize, text: &str) -> Result<Sequence, SequenceError> {
    let read: Result<Sequence, _> = serde_json::from_str(text);
    let sequence = read.map_err(|source| SequenceError::Malformed { line, source })?;
    if sequence.v != 1 {
        let v = sequence.v;
        return Err(SequenceError::Version { line, v });
    }
    let of_ours = |id: &String| {
        let rest = id
            .strip_prefix(FUZZ)
            .and_then(|rest| rest.strip_prefix('/'));
        rest.is_some() && id.parse::<CaseId>().is_ok()
    };
    if !sequence.id.as_ref().is_none_or(of_ours) {
        return Err(SequenceError::Id { line });
    }
    sound(&sequence.script).map_err(|source| SequenceError::Unsound { line, source })?;
    Ok(sequence)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fuzz::{Dice, Palette};
    use crate::spec::Model;

    #[test]
    fn whatever_is_drawn_is_written_down_and_read_back() {
        let palette = Palette::whole(Model::compiled_in().unwrap());
        for seed in 0..200 {
            let script = Script::draw(&mut Dice::of(seed), &palette);
            let line = Sequence::from(&script).line().unwrap();
            assert!(is_of_sequences(&line));
            let read = sequences(&line).unwrap();
            assert_eq!(read[0].script, script, "{line}");
            assert_eq!(read[0].script.case("a"), script.case("a"));
        }
    }

    #[test]
    fn what_is_as_any_client_has_it_is_left_out() {
        let text = r#"{"v":1,"type":"sequence","script":{"opening":{"policy":"Any","subjects":["Lane"]},"steps":[{"Send":{"request":{"params":[{"Pair":{"name":{"text":{"Public":"NewPassword"}},"value":{"text":{"Password":"U+00FF*65"}}}}]}}}]}}"#;
        let read = sequences(text).unwrap();
        assert_eq!(read[0].line().unwrap(), text);
        assert_eq!(read[0].name(), "sequence");
    }

    #[test]
    fn what_cannot_be_played_is_refused_with_its_line() {
        let with = |request: &str| {
            format!(
                r#"{{"v":1,"type":"sequence","script":{{"opening":{{"policy":"Any","subjects":["Lane"]}},"steps":[{{"Send":{{"request":{request}}}}}]}}}}"#
            )
        };
        let refused = |text: &str| sequences(text).unwrap_err().to_string();
        let sliced = with(r#"{"params":[],"transport":{"Sliced":0}}"#);
        assert!(refused(&format!("\n{sliced}")).starts_with("play line 2: "));
        for request in [
            r#"{"params":[],"path":"no slash"}"#,
            r#"{"params":[],"method":"GET /x\r\n"}"#,
            r#"{"params":[],"headers":[["A","b\r\nC: d"]]}"#,
            r#"{"params":[],"padding":999999999999}"#,
            r#"{"params":[],"sign":{"Dated":{"seconds":9223372036854775807}}}"#,
        ] {
            assert!(
                refused(&with(request)).starts_with("play line 1: "),
                "{request}"
            );
        }
        assert!(refused("{}").starts_with("read line 1: "));
        let later = with(r#"{"params":[]}"#).replace("\"v\":1", "\"v\":2");
        assert!(refused(&later).contains("version 2"));
        let named = with(r#"{"params":[]}"#).replace("\"script\"", "\"id\":\"form/x\",\"script\"");
        assert!(refused(&named).contains("begins with fuzz/"));
    }

    proptest! {
        #[test]
        fn any_text_is_sequences_or_an_error(text in "\\PC{0,80}") {
            let _ = sequences(&text);
            is_of_sequences(&text);
        }
    }
}
