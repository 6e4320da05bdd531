//! Counts a target's events into its summary and its exit.

use super::event::{Event, Summary};
use crate::case::{Block, Judgement, Verdict};
use crate::exit::Exit;

/// The counts so far.
#[derive(Debug, Default)]
pub struct Tally {
    verdicts: [usize; 5],
    notes: usize,
    exchanges: usize,
    unjudged: bool,
    left_behind: bool,
    stale: bool,
}

impl Tally {
    /// Takes note of it.
    pub fn count(&mut self, event: &Event) {
        let Event::Case(case) = event else { return };
        self.verdicts[case.verdict as usize] += 1;
        self.exchanges += case.exchanges;
        self.notes += case
            .findings
            .iter()
            .filter(|finding| finding.judgement == Judgement::Note)
            .count();
        self.unjudged |= matches!(case.block, Some(Block::Essential(_)));
    }

    fn of(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }

    /// The summary with the counts in it.
    pub fn close(&mut self, mut summary: Summary) -> Summary {
        self.stale = !summary.stale.is_empty();
        self.left_behind = !summary.left_behind.is_empty();
        summary.pass = self.of(Verdict::Pass);
        summary.fail = self.of(Verdict::Fail);
        summary.known = self.of(Verdict::Known);
        summary.blocked = self.of(Verdict::Blocked);
        summary.error = self.of(Verdict::Error);
        summary.notes = self.notes;
        summary.exchanges += self.exchanges;
        summary.exit = self.exit().code();
        summary
    }

    /// The exit that the counts ask for.
    pub fn exit(&self) -> Exit {
        let asked = [
            (self.of(Verdict::Error) > 0, Exit::Internal),
            (self.left_behind, Exit::LeftBehind),
            (self.unjudged, Exit::NotJudged),
            (self.of(Verdict::Fail) > 0, Exit::Findings),
            (self.stale, Exit::Stale),
        ];
        asked
            .into_iter()
            .filter(|(is, _)| *is)
            .fold(Exit::Ok, |exit, (_, more)| exit.and(more))
    }
}
