//! Lanes in parallel within an epoch, a barrier between epochs.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use futures_util::future::join_all;

use super::event::CaseResult;
use super::interrupt::INTERRUPTED;
use super::more::{self, Cases, More};
use super::options::RunOptions;
use super::plan::Epoch;
use super::player::Player;
use super::preflight::{Learned, preflight_case};
use super::session::Session;
use super::shared::Shared;
use super::teller::Stage;
use super::trial::{Lane, attempt, find_again};
use super::trouble::Trouble;
use crate::case::{Block, Case, Judgement, Permission, PolicyNeed, Verdict};
use crate::target::{Auth, SetupError, UserMode};

/// Preflight, then every epoch. Returns the first lane's user as the last case left it.
pub(super) async fn play(
    stage: &Stage,
    shared: &mut Shared,
    options: &RunOptions,
    epochs: Vec<Epoch>,
) -> Option<Player> {
    let signatures = epochs
        .iter()
        .flat_map(|epoch| &epoch.cases)
        .any(|(_, case)| case.needs.signatures);
    let widest = epochs
        .iter()
        .map(|epoch| epoch.cases.len())
        .max()
        .unwrap_or_default();
    // Places go on behind those of the matrix.
    let from = epochs.iter().map(|epoch| epoch.cases.len()).sum();
    let more = options.more.as_deref();
    let widest = widest.max(more.map_or(0, More::count));
    let wanted = options.jobs.min(widest).max(1);
    let mut lanes = match prepare(stage, shared, signatures, wanted).await {
        Ok(lanes) => lanes,
        Err(error) => {
            let why = format!("failed to {error}");
            give_up(stage, epochs, &why);
            if let Some(more) = more {
                more::block(stage, more, from, &Block::Essential(why));
            }
            return None;
        }
    };
    let trouble = Trouble::new(options.patient);
    for epoch in epochs {
        let cases = queue(
            &epoch.policy,
            epoch.cases,
            more.filter(|_| epoch.more),
            from,
        );
        let conditions = (epoch.policy, epoch.alone);
        run_epoch(stage, shared, &mut lanes, conditions, cases, &trouble).await;
    }
    lanes.into_iter().next().map(|lane| lane.player)
}

/// The account policy that asks for least, the preflight, and as many lanes as are wanted: one at least.
pub(super) async fn prepare(
    stage: &Stage,
    shared: &mut Shared,
    signatures: bool,
    wanted: usize,
) -> Result<Vec<Lane>, SetupError> {
    if let Err(error) = shared.put_policy(&PolicyNeed::Any).await {
        stage.remark(format!(
            "cases take the account policy as it is: failed to {error}"
        ));
    }
    let mut lanes = vec![first_lane(shared).await?];
    let learned = fly(stage, shared, &mut lanes, signatures, wanted > 1).await;
    let permission = lanes
        .first()
        .map_or_else(Permission::default, |lane| lane.player.account.permission);
    if learned.implemented && permission != shared.faculties.permission {
        let how = "an inline policy on the user's own ARN does not permit ChangePassword here";
        stage.remark(format!(
            "{how}: the users get {permission:?} permission instead"
        ));
        shared.faculties.permission = permission;
    }
    shared.faculties.implemented = learned.implemented;
    shared.faculties.witness = learned.witness.map_or(Ok(()), Err);
    shared.faculties.own_user = learned.own_user;
    shared.faculties.signatures = if is_held_to_signatures(shared) {
        learned.signatures
    } else {
        Some(false)
    };
    if !learned.own_user {
        stage.remark(
            "a change hits another user than the caller: the cases run on one user, one after another",
        );
    } else if learned.implemented {
        more_lanes(stage, shared, &mut lanes, wanted).await;
    }
    Ok(lanes)
}

fn is_held_to_signatures(shared: &Shared) -> bool {
    shared.target.auth() == Auth::SigV4
}

/// The user of the first lane: the only one of ours while the preflight asks its first questions.
async fn first_lane(shared: &Shared) -> Result<Lane, SetupError> {
    let player = if shared.target.user_mode() == UserMode::Own {
        let own = shared.own_player.clone();
        own.ok_or(SetupError::NoCurrentPassword)?
    } else {
        shared.lane_user(Permission::default()).await?
    };
    Ok(Lane { player })
}

async fn more_lanes(stage: &Stage, shared: &Shared, lanes: &mut Vec<Lane>, wanted: usize) {
    if shared.provisioner.is_none() {
        return;
    }
    let missing = wanted.saturating_sub(lanes.len());
    for made in join_all((0..missing).map(|_| shared.lane_user(shared.faculties.permission))).await
    {
        match made {
            Ok(player) => lanes.push(Lane { player }),
            Err(error) => stage.remark(format!("one lane less: failed to {error}")),
        }
    }
}

async fn fly(
    stage: &Stage,
    shared: &Shared,
    lanes: &mut Vec<Lane>,
    signatures: bool,
    second_user: bool,
) -> Learned {
    let begun = Instant::now();
    let Some(case) = preflight_case() else {
        return Learned::default();
    };
    let players: Vec<Player> = lanes.iter().map(|lane| lane.player.clone()).collect();
    let mut session = Session::new(shared, &case, players);
    let asks_signatures = signatures && is_held_to_signatures(shared);
    let asks_second = second_user && shared.provisioner.is_some();
    let flown = session.preflight(asks_signatures, asks_second).await;
    *lanes = session
        .players
        .iter()
        .map(|player| Lane {
            player: player.clone(),
        })
        .collect();
    let mut result = CaseResult::blocked(&case, 0, Block::Essential(String::new()));
    result.block = None;
    result.findings = session.record.findings;
    result.asked = session.record.asked;
    result.exchanges = session.record.exchanges;
    result.elapsed = begun.elapsed();
    let failed = result
        .findings
        .iter()
        .any(|finding| finding.judgement == Judgement::Fail);
    result.verdict = if failed { Verdict::Fail } else { Verdict::Pass };
    let learned = match flown {
        Ok(learned) => learned,
        Err(halt) => {
            result.verdict = Verdict::Blocked;
            result.block = Some(Block::Essential(halt.why()));
            Learned {
                own_user: true,
                ..Learned::default()
            }
        }
    };
    stage.case(result);
    learned
}

fn give_up(stage: &Stage, epochs: Vec<Epoch>, why: &str) {
    if let Some(case) = preflight_case() {
        stage.case(CaseResult::blocked(
            &case,
            0,
            Block::Essential(why.to_owned()),
        ));
    }
    for (order, case) in epochs.into_iter().flat_map(|epoch| epoch.cases) {
        stage.case(CaseResult::blocked(
            &case,
            order,
            Block::Essential(why.to_owned()),
        ));
    }
}

/// Brings the account policy in force that cases ask for.
pub(super) async fn bring_policy(shared: &Shared, policy: &PolicyNeed) -> Result<(), Block> {
    let put = match policy {
        // What is already there will do.
        PolicyNeed::Any if shared.keeper.unknown().is_some() => Ok(()),
        PolicyNeed::Any => shared.put_policy(policy).await.or(Ok(())),
        _ => shared.put_policy(policy).await,
    };
    put.map_err(|error| Block::Optional(format!("needs another account policy: failed to {error}")))
}

/// The cases of an epoch: those of the matrix, and then those that are made when their turn comes.
fn queue(
    policy: &PolicyNeed,
    cases: Vec<(usize, Case)>,
    more: Option<&dyn More>,
    from: usize,
) -> Cases {
    let more = more.map(|more| more.under(policy));
    let more = more.into_iter().flatten();
    Box::new(
        cases
            .into_iter()
            .chain(more.map(move |(place, case)| (from + place, case))),
    )
}

async fn run_epoch(
    stage: &Stage,
    shared: &Shared,
    lanes: &mut [Lane],
    (policy_needed, alone): (PolicyNeed, bool),
    cases: Cases,
    trouble: &Trouble,
) {
    // No case of it will be tried.
    let in_vain = stage.interrupt.is_on() || trouble.is_gone();
    let policy = match in_vain {
        true => Ok(()),
        false => bring_policy(shared, &policy_needed).await,
    };
    if let Err(block) = policy {
        for (order, case) in cases {
            stage.keep_pace().await;
            // What is missing beside the policy says more.
            let block = shared.blocks(&case).unwrap_or_else(|| block.clone());
            stage.case(CaseResult::blocked(&case, order, block));
        }
        return;
    }
    join_all(lanes.iter_mut().map(|lane| find_again(shared, lane))).await;
    if let Some(lane) = lanes.first_mut() {
        take_note(shared, lane).await;
    }
    let count = if alone { 1 } else { lanes.len() };
    let policy = policy_needed;
    let queue = Mutex::new(cases);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = lanes.iter_mut().take(count).map(|lane| async {
        while let Some((order, case)) = next() {
            let result = try_one(stage, shared, lane, &case, order, trouble).await;
            stage.case(result);
            stage.keep_pace().await;
            let may = alone && !trouble.is_gone() && shared.keeper.may_change();
            if may && shared.put_policy(&policy).await.is_err() {
                stage.remark(format!(
                    "the account policy could not be put back after {}",
                    case.id
                ));
            }
            if alone && !trouble.is_gone() {
                take_note(shared, lane).await;
            }
        }
    });
    join_all(work).await;
}

/// A change before the cases: whether the policy holds from the very next change on is judged where that is the question.
pub(super) async fn take_note(shared: &Shared, lane: &mut Lane) {
    let Some(case) = preflight_case().filter(|_| shared.faculties.implemented) else {
        return;
    };
    let mut session = Session::new(shared, &case, vec![lane.player.clone()]);
    if let Some(current) = lane.player.account.in_force.certain() {
        // What comes of it, the next case finds out.
        let _ = session.ask(0, &current.clone()).await;
    }
    lane.player = session.players.swap_remove(0);
    // Nor is it known where the witness is not to be trusted: an administrator, where there is one, says what is in force.
    if shared.faculties.witness.is_err() && shared.provisioner.is_some() {
        lane.player.lost = true;
        find_again(shared, lane).await;
    }
}

async fn try_one(
    stage: &Stage,
    shared: &Shared,
    lane: &mut Lane,
    case: &Case,
    order: usize,
    trouble: &Trouble,
) -> CaseResult {
    if stage.interrupt.is_on() {
        return CaseResult::blocked(case, order, Block::Essential(INTERRUPTED.to_owned()));
    }
    if let Some(block) = trouble.blocks(case).or_else(|| shared.blocks(case)) {
        return CaseResult::blocked(case, order, block);
    }
    let result = attempt(shared, lane, case, order).await;
    trouble.learn(shared, case, &result).await;
    result
}
