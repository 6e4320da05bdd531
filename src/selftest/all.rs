//! The whole of it: the plain endpoint first, then every fault and every variant, several at once.

use std::collections::BTreeSet;
use std::time::Instant;

use futures_util::stream::{self, StreamExt as _};

use super::event::{SelftestEvent, SelftestStarted};
use super::hearing::{Hearing, hear};
use super::kill_matrix::KillMatrix;
use super::share::{share, third};
use super::subject::{ObserveError, Subject, observe};
use super::trial::{Fate, Trial, cases_for, few_for, put_to_trial};
use super::unseen::Seen;
use crate::case::{Case, Strictness};
use crate::exit::Exit;
use crate::reference::{Fault, Seams, Variant, variants};
use crate::runner::Event;
use crate::spec::Model;

/// Lanes of the plain endpoint's run, which has the machine for itself.
const LANES: usize = 8;
/// Lanes of one among many: few, since a user is made for each.
const FEW: usize = 2;
/// Lanes where some of those tried do little but wait, or where every case is tried.
const SOME: usize = 6;

/// What is to be tried.
#[derive(Clone, Debug)]
pub struct SelftestOptions {
    /// Faults.
    pub faults: Vec<&'static Fault>,
    /// Variants.
    pub variants: Vec<&'static Variant>,
    /// Whether these are all, so that it can be said which check none of them reddens.
    pub whole: bool,
    /// With which cases.
    pub depth: Depth,
    /// Faults and variants at once.
    pub at_once: usize,
}

/// With which cases each is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// A fault with a few cases of each of its declared patterns, and with all of them if it is not killed so; a variant with
    /// a third of the cases that touch every clause. That the plain endpoint is green is shown elsewhere. For `cargo test`.
    Brief,
    /// A fault with the cases of its declared checks, a variant with its share.
    Usual,
    /// Everything with everything.
    Full,
}

enum Done {
    Fault(Trial),
    Variant(Hearing),
}

/// Tries the plain endpoint; then, if it is as it must be, everything else. None where it is not: the rest would be
/// meaningless.
///
/// # Errors
/// An endpoint cannot be started, a run cannot begin, a declaration cannot be read.
pub async fn selftest(
    options: &SelftestOptions,
    model: &Model,
    cases: &[Case],
    tell: &mut (dyn FnMut(&SelftestEvent<'_>) + Send),
) -> Result<Option<KillMatrix>, ObserveError> {
    let begun = Instant::now();
    tell(&SelftestEvent::Started(SelftestStarted {
        faults: options.faults.len(),
        variants: options.variants.len(),
        full: options.depth == Depth::Full,
    }));
    let work = work(options, cases)?;
    let mut seen = Seen::default();
    if options.depth != Depth::Brief {
        match plain(model, needed(options, cases, &work), tell).await? {
            Some(asked) => seen = asked,
            None => return Ok(None),
        }
    }
    let mut matrix = KillMatrix::default();
    let running = work
        .into_iter()
        .map(|work| work.done(options.depth, model, cases));
    let mut running = stream::iter(running).buffer_unordered(options.at_once);
    while let Some(done) = running.next().await {
        match done? {
            Done::Fault(trial) => {
                tell(&SelftestEvent::Fault(&trial));
                seen.note(&trial.red);
                matrix.trials.push(trial);
            }
            Done::Variant(hearing) => {
                tell(&SelftestEvent::Variant(&hearing));
                seen.note(&hearing.noted);
                matrix.hearings.push(hearing);
            }
        }
    }
    drop(running);
    matrix.sort();
    if options.whole {
        matrix.unseen = Some(match options.depth {
            Depth::Brief | Depth::Usual => seen.unseen_words(),
            Depth::Full => seen.unseen_everywhere(),
        });
    }
    matrix.elapsed = begun.elapsed();
    Ok(Some(matrix))
}

/// The plain endpoint: what was asked of it, if nothing was found.
async fn plain(
    model: &Model,
    cases: Vec<Case>,
    tell: &mut (dyn FnMut(&SelftestEvent<'_>) + Send),
) -> Result<Option<Seen>, ObserveError> {
    let begun = Instant::now();
    let subject = Subject {
        seams: Seams::default(),
        jobs: LANES,
        strictness: Strictness::default(),
    };
    let mut told: Vec<Event> = Vec::new();
    let hear = &mut |event: &Event| told.push(event.clone());
    let observed = observe(subject, model.clone(), cases, hear).await?;
    if observed.exit != Exit::Ok {
        tell(&SelftestEvent::NotGreen(&told));
        return Ok(None);
    }
    tell(&SelftestEvent::Green {
        cases: observed.cases.len(),
        elapsed: begun.elapsed(),
    });
    Ok(Some(Seen::asked(&observed.cases)))
}

/// A trial or a hearing that is yet to be, with the places of its cases in the matrix.
struct Work {
    who: Who,
    cases: Vec<usize>,
}

enum Who {
    Fault(&'static Fault),
    Variant(&'static Variant),
}

impl Work {
    async fn done(
        self,
        depth: Depth,
        model: &Model,
        matrix: &[Case],
    ) -> Result<Done, ObserveError> {
        let lanes = match self.who {
            Who::Fault(_) if depth != Depth::Full => FEW,
            _ => SOME,
        };
        let of = |places: &[usize]| places.iter().map(|place| matrix[*place].clone()).collect();
        let cases = of(&self.cases);
        Ok(match self.who {
            Who::Variant(variant) => {
                Done::Variant(hear(variant, model.clone(), cases, lanes).await?)
            }
            Who::Fault(fault) => {
                let trial = put_to_trial(fault, model.clone(), cases, lanes).await?;
                if depth != Depth::Brief || trial.fate() == Fate::Killed {
                    return Ok(Done::Fault(trial));
                }
                let cases = of(&cases_for(fault, matrix)?);
                Done::Fault(put_to_trial(fault, model.clone(), cases, lanes).await?)
            }
        })
    }
}

/// What is to be done. Variants first: some of them do little but wait.
fn work(options: &SelftestOptions, cases: &[Case]) -> Result<Vec<Work>, ObserveError> {
    let all = || (0..cases.len()).collect();
    let of = variants().count();
    let hearings = options.variants.iter().rev().map(|variant| {
        // By its place in the whole table, so that it is tried with the same cases whoever else is.
        let at = variants().position(|other| other.name == variant.name);
        let at = at.unwrap_or_default();
        Ok(Work {
            who: Who::Variant(variant),
            cases: match options.depth {
                Depth::Brief => third(cases, at, of),
                Depth::Usual => share(cases, at, of),
                Depth::Full => all(),
            },
        })
    });
    let trials = options.faults.iter().map(|fault| {
        Ok(Work {
            who: Who::Fault(fault),
            cases: match options.depth {
                Depth::Brief => few_for(fault, cases)?,
                Depth::Usual => cases_for(fault, cases)?,
                Depth::Full => all(),
            },
        })
    });
    hearings.chain(trials).collect()
}

/// The cases that the plain endpoint must pass before the rest means anything: all, or where a few faults and variants are
/// named, theirs.
fn needed(options: &SelftestOptions, cases: &[Case], work: &[Work]) -> Vec<Case> {
    if options.whole {
        return cases.to_vec();
    }
    let places: BTreeSet<usize> = work.iter().flat_map(|work| work.cases.clone()).collect();
    places
        .into_iter()
        .map(|place| cases[place].clone())
        .collect()
}
