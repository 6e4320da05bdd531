//! What a run told, read from its report (`fixtures/events.schema.json`).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// What a run told.
#[derive(Debug, Default)]
pub struct Told {
    /// The day on which it ended, in UTC.
    pub day: String,
    /// The version of the harness.
    pub pwspec: String,
    /// The first words of ids, with what became of the cases.
    pub sections: BTreeMap<String, Counts>,
    /// What failed, by check.
    pub findings: BTreeMap<String, Finding>,
    pub summary: Summary,
}

/// Cases by verdict.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub pass: usize,
    pub fail: usize,
    pub blocked: usize,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    pub case: String,
    pub check: String,
    pub clause: Option<String>,
    pub level: Option<String>,
    pub provenance: Option<String>,
    pub verdict: String,
    pub wanted: String,
    pub got: String,
    pub sent: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Summary {
    pub pass: usize,
    pub fail: usize,
    pub blocked: usize,
    pub exchanges: usize,
    pub exit: i32,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Event {
    Run {
        pwspec: String,
    },
    Case {
        id: String,
        verdict: String,
    },
    Finding(Finding),
    Summary(Summary),
    #[serde(other)]
    Else,
}

impl Told {
    /// Reads the report. The error completes "failed to ...".
    pub fn read(path: &Path) -> Result<Self, String> {
        let named = |error: &dyn std::fmt::Display| format!("read {}: {error}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| named(&error))?;
        let ended = path.metadata().and_then(|data| data.modified());
        let ended = jiff::Timestamp::try_from(ended.map_err(|error| named(&error))?);
        let mut told = Self {
            day: ended
                .map_err(|error| named(&error))?
                .strftime("%Y-%m-%d")
                .to_string(),
            ..Self::default()
        };
        for line in text.lines() {
            told.take(serde_json::from_str(line).map_err(|error| named(&error))?);
        }
        Ok(told)
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Run { pwspec } => self.pwspec = pwspec,
            Event::Case { id, verdict } => {
                let (section, _) = id.split_once('/').unwrap_or((&id, ""));
                let counts = self.sections.entry(section.to_owned()).or_default();
                match verdict.as_str() {
                    "pass" => counts.pass += 1,
                    "blocked" => counts.blocked += 1,
                    _ => counts.fail += 1,
                }
            }
            Event::Finding(finding) if finding.verdict == "fail" => {
                let check = finding.check.clone();
                self.findings.entry(check).or_insert(finding);
            }
            Event::Summary(summary) => self.summary = summary,
            Event::Finding(_) | Event::Else => {}
        }
    }
}
