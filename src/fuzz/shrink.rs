//! From a sequence that fails to the simplest one that was found to fail in the same way, by playing simpler ones.

use std::time::{Duration, Instant};

use super::Script;
use super::cause::{Cause, causes};
use super::engine::Engine;
use super::simplify::{plainer, shorter};
use super::told::{Discovery, Phase};
use crate::case::{CaseId, Subject, Verdict};
use crate::runner::CaseResult;

/// Sequences that are played to shrink one, at most, and how long that may take.
const PLAYS: usize = 250;
const TIME: Duration = Duration::from_secs(20);
/// What is found at the very end is shrunk all the same, for so long.
const GRACE: Duration = Duration::from_secs(2);
/// How often a race is run before it is said that nobody fell.
const RACES: usize = 4;

/// What is left of the effort.
struct Effort {
    plays: usize,
    until: Instant,
}

impl Engine<'_> {
    /// A failure that was not seen before: seen again in a sequence that hangs on nothing before it if that can be,
    /// shrunk, and told.
    pub(super) async fn discover(&mut self, cause: Cause, script: &Script, result: &CaseResult) {
        self.known.push(cause.clone());
        let Some(id) = self.id_of(&cause) else { return };
        self.progress.phase = Phase::Shrinking;
        self.show();
        let now = Instant::now();
        let mut effort = Effort {
            plays: 0,
            until: self.deadline().min(now + TIME).max(now + GRACE),
        };
        let calls = self.progress.calls;
        let (mut best, mut shown, mut again) = (script.clone(), result.clone(), false);
        for candidate in self.again(script) {
            if let Some(result) = self.fails(&candidate, &cause, &mut effort).await {
                (best, shown, again) = (candidate, result, true);
                break;
            }
        }
        if again {
            self.shrink(&mut best, &mut shown, &cause, &mut effort)
                .await;
        }
        let discovery = Discovery {
            findings: Vec::new(),
            id,
            script: best,
            calls,
            steps: script.steps.len(),
            plays: effort.plays,
            again,
        };
        self.report(discovery, shown);
    }

    /// An id of its own: several causes may have the same words.
    fn id_of(&self, cause: &Cause) -> Option<CaseId> {
        let id = cause.id()?;
        let same = |known: &&Discovery| {
            let known = known.id.as_str();
            known == id.as_str()
                || known
                    .strip_prefix(id.as_str())
                    .is_some_and(|rest| rest.starts_with("-again"))
        };
        match self.found.iter().filter(same).count() {
            0 => Some(id),
            more => format!("{id}-again{more}").parse().ok(),
        }
    }

    /// What may fail in the same way, the best first: about users of its own; as it was; with what came before it on the
    /// same lane in front of it.
    fn again(&self, script: &Script) -> Vec<Script> {
        let isolated = |script: &Script| Script {
            opening: script.opening.isolated(),
            steps: script.steps.clone(),
        };
        let on_the_lane = script.opening.subjects.contains(&Subject::Lane);
        if !self.makes_users() || !on_the_lane {
            return vec![script.clone()];
        }
        let mut longer = script.clone();
        let before = self
            .before
            .iter()
            .filter(|before| before.opening == script.opening);
        let before: Vec<_> = before.flat_map(|before| before.steps.clone()).collect();
        longer.steps.splice(0..0, before);
        let mut again = vec![isolated(script), script.clone()];
        if longer != *script {
            again.insert(1, isolated(&longer));
        }
        again
    }

    /// Takes what is simpler and fails in the same way, until nothing is, or the effort is spent.
    async fn shrink(
        &mut self,
        best: &mut Script,
        shown: &mut CaseResult,
        cause: &Cause,
        effort: &mut Effort,
    ) {
        loop {
            let before = best.clone();
            for simpler in [shorter as fn(&Script) -> Vec<Script>, plainer] {
                let mut at = 0;
                let mut candidates = simpler(best);
                while at < candidates.len() && self.may_go_on(effort) {
                    let candidate = candidates[at].clone();
                    match self.fails(&candidate, cause, effort).await {
                        // What stood at this place stands there no more: the next one does.
                        Some(result) => {
                            (*best, *shown) = (candidate, result);
                            candidates = simpler(best);
                        }
                        None => at += 1,
                    }
                }
            }
            if *best == before || !self.may_go_on(effort) {
                return;
            }
        }
    }

    fn may_go_on(&self, effort: &Effort) -> bool {
        effort.plays < PLAYS
            && Instant::now() < effort.until
            && !self.is_out_of_calls()
            && self.stopped.is_none()
    }

    /// What came of the sequence, if it fails in the same way. Other ways are left for later.
    async fn fails(
        &mut self,
        script: &Script,
        cause: &Cause,
        effort: &mut Effort,
    ) -> Option<CaseResult> {
        let times = if script.races() { RACES } else { 1 };
        for _ in 0..times {
            if !self.may_go_on(effort) {
                return None;
            }
            effort.plays += 1;
            self.show();
            let result = self.play(script).await?;
            let shown = causes(&result);
            if shown.iter().any(|(known, _)| known == cause) {
                return Some(result);
            }
            let is_new = shown.iter().any(|(other, _)| !self.known.contains(other));
            if is_new && result.verdict != Verdict::Error && !self.waiting.contains(script) {
                self.waiting.push_back(script.clone());
            }
        }
        None
    }
}
