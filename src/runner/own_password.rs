//! Own mode: when the run is over, the password is in force again that was when it began.

use super::player::Player;
use super::preflight::preflight_case;
use super::record::Halt;
use super::session::Session;
use super::shared::Shared;
use super::teller::Stage;
use crate::oracle::Outcome;
use crate::password::Secret;
use crate::target::{Entry, Journal};

/// Passwords that may have to come before one may be used again: as many as an account policy can remember, and one.
const BETWEEN: usize = 25;
/// Earlier passwords that are tried where none that should be in force is.
const EARLIER: usize = 8;

/// Puts the password back and says so in the journal. Why that fails is remarked; the journal then has it left.
pub(super) async fn put_back(
    stage: &Stage,
    shared: &Shared,
    player: Option<Player>,
    journal: &Journal,
) {
    let (Some(own), Some(player)) = (&shared.own_player, player) else {
        return;
    };
    let Some(original) = &own.user.password else {
        return;
    };
    match bring_back(shared, player, original).await {
        Ok(()) => journal.after(Entry::OwnPasswordBack),
        Err(halt) => stage.remark(format!(
            "the password of PWSPEC_CURRENT_PASSWORD could not be put back: {}",
            halt.why()
        )),
    }
}

async fn bring_back(shared: &Shared, player: Player, original: &Secret) -> Result<(), Halt> {
    if !player.lost && player.account.in_force.certain() == Some(original) {
        return Ok(());
    }
    let lost = || Halt::Error("none of the passwords that may be in force is".to_owned());
    let case = preflight_case().ok_or_else(lost)?;
    let mut session = Session::new(shared, &case, vec![player]);
    let mut refusal = String::new();
    for _ in 0..BETWEEN {
        // Through one of the harness's own each time: what is refused for being used lately is taken in the end.
        let current = find(&mut session, original).await?.ok_or_else(lost)?;
        let observed = session.change(0, &current, original).await?;
        if observed.outcome == Outcome::Accepted {
            return Ok(());
        }
        refusal = observed.short;
    }
    Err(Halt::Error(format!("the endpoint answers {refusal}")))
}

/// Finds the password in force by changing it, and returns the one that is in force then.
async fn find(session: &mut Session<'_>, original: &Secret) -> Result<Option<Secret>, Halt> {
    let account = &session.players[0].account;
    let mut candidates = account.in_force.candidates().to_vec();
    let earlier = account.history.iter().map(|(secret, _)| secret.clone());
    candidates.extend(earlier.take(EARLIER));
    candidates.push(original.clone());
    for candidate in candidates {
        match session.ask(0, &candidate).await?.works {
            Some(true) => return Ok(session.players[0].account.in_force.certain().cloned()),
            Some(false) => {}
            None => return Err(Halt::Error("the endpoint gives no clear answer".to_owned())),
        }
    }
    Ok(None)
}
