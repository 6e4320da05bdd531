//! One case on one lane: set up, steps, witness, take down; from the start again where the endpoint was away for a moment.

use std::time::Instant;

use super::event::CaseResult;
use super::player::Player;
use super::preflight::preflight_case;
use super::record::{Halt, Record};
use super::session::Session;
use super::shared::Shared;
use crate::case::{Block, Case, Judgement, Subject, Verdict};

/// How often a case is begun again after a 503 that left the state open.
const AGAIN: usize = 3;

/// A lane: one user of its own, used by one worker at a time.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) player: Player,
}

/// Tries the case.
pub(super) async fn attempt(
    shared: &Shared,
    lane: &mut Lane,
    case: &Case,
    order: usize,
) -> CaseResult {
    let begun = Instant::now();
    let mut exchanges = 0;
    let (record, halt) = 'again: {
        for _ in 1..AGAIN {
            let (record, halt) = once(shared, lane, case).await;
            if !matches!(halt, Some(Halt::Again)) {
                break 'again (record, halt);
            }
            exchanges += record.exchanges;
        }
        once(shared, lane, case).await
    };
    let mut result = CaseResult {
        block: None,
        exchanges: exchanges + record.exchanges,
        findings: record.findings,
        asked: record.asked,
        steps: record.steps,
        witnessed: record.witnessed,
        unwitnessed: record.unwitnessed,
        elapsed: begun.elapsed(),
        ..CaseResult::blocked(case, order, Block::Essential(String::new()))
    };
    let failed = result
        .findings
        .iter()
        .any(|finding| finding.judgement == Judgement::Fail);
    result.verdict = match halt {
        Some(Halt::Error(why)) => {
            result.error = Some(why);
            Verdict::Error
        }
        // What failed before the case was stopped stands.
        _ if failed => Verdict::Fail,
        Some(Halt::Blocked(block)) => {
            result.block = Some(block);
            Verdict::Blocked
        }
        Some(Halt::Again) => {
            let why = "the endpoint was unavailable each time the case was tried";
            result.block = Some(Block::Essential(why.to_owned()));
            Verdict::Blocked
        }
        None => Verdict::Pass,
    };
    result
}

async fn once(shared: &Shared, lane: &mut Lane, case: &Case) -> (Record, Option<Halt>) {
    let mut players = Vec::with_capacity(case.subjects.len());
    let mut halt = None;
    for subject in &case.subjects {
        match shared.made_user(subject, &players).await {
            Ok(Some(player)) => players.push(player),
            Ok(None) => players.push(lane.player.clone()),
            Err(stopped) => {
                halt = Some(stopped);
                break;
            }
        }
    }
    let mut session = Session::new(shared, case, players);
    if halt.is_none() {
        halt = play(&mut session).await.err();
    }
    if let Some(index) = case
        .subjects
        .iter()
        .position(|subject| *subject == Subject::Lane)
        && index < session.players.len()
    {
        repair(&mut session, index).await;
        lane.player = session.players[index].clone();
        lane.player.account.forget();
    }
    session.take_down().await;
    if case.needs.alone {
        shared.renew_policy(&case.policy).await;
    }
    (session.record, halt)
}

async fn play(session: &mut Session<'_>) -> Result<(), Halt> {
    if session.case.needs.role {
        session.assume().await?;
    }
    if session.case.needs.operation
        && let Some(start) = &session.case.start
    {
        session.bring_in_force(start).await?;
        session.ready();
    }
    if session.case.needs.operation
        && session
            .players
            .iter()
            .any(|player| player.lost || player.account.is_lost())
    {
        let why = "which password is in force is not known, and no administrator could set one";
        return Err(Halt::Blocked(Block::Consequence(why.to_owned())));
    }
    session.steps().await?;
    session.witness().await
}

/// A lane that nobody could find again is looked for once more: under another account policy a password may be set that could
/// not be set before.
pub(super) async fn find_again(shared: &Shared, lane: &mut Lane) {
    let lost = lane.player.lost || lane.player.account.is_lost();
    let Some(case) = preflight_case().filter(|_| lost) else {
        return;
    };
    let mut session = Session::new(shared, &case, vec![lane.player.clone()]);
    repair(&mut session, 0).await;
    lane.player = session.players.swap_remove(0);
}

/// A lane that got lost is found again: by asking, or by an administrator.
async fn repair(session: &mut Session<'_>, index: usize) {
    let player = &session.players[index];
    let known = player.account.in_force.certain().is_some() && !player.lost;
    if !session.shared.faculties.implemented || known {
        return;
    }
    if !player.lost && !session.record.is_unheard() {
        for candidate in player.account.in_force.candidates().to_vec() {
            match session.ask(index, &candidate).await.map(|told| told.works) {
                Ok(Some(true)) => return,
                Ok(Some(false)) => {}
                // It leaves one more password that may be in force, and would again.
                Ok(None) | Err(_) => break,
            }
        }
    }
    let minimum = session.shared.minimum();
    let forge = &session.shared.forge;
    let Some(password) = session.players[index].next_password(forge, minimum) else {
        return;
    };
    if session.reset(index, password).await.is_ok() {
        session.players[index].lost = false;
    } else if let Ok(player) = session
        .shared
        .lane_user(session.shared.faculties.permission)
        .await
    {
        // Another user takes its place; this one is deleted with the rest at the end.
        session.players[index] = player;
    }
}
