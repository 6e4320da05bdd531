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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{CaseBuilder, Expect, Request, Strictness};
    use crate::oracle::Draft;
    use crate::password::Recipe;
    use crate::spec::Ledger;

    const CLAUSE: ClauseId = ClauseId::of("NewPassword.length.max");

    fn excuses() -> Excuses {
        let known = "version = 1\ntarget = \"it\"\n[[known]]\ncheck = \"length/*:status\"\nobserved = \"400 X\"\nreason = \"so\"\n\
                     [[known]]\ncheck = \"fuzz/leak/**:leak\"\nobserved = \"body\"\n";
        let change = Request::change(Recipe::current(), Recipe::ascii(12));
        let case = CaseBuilder::new("length", "128")
            .sends(change, Expect::accepted(CLAUSE))
            .build();
        Excuses::of(&Baseline::parse(known).unwrap(), &[case])
    }

    fn held(check: Check, clause: ClauseId, got: &str, id: &str) -> Judgement {
        let draft = Draft::new(check, clause, "wanted", got);
        let id = id.parse().unwrap();
        let mut finding = draft.finish(&id, "", Ledger::compiled_in(), Strictness::default());
        excuses().hold(&mut finding);
        finding.judgement
    }

    #[test]
    fn the_same_wrong_answer_about_a_clause_of_the_entry_s_cases_is_known_and_no_other_is() {
        let other = ClauseId::of("NewPassword.length.min");
        assert_eq!(
            held(Check::Status, CLAUSE, "400 X", "fuzz/a"),
            Judgement::Known
        );
        for (check, clause, got) in [
            (Check::Status, CLAUSE, "400 Y"),
            (Check::Status, other, "400 X"),
            (Check::Code, CLAUSE, "400 X"),
        ] {
            assert_eq!(held(check, clause, got, "fuzz/a"), Judgement::Fail);
        }
    }

    #[test]
    fn what_an_entry_names_is_known() {
        let leak = ClauseId::of("NewPassword.length.max");
        assert_eq!(
            held(Check::Leak, leak.clone(), "body", "fuzz/leak/x"),
            Judgement::Known
        );
        assert_eq!(
            held(Check::Leak, leak, "body", "fuzz/other/x"),
            Judgement::Fail
        );
    }
}
