//! The fuzzer: draws and mutates sequences, plays them, and shrinks what fails.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::cause::{Cause, causes};
use super::excuses::Excuses;
use super::latency::Latency;
use super::mutate::mutated;
use super::novelty::Novelty;
use super::told::{Discovery, Fuzzed, Phase, Progress, Told};
use super::{Dice, Focus, Palette, Script};
use crate::case::{Block, Strictness};
use crate::runner::{CaseResult, Ground, Live, Turn};
use crate::spec::Model;

/// Users of a sequence, at most.
const USERS: usize = 3;
/// Sequences that are mutated, at most: the latest.
const KEPT: usize = 2_000;
/// Sequences about the lane's own user that may have to come before one that fails.
pub(super) const BEFORE: usize = 6;

/// What is asked for.
pub struct FuzzOptions {
    /// The specification's numbers.
    pub model: Model,
    /// Of everything that is drawn.
    pub seed: u64,
    /// How long it goes on.
    pub max_time: Duration,
    /// How many exchanges there may be, the administrator's among them.
    pub max_calls: Option<usize>,
    /// Root causes after which enough is found.
    pub max_findings: usize,
    /// Sequences that showed something new once: they come first.
    pub corpus: Vec<Script>,
    /// What is known to fail.
    pub excuses: Excuses,
    /// What fails.
    pub strictness: Strictness,
}

/// Fuzzes the endpoint behind the other end of `live` for as long as it may, and tells that end what it has found.
pub async fn fuzz(
    options: FuzzOptions,
    mut live: Live,
    tell: &mut (dyn FnMut(Told<'_>) + Send),
) -> Fuzzed {
    let Some(ground) = live.ground().await else {
        return Fuzzed::default();
    };
    let mut engine = Engine::new(options, ground, live, tell);
    engine.run().await;
    engine.close()
}

/// A fuzzer under way.
pub(super) struct Engine<'a> {
    pub(super) options: FuzzOptions,
    pub(super) live: Live,
    tell: &'a mut (dyn FnMut(Told<'_>) + Send),
    dice: Dice,
    palette: Palette,
    begun: Instant,
    novelty: Novelty,
    pub(super) latency: Latency,
    kept: Vec<Script>,
    /// What comes next, before anything is drawn.
    pub(super) waiting: VecDeque<Script>,
    /// The latest sequences about the lane's own user.
    pub(super) before: VecDeque<Script>,
    pub(super) known: Vec<Cause>,
    pub(super) found: Vec<Discovery>,
    /// Why nothing more can be played.
    pub(super) stopped: Option<Block>,
    pub(super) erred: Option<CaseResult>,
    pub(super) progress: Progress,
    /// Exchanges of cases; those of the administrator are counted elsewhere.
    pub(super) exchanges: usize,
    /// Sequences that could not be played, and why the first could not.
    pub(super) blocked: (usize, Option<String>),
}

impl<'a> Engine<'a> {
    fn new(
        options: FuzzOptions,
        ground: Ground,
        live: Live,
        tell: &'a mut (dyn FnMut(Told<'_>) + Send),
    ) -> Self {
        let several = ground.admin && ground.own_user;
        let palette = Palette {
            model: options.model.clone(),
            users: if several { USERS } else { 1 },
            admin: several,
            policies: ground.policies,
            root: ground.root,
            role: ground.role,
            signatures: ground.signatures,
            focus: Focus::Mixed,
        };
        Self {
            dice: Dice::of(options.seed),
            waiting: options.corpus.iter().cloned().collect(),
            options,
            live,
            tell,
            palette,
            begun: Instant::now(),
            novelty: Novelty::default(),
            latency: Latency::default(),
            kept: Vec::new(),
            before: VecDeque::new(),
            known: Vec::new(),
            found: Vec::new(),
            stopped: None,
            erred: None,
            progress: Progress::default(),
            exchanges: 0,
            blocked: (0, None),
        }
    }

    /// Whether others than the lane's own user can be made.
    pub(super) fn makes_users(&self) -> bool {
        self.palette.admin
    }

    async fn run(&mut self) {
        while !self.is_over() {
            let script = self.next();
            self.show();
            let Some(result) = self.play(&script).await else {
                break;
            };
            self.progress.sequences += 1;
            self.learn(script, result).await;
        }
    }

    fn is_over(&self) -> bool {
        self.begun.elapsed() >= self.options.max_time
            || self.is_out_of_calls()
            || self.stopped.is_some()
            || self.found.len() >= self.options.max_findings
    }

    pub(super) fn is_out_of_calls(&self) -> bool {
        let limit = self.options.max_calls;
        limit.is_some_and(|limit| self.progress.calls >= limit)
    }

    /// When nothing more may be tried.
    pub(super) fn deadline(&self) -> Instant {
        self.begun + self.options.max_time
    }

    /// What waits; else something near what has shown something new; else anything.
    fn next(&mut self) -> Script {
        if let Some(script) = self.waiting.pop_front() {
            self.progress.phase = Phase::Corpus;
            return script;
        }
        let count = self.kept.len();
        if count > 0 && self.dice.below(5) < 2 {
            self.progress.phase = Phase::Mutating;
            // What is new leads to more that is new, more often than what is old.
            let back = self.dice.below(count).min(self.dice.below(count));
            let script = &self.kept[count - 1 - back];
            let other = &self.kept[self.dice.below(count)];
            return mutated(&mut self.dice, &self.palette, script, other);
        }
        self.progress.phase = Phase::Drawing;
        Script::draw(&mut self.dice, &self.palette)
    }

    /// Plays the sequence. None where nothing more can be played.
    pub(super) async fn play(&mut self, script: &Script) -> Option<CaseResult> {
        let Turn { result, exchanges } = self.live.play(script.case("sequence")).await?;
        self.exchanges += result.exchanges;
        self.progress.calls = self.exchanges + exchanges;
        if let Some(block @ Block::Essential(_)) = &result.block {
            self.stopped = Some(block.clone());
            return None;
        }
        Some(result)
    }

    async fn learn(&mut self, script: Script, result: CaseResult) {
        self.latency.take(&result.steps);
        if let Some(block) = &result.block {
            self.blocked.0 += 1;
            let why = || block.reason().to_owned();
            self.blocked.1.get_or_insert_with(why);
            return;
        }
        if self.novelty.take(&result) && !script.races() {
            (self.tell)(Told::Kept(&script));
            if self.kept.len() == KEPT {
                self.kept.remove(0);
            }
            self.kept.push(script.clone());
        }
        self.progress.novelties = self.novelty.count();
        let shown: Vec<Cause> = causes(&result)
            .into_iter()
            .map(|(cause, _)| cause)
            .collect();
        // Where something failed, the harness may have stumbled over the consequences.
        if result.error.is_some() && shown.is_empty() {
            self.erred.get_or_insert(result);
            return;
        }
        let news = shown
            .into_iter()
            .filter(|cause| !self.known.contains(cause));
        let news: Vec<Cause> = news.collect();
        for cause in news {
            let enough = self.found.len() >= self.options.max_findings;
            if !enough && !self.known.contains(&cause) {
                self.discover(cause, &script, &result).await;
            }
        }
        if script.opening.subjects == [crate::case::Subject::Lane] {
            self.before.push_back(script);
            if self.before.len() > BEFORE {
                self.before.pop_front();
            }
        }
    }

    pub(super) fn show(&mut self) {
        self.progress.elapsed = self.begun.elapsed();
        self.progress.found = self.found.len();
        (self.tell)(Told::Progress(&self.progress));
    }

    pub(super) fn tell_of(&mut self, discovery: &Discovery) {
        (self.tell)(Told::Found(discovery));
    }
}
