//! Brings a baseline up to date with a run.

use super::diff::diff;
use super::edit::edit;
use super::plan::plan;
use super::{BaselineError, BaselineJudge, Folded, Tried};

/// A run, and the file that is to say what it saw.
#[derive(Clone, Copy, Debug)]
pub struct Update<'a> {
    /// The text of the file; none where there is none yet.
    pub text: Option<&'a str>,
    /// The target, for a new file.
    pub target: &'a str,
    /// Why what is new is so.
    pub reason: Option<&'a str>,
}

/// A baseline that is up to date.
#[derive(Clone, Debug, Default)]
pub struct Updated {
    /// The text of the file.
    pub text: String,
    /// What changed, as `diff -u` shows it.
    pub diff: String,
    /// Entries added.
    pub added: usize,
    /// Entries that pin another answer now.
    pub changed: usize,
    /// Entries removed.
    pub removed: usize,
    /// What breaks a MUST and was not added, for want of a reason.
    pub left_out: Vec<Folded>,
}

impl Update<'_> {
    /// Adds what fails and is not covered, removes what is stale, pins the answer that moved; of an expired entry the date
    /// stays. What breaks a MUST is added with a reason only. An entry that goes hands its reason, tracking and date to
    /// those that take its place.
    ///
    /// # Errors
    /// The text is no baseline.
    pub fn with(
        self,
        mut judge: BaselineJudge,
        tried: &[Tried<'_>],
    ) -> Result<Updated, BaselineError> {
        for case in tried {
            judge.note(case);
        }
        let plan = plan(&judge, tried, self.reason);
        let text = edit(self.text, self.target, &plan)?;
        Ok(Updated {
            diff: diff(self.text.unwrap_or_default(), &text),
            text,
            added: plan.added.len(),
            changed: plan.moved.len(),
            removed: plan.gone.len(),
            left_out: plan.left_out,
        })
    }
}
