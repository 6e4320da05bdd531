//! The entries of a file.

use super::Entry;
use crate::case::{Finding, Judgement, Lane};

/// The known failures of a target.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    pub(super) target: String,
    pub(super) entries: Vec<Entry>,
}

impl Baseline {
    /// The target, in the words of whoever keeps the file.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry that excuses the finding: it names the check, and pins what was observed. A drift from recorded answers is
    /// never excused: it is recorded, or mended.
    pub fn excuses(&self, finding: &Finding) -> Option<&Entry> {
        let may_be = finding.lane == Lane::Clause && finding.judgement == Judgement::Fail;
        let excuses = |entry: &&Entry| entry.pins(finding);
        self.entries.iter().find(|entry| may_be && excuses(entry))
    }
}
