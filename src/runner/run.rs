//! The way of a run: set up, preflight, epochs of lanes, put back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use tokio::sync::mpsc;

use super::column;
use super::compose::Destination;
use super::event::{CaseResult, Event, Remark, RunStarted, Share, Summary};
use super::interrupt::{INTERRUPTED, Interrupt};
use super::known::hold_against_known;
use super::lanes;
use super::live::{self, Orders, Supply};
use super::more;
use super::options::{OwnOptions, RunOptions};
use super::own_password;
use super::plan::plan;
use super::player::Player;
use super::preflight::preflight_case;
use super::request_ids::RequestIds;
use super::run_error::RunError;
use super::shared::{Faculties, Shared};
use super::subject::Subject;
use super::tally::Tally;
use super::teller::Stage;
use crate::baseline::BaselineJudge;
use crate::case::{Block, Case, Check, FUZZ, GENERATED, Verdict, is_within};
use crate::exit::Exit;
use crate::password::Forge;
use crate::snapshot::{Scope, SnapshotJudge};
use crate::target::{
    self, Entry, Environment, Journal, Left, PolicyKeeper, Provisioner, RunId, SetupError, Target,
    TargetOptions, UserMode,
};

/// Tries the cases on every target, and tells what becomes of them.
pub async fn run(
    options: RunOptions,
    cases: Vec<Case>,
    tell: &mut (dyn FnMut(&Event) + Send),
) -> Result<Exit, RunError> {
    supplied(options, Supply::Planned(cases), tell).await
}

/// Plays on the first target what is ordered, as long as there is somebody who may order, and tells what it is asked to.
pub async fn run_live(
    options: RunOptions,
    orders: Orders,
    tell: &mut (dyn FnMut(&Event) + Send),
) -> Result<Exit, RunError> {
    supplied(options, Supply::Live(orders), tell).await
}

async fn supplied(
    options: RunOptions,
    mut supply: Supply,
    tell: &mut (dyn FnMut(&Event) + Send),
) -> Result<Exit, RunError> {
    let own: Vec<OwnOptions> = {
        let given = options.own.iter().cloned();
        let nothing = std::iter::repeat_with(OwnOptions::default);
        given.chain(nothing).take(options.targets.len()).collect()
    };
    let live = matches!(supply, Supply::Live(_));
    let mut judges = Vec::new();
    for one in &own {
        // What was recorded has no answers of its own to be held against others: it is such others itself. And nobody has
        // recorded the answers to what is made as the run goes.
        judges.push(if one.recording.is_some() || live {
            None
        } else {
            SnapshotJudge::open(&one.snapshots, scope(&options, &own, one))?
        });
    }
    let interrupt = Interrupt::listen();
    let mut subjects = Vec::new();
    let (mut names, mut places) = (Vec::new(), Vec::new());
    for (given, own) in options.targets.iter().zip(&own) {
        let environment = Environment::of_process_for(&given.sources)?;
        let (subject, url) = Subject::find(given, own, &environment).await?;
        places.push(own.name.as_ref().map(|name| format!("{name} is {url}")));
        names.push(own.name.clone().unwrap_or(url));
        subjects.push((subject, environment));
    }
    tell(&Event::Started(RunStarted {
        targets: names,
        embedded: options.embedded,
        cases: supply.cases().len() + options.more.as_ref().map_or(0, |more| more.count()),
        live,
        seed: options.seed,
        share: options.share.clone().map(|share| Share {
            embedded: options.embedded,
            ..share
        }),
    }));
    for (target, text) in places.into_iter().enumerate() {
        text.into_iter()
            .for_each(|text| tell(&Event::Remark(Remark { target, text })));
    }
    let mut exit = Exit::Ok;
    let mut unrecorded = Ok(());
    let each = subjects.into_iter().zip(&options.targets);
    let each = each.zip(own.into_iter().zip(judges));
    for (index, (((subject, environment), given), (own, mut judge))) in each.enumerate() {
        let (events, mut inbox) = mpsc::unbounded_channel();
        let untold = Arc::new(AtomicUsize::new(0));
        let running = tokio::spawn(one(
            index,
            subject,
            given.clone(),
            options.clone(),
            supply.for_a_target(),
            environment,
            interrupt.clone(),
            (events, untold.clone()),
        ));
        let mut tally = Tally::default();
        let mut known = own.baseline;
        while let Some(mut event) = inbox.recv().await {
            untold.fetch_sub(1, Ordering::Relaxed);
            if let (Event::Case(case), Some(known)) = (&mut event, &mut known) {
                hold_against_known(known, case);
            }
            if let (Event::Case(case), Some(judge)) = (&mut event, &mut judge) {
                hold_against_recorded(judge, case);
            }
            tally.count(&event);
            if !matches!(event, Event::Summary(_)) {
                tell(&event);
            } else if let Event::Summary(mut summary) = event {
                // Everything is put back: nobody waits for the files.
                match judge.take().map_or(Ok(Vec::new()), SnapshotJudge::close) {
                    Ok(remarks) => remarks.into_iter().for_each(|text| {
                        let target = index;
                        tell(&Event::Remark(Remark { target, text }));
                    }),
                    Err(error) => unrecorded = Err(error),
                }
                summary.stale = known.as_ref().map_or_else(Vec::new, BaselineJudge::stale);
                let summary = tally.close(summary);
                exit = exit.and(tally.exit());
                tell(&Event::Summary(summary));
            }
        }
        match running.await {
            Ok(done) => done?,
            Err(_) => exit = exit.and(Exit::Internal),
        }
    }
    unrecorded?;
    Ok(exit)
}

/// `all`: what is said of every target, of which this is one.
fn scope(options: &RunOptions, all: &[OwnOptions], own: &OwnOptions) -> Scope {
    let shares = |other: &&OwnOptions| {
        other.recording.is_none() && other.snapshots.directory == own.snapshots.directory
    };
    // What counts as a CI is insta's rule.
    let ci = std::env::var("CI").is_ok_and(|ci| !matches!(ci.as_str(), "" | "0" | "false"));
    Scope {
        embedded: options.embedded,
        whole: options.whole,
        targets: all.iter().filter(shares).count(),
        ci,
    }
}

/// Did it change? Asked before anybody hears of the case.
fn hold_against_recorded(judge: &mut SnapshotJudge, case: &mut CaseResult) {
    if case.section == FUZZ || is_within(&case.section, GENERATED) {
        // Nobody has recorded the answers to a case that stands in no matrix.
        return;
    }
    if matches!(case.verdict, Verdict::Blocked | Verdict::Error) {
        return judge.untried(&case.section, &case.id);
    }
    let leaked = case
        .findings
        .iter()
        .any(|finding| finding.check == Check::Leak);
    if let Some(drift) = judge.judge(&case.section, &case.id, &case.steps, leaked) {
        case.findings.push(drift);
        case.verdict = Verdict::Fail;
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call, and every one of them is moved into the task"
)]
async fn one(
    index: usize,
    subject: Subject,
    given: TargetOptions,
    options: RunOptions,
    supply: Supply,
    environment: Environment,
    interrupt: Interrupt,
    (events, untold): (mpsc::UnboundedSender<Event>, Arc<AtomicUsize>),
) -> Result<(), RunError> {
    let begun = Instant::now();
    let stage = Stage {
        target: index,
        events,
        untold,
        interrupt,
    };
    let (left, exchanges) = match subject {
        // While another target had its turn: this one is not touched any more.
        Subject::Live(_) if stage.interrupt.is_on() => {
            block_all(&stage, &options, supply, INTERRUPTED);
            (Left::default(), 0)
        }
        Subject::Live(target) => {
            played(&stage, *target, &given, &options, supply, &environment).await
        }
        Subject::Recorded(column) => {
            column::tell(&stage, &column, supply.cases(), options.more.as_deref());
            (Left::default(), 0)
        }
        Subject::Away(error) => {
            block_all(&stage, &options, supply, &format!("failed to {error}"));
            (Left::default(), 0)
        }
    };
    let summary = Summary {
        target: index,
        pass: 0,
        fail: 0,
        known: 0,
        blocked: 0,
        error: 0,
        notes: 0,
        stale: Vec::new(),
        left_behind: left.describe(),
        exchanges,
        elapsed: begun.elapsed(),
        exit: 0,
    };
    stage.tell(Event::Summary(summary));
    Ok(())
}

/// Tries the cases and puts everything back: what is left, and the exchanges that no case counts.
async fn played(
    stage: &Stage,
    target: Target,
    given: &TargetOptions,
    options: &RunOptions,
    supply: Supply,
    environment: &Environment,
) -> (Left, usize) {
    for remark in target.remarks() {
        stage.remark(remark.clone());
    }
    let run = RunId::random();
    let journal = Arc::new(if options.embedded {
        Journal::nowhere()
    } else {
        let directory = environment.state_directory();
        Journal::within(
            &directory,
            run,
            target.endpoint().url(),
            &target.scope().region,
        )
    });
    let administrator = target.administrator().clone();
    match set_up(target, given, options, &supply, environment, &journal, run).await {
        Ok(mut shared) => {
            let player = match supply {
                Supply::Planned(cases) => {
                    let shuffle = options.shuffle.then_some(options.seed);
                    let more = options.more.as_ref();
                    let epochs = plan(
                        cases,
                        shuffle,
                        more.map_or_else(Vec::new, |more| more.policies()),
                    );
                    lanes::play(stage, &mut shared, options, epochs).await
                }
                Supply::Live(orders) => live::play(stage, &mut shared, orders).await,
            };
            own_password::put_back(stage, &shared, player, &journal).await;
        }
        Err(error) => block_all(stage, options, supply, &format!("failed to {error}")),
    }
    for failure in target::put_back(&administrator, &journal).await {
        stage.remark(format!("could not be put back: {failure}"));
    }
    (journal.close(), administrator.exchanges())
}

/// Nothing could be judged: every case says so, and why.
fn block_all(stage: &Stage, options: &RunOptions, supply: Supply, why: &str) {
    // Numbered as where they are tried: the preflight is none of the matrix.
    let preflight = preflight_case().map(|case| (0, case));
    let cases = (0..).zip(supply.cases().to_vec());
    for (order, case) in preflight.into_iter().chain(cases) {
        stage.case(CaseResult::blocked(
            &case,
            order,
            Block::Essential(why.to_owned()),
        ));
    }
    if let Some(more) = &options.more {
        let from = supply.cases().len();
        more::block(
            stage,
            more.as_ref(),
            from,
            &Block::Essential(why.to_owned()),
        );
    }
}

async fn set_up(
    target: Target,
    given: &TargetOptions,
    options: &RunOptions,
    supply: &Supply,
    environment: &Environment,
    journal: &Arc<Journal>,
    run: RunId,
) -> Result<Shared, SetupError> {
    target.reach().await?;
    if options.share.is_some() {
        // Before the policy is read: what another run has set is not what is to be put back.
        target::claim_policy(&target, journal).await?;
    }
    let keeper = PolicyKeeper::find(&target, journal.clone()).await;
    let admin = given.user_mode == UserMode::Admin;
    let provisioner =
        admin.then(|| Provisioner::new(target.administrator().clone(), journal.clone(), run));
    let needs_role = supply.may_need(|needs| needs.role);
    let role = match &provisioner {
        Some(provisioner) if needs_role => provisioner
            .assume_a_role()
            .await
            .map(|session| session.arn)
            .map_err(|error| format!("failed to {error}")),
        _ => Err("an administrator makes it".to_owned()),
    };
    let own_player = if admin {
        None
    } else {
        Some(Player::new(
            target::own_user(&target, environment).await?,
            false,
        ))
    };
    let forge = if target.is_loopback() {
        Forge::plain()
    } else {
        Forge::with_salt(run.salt())
    };
    let destination = Destination {
        host: target.endpoint().host_header(),
        prefix: target.endpoint().prefix().to_owned(),
        region: target.scope().region,
    };
    if own_player.is_some() {
        journal.before(Entry::OwnPassword {
            key: target.keys().access.clone(),
        })?;
    }
    Ok(Shared {
        model: options.model.clone(),
        policy: std::sync::RwLock::new(keeper.found()),
        root: target.root().cloned(),
        settle: target.settle(),
        target,
        provisioner,
        keeper,
        own_player,
        lanes_made: AtomicU64::new(0),
        forge,
        strictness: options.strictness,
        destination,
        ids: RequestIds::default(),
        role,
        faculties: Faculties::default(),
    })
}
