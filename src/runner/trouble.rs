//! What keeps a run from costing more than it tells: sections that hang, an endpoint that is gone for good.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::event::CaseResult;
use super::shared::Shared;
use crate::case::{Block, Case, Check, Finding};
use crate::target::Why;
use crate::wire::NoAnswer;

/// Hangs of one section after which the rest of it is taken for the same.
const HANGS: usize = 3;
/// Cases in a row to which nothing was answered, after which the endpoint is asked something else.
const SILENT: usize = 8;
/// Cases in a row after which not even the witness was answered in time: ChangePassword is taken for silent.
const UNHEARD: usize = 4;
/// How often, and how far apart, an endpoint that refuses connections is asked before it is given up.
const ASKED: u32 = 5;
const APART: Duration = Duration::from_millis(300);

/// What went wrong so far.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// Whether a section is tried to its end, however much of it hangs.
    patient: bool,
    hangs: Mutex<HashMap<&'static str, usize>>,
    silent: AtomicUsize,
    unheard: AtomicUsize,
    deaf: AtomicBool,
    gone: AtomicBool,
}

impl Trouble {
    pub(super) fn new(patient: bool) -> Self {
        Self {
            patient,
            ..Self::default()
        }
    }

    /// Whether the endpoint is given up.
    pub(super) fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }

    /// Why the case is not worth trying.
    pub(super) fn blocks(&self, case: &Case) -> Option<Block> {
        if self.is_gone() {
            return Some(Block::Essential("the endpoint is gone".to_owned()));
        }
        if self.deaf.load(Ordering::Relaxed) && !self.patient {
            let why = "ChangePassword is not answered any more";
            return Some(Block::Essential(format!(
                "{why}: {UNHEARD} cases in a row hung"
            )));
        }
        let hangs = self.hangs.lock().unwrap_or_else(PoisonError::into_inner);
        let hung = hangs.get(case.section).copied().unwrap_or_default() >= HANGS;
        (hung && !self.patient).then(|| {
            Block::Consequence(format!(
                "{HANGS} cases of this section hung, the rest is taken for the same"
            ))
        })
    }

    /// Learns from what became of a case that was tried.
    pub(super) async fn learn(&self, shared: &Shared, case: &Case, result: &CaseResult) {
        let failures: Vec<&NoAnswer> = result
            .steps
            .iter()
            .filter_map(|step| step.answer.as_ref().err())
            .collect();
        let unheard = result.findings.iter().any(is_unheard);
        let hung = |failure: &&NoAnswer| matches!(failure, NoAnswer::Timeout { .. });
        if unheard || failures.iter().any(hung) {
            *self
                .hangs
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(case.section)
                .or_default() += 1;
        }
        let deaf = self.is_deaf(unheard);
        let unreachable = failures.iter().any(|failure| failure.is_unreachable())
            || result
                .findings
                .iter()
                .any(|finding| finding.got.contains("(refused)"));
        if unreachable && !self.comes_back(shared).await
            || self.falls_silent(shared, result).await
            || deaf && !is_answering(shared).await
        {
            self.gone.store(true, Ordering::Relaxed);
        } else if deaf {
            self.deaf.store(true, Ordering::Relaxed);
        }
    }

    /// Whether so many cases in a row went by without the witness that it is time to ask something else.
    fn is_deaf(&self, unheard: bool) -> bool {
        if !unheard {
            self.unheard.store(0, Ordering::Relaxed);
            return false;
        }
        self.unheard.fetch_add(1, Ordering::Relaxed) + 1 == UNHEARD
    }

    /// Whether nothing is answered any more: not to cases, and not to a call that has nothing to do with them.
    async fn falls_silent(&self, shared: &Shared, result: &CaseResult) -> bool {
        if result.steps.iter().any(|step| step.answer.is_ok()) {
            self.silent.store(0, Ordering::Relaxed);
            return false;
        }
        let silent = self.silent.fetch_add(1, Ordering::Relaxed) + 1;
        silent.is_multiple_of(SILENT) && !is_answering(shared).await
    }

    async fn comes_back(&self, shared: &Shared) -> bool {
        for again in 0..ASKED {
            if shared.target.reach().await.is_ok() {
                return true;
            }
            if self.is_gone() {
                return false;
            }
            tokio::time::sleep(APART * again).await;
        }
        false
    }
}

/// The witness waited in vain.
fn is_unheard(finding: &Finding) -> bool {
    finding.check == Check::Liveness && finding.got.contains("(timeout)")
}

/// Whether a call is answered that has nothing to do with the cases.
async fn is_answering(shared: &Shared) -> bool {
    let asked = shared.target.administrator().get_account_password_policy();
    !asked
        .await
        .is_err_and(|failed| matches!(failed.why, Why::NoAnswer(_)))
}
