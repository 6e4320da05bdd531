//! The known failures of a target, as far as they speak of what the fuzzer finds.

use crate::baseline::Baseline;
use crate::case::{Case, Check, CheckPattern, Finding, Judgement, Lane};
use crate::spec::ClauseId;

/// Wrong answers that are known.
#[derive(Clone, Debug, Default)]
pub struct Excuses(Vec<Excuse>);

#[derive(Clone, Debug)]
struct Excuse {
    pattern: CheckPattern,
    observed: String,
    reason: Option<String>,
    /// What the cases are about of which it speaks.
    clauses: Vec<ClauseId>,
}

impl Excuses {
    /// Those of a baseline, which speaks of these cases.
    pub fn of(baseline: &Baseline, cases: &[Case]) -> Self {
        let excuse = |entry: &crate::baseline::Entry| {
            let pattern: CheckPattern = entry.check.parse().ok()?;
            let cases = cases
                .iter()
                .filter(|case| pattern.selects_case(case.id.as_str()));
            Some(Excuse {
                clauses: cases.flat_map(Case::cited).cloned().collect(),
                observed: entry.observed.clone(),
                reason: entry.reason.clone(),
                pattern,
            })
        };
        Self(baseline.entries().iter().filter_map(excuse).collect())
    }

    /// What an entry names, or what answers in the same wrong way to the same question about a clause that the cases of an
    /// entry are about, is known.
    pub(super) fn hold(&self, finding: &mut Finding) {
        if finding.judgement != Judgement::Fail || finding.lane != Lane::Clause {
            return;
        }
        let Some(excuse) = self.0.iter().find(|excuse| excuse.speaks_of(finding)) else {
            return;
        };
        finding.judgement = Judgement::Known;
        let reason = excuse
            .reason
            .iter()
            .map(|reason| format!("known: {reason}"));
        finding.context.extend(reason);
    }
}

impl Excuse {
    fn speaks_of(&self, finding: &Finding) -> bool {
        let asks = |check: Check| self.pattern.check().is_none_or(|known| known == check);
        let about = |clause: &ClauseId| self.clauses.contains(clause);
        finding.got == self.observed
            && (self.pattern.selects(&finding.id())
                || asks(finding.check) && finding.clause.as_ref().is_some_and(about))
    }
}
