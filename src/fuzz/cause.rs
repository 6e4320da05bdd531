//! What failed in a sequence, by root cause.

use crate::case::{CaseId, Check, Finding, Judgement, Lane, shape};
use crate::runner::CaseResult;
use crate::spec::ClauseId;

/// Characters of what came that stand in an id.
const SLUG: usize = 40;

/// What makes two failures one: the check, the clause, and what came but for numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Cause {
    check: Check,
    clause: Option<ClauseId>,
    got: String,
}

impl Cause {
    fn of(finding: &Finding) -> Self {
        // Which password must be in force, and which is instead, is each sequence's own.
        let got = match finding.check {
            Check::State => String::new(),
            _ => {
                let (status, rest) = finding.got.split_once(' ').unwrap_or((&finding.got, ""));
                format!("{status} {}", shape(rest))
            }
        };
        Self {
            check: finding.check,
            clause: finding.clause.clone(),
            got,
        }
    }

    /// The id of the case that shows it: `fuzz/status/newpassword.length.unit/400-passwordpolicyviolation`. None where
    /// nothing of it is a word.
    pub(super) fn id(&self) -> Option<CaseId> {
        let clause = self.clause.as_ref().map(|clause| slug(clause.as_str()));
        let words = [
            "fuzz".to_owned(),
            self.check.word().to_owned(),
            clause.unwrap_or_default(),
            slug(&self.got),
        ];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join("/").parse().ok()
    }
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().take(SLUG) {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() || c == '.' => slug.push(c),
            _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_matches(['-', '.']).to_owned()
}

/// Whether what follows in the sequence may be a consequence: the state is another than it must be.
fn diverts(check: Check) -> bool {
    matches!(
        check,
        Check::Answer | Check::Status | Check::State | Check::Liveness
    )
}

/// Whether the check fails for reasons of its own, whatever else is wrong with the answer.
fn is_independent(check: Check) -> bool {
    matches!(check, Check::RequestId | Check::Leak)
}

/// The failures that are nobody's consequence: the first that diverts the sequence, and what is wrong with the form of
/// answers that are not wrong otherwise.
pub(super) fn causes(result: &CaseResult) -> Vec<(Cause, &Finding)> {
    let fails =
        |finding: &&Finding| finding.judgement == Judgement::Fail && finding.lane == Lane::Clause;
    let mut causes: Vec<(Cause, &Finding)> = Vec::new();
    let mut diverted = false;
    for finding in result.findings.iter().filter(fails) {
        let same_answer = causes.iter().any(|(_, known)| known.sent == finding.sent);
        let is_root = match diverts(finding.check) {
            true => !std::mem::replace(&mut diverted, true),
            false => !same_answer || is_independent(finding.check),
        };
        let cause = Cause::of(finding);
        if is_root && causes.iter().all(|(known, _)| *known != cause) {
            causes.push((cause, finding));
        }
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, CaseBuilder, Strictness, Verdict};
    use crate::oracle::Draft;
    use crate::spec::Ledger;

    fn case() -> Case {
        CaseBuilder::new("fuzz", "sequence").build()
    }

    fn finding(check: Check, clause: &'static str, got: &str, sent: &str) -> Finding {
        let draft = Draft::new(check, ClauseId::of(clause), "wanted", got);
        draft.finish(
            &case().id,
            sent,
            Ledger::compiled_in(),
            Strictness::default(),
        )
    }

    fn told(findings: Vec<Finding>) -> Vec<String> {
        let block = crate::case::Block::Essential(String::new());
        let mut result = CaseResult::blocked(&case(), 0, block);
        result.verdict = Verdict::Fail;
        result.findings = findings;
        let causes = causes(&result);
        causes
            .iter()
            .map(|(cause, _)| cause.id().unwrap().to_string())
            .collect()
    }

    #[test]
    fn what_follows_a_diverted_state_is_a_consequence_and_what_leaks_is_not() {
        let status = finding(
            Check::Status,
            "OldPassword.match",
            "200 ChangePasswordResponse",
            "a",
        );
        let state = finding(Check::State, "ChangePassword.stays", "another", "b");
        let leak = finding(Check::Leak, "Answer.http", "in the body", "a");
        let kind = finding(Check::ContentType, "Answer.http", "none", "a");
        let elsewhere = finding(Check::ContentType, "Answer.http", "none", "c");
        let found = ["fuzz/status/oldpassword.match/200-changepasswordresponse"];
        assert_eq!(told(vec![status.clone(), state, kind]), found);
        let found = told(vec![status, leak, elsewhere]);
        assert_eq!(
            found[1..],
            [
                "fuzz/leak/answer.http/in-the-body",
                "fuzz/content-type/answer.http/none"
            ]
        );
    }

    #[test]
    fn causes_differ_by_what_came_but_not_by_the_numbers_in_it() {
        let of = |got: &str| Cause::of(&finding(Check::Message, "Answer.http", got, "a"));
        assert_eq!(of("400 after 12 tries"), of("400 after 7 tries"));
        assert_ne!(of("400 after 12 tries"), of("404 after 12 tries"));
        let state = |got: &str| Cause::of(&finding(Check::State, "ChangePassword.stays", got, "a"));
        assert_eq!(state("one"), state("another"));
    }
}
