//! What was found, told as a case is; and at the end the sequences as one more.

use super::Script;
use super::engine::Engine;
use super::told::{Discovery, Fuzzed, Phase};
use crate::case::{Block, CaseId, Check, FUZZ, Finding, Judgement, Step, Verdict};
use crate::oracle::Draft;
use crate::runner::{CaseResult, describe};
use crate::spec::{ClauseId, Ledger};

/// The case that stands for all sequences in which nothing failed.
const SEQUENCES: &str = "sequences";

impl Engine<'_> {
    /// Tells of a root cause as of a case, by the outcome of the sequence that shows it.
    pub(super) fn report(&mut self, mut discovery: Discovery, shown: CaseResult) {
        let mut result = renamed(shown, &discovery.id);
        result.order = self.found.len() + 1;
        (result.error, result.block) = (None, None);
        for finding in &mut result.findings {
            self.options.excuses.hold(finding);
        }
        let fails = |finding: &Finding| finding.judgement == Judgement::Fail;
        result.verdict = match result.findings.iter().any(fails) {
            true => Verdict::Fail,
            false => Verdict::Known,
        };
        let told = lines(&discovery);
        if let Some(root) = result
            .findings
            .iter_mut()
            .find(|it| it.judgement != Judgement::Note)
        {
            root.context.extend(told);
        }
        discovery.findings.clone_from(&result.findings);
        self.live.tell(result);
        self.tell_of(&discovery);
        self.found.push(discovery);
    }

    /// Tells what came of all sequences.
    pub(super) fn close(mut self) -> Fuzzed {
        self.progress.phase = Phase::Drawing;
        self.show();
        if let (count, Some(why)) = &self.blocked {
            let all = self.progress.sequences;
            self.live.remark(format!(
                "{count} of {all} sequences could not be played: {why}"
            ));
        }
        let case = Script::case(&Script::nothing(), SEQUENCES);
        let mut result = self
            .erred
            .take()
            .unwrap_or_else(|| CaseResult::blocked(&case, 0, Block::Essential(String::new())));
        result = renamed(result, &case.id);
        if result.error.is_none() {
            result.block = self.stopped.take();
            result.verdict = match result.block {
                Some(_) => Verdict::Blocked,
                None => Verdict::Pass,
            };
        }
        result.findings = self.growth(&case.id).into_iter().collect();
        result.witnessed = true;
        result.exchanges = self.exchanges;
        result.elapsed = self.progress.elapsed;
        self.live.tell(result);
        Fuzzed {
            progress: self.progress,
            found: self.found,
        }
    }

    /// A note where answers take ever longer: no limit is broken yet.
    fn growth(&self, case: &CaseId) -> Option<Finding> {
        let (first, latest) = self.latency.growth()?;
        let draft = Draft::note(
            Check::Answer,
            ClauseId::of("Answer.timely"),
            "answers take no longer, however much was asked before",
            "they take ever longer",
        )
        .with(format!(
            "{first:.1?} in the middle at first, {latest:.1?} at last"
        ));
        Some(draft.finish(
            case,
            "all sequences",
            Ledger::compiled_in(),
            self.options.strictness,
        ))
    }
}

/// The outcome under another id.
fn renamed(mut result: CaseResult, id: &CaseId) -> CaseResult {
    result.id = id.clone();
    FUZZ.clone_into(&mut result.section);
    // Counted with all the others.
    result.exchanges = 0;
    for finding in &mut result.findings {
        finding.case = id.clone();
    }
    result
}

/// The sequence as a person reads it, and how it came about.
fn lines(discovery: &Discovery) -> Vec<String> {
    let script = &discovery.script;
    let mut lines = vec![format!(
        "found after {} calls; {} of {} steps left, {} sequences tried for that",
        discovery.calls,
        script.steps.len(),
        discovery.steps,
        discovery.plays
    )];
    if !discovery.again {
        lines.push("it did not fail so again when it was tried once more".to_owned());
    }
    let steps = script.case(SEQUENCES).steps;
    if steps.len() > 1 {
        let told = steps.iter().enumerate();
        lines.extend(told.map(|(nth, step)| format!("{}. {}", nth + 1, told_step(step))));
    }
    lines
}

fn told_step(step: &Step) -> String {
    match step {
        Step::Send(send) => describe(&send.request),
        Step::Together(requests) => {
            let each: Vec<String> = requests.iter().map(describe).collect();
            format!("at once: {}", each.join(" | "))
        }
        Step::Admin(admin) => format!("the administrator: {admin:?}"),
        Step::Witness => "the witness is asked".to_owned(),
    }
}
