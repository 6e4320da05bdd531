//! Cases that are made while they are played, one after another: each may hang on what came of those before it.

use tokio::sync::{mpsc, oneshot};

use super::event::CaseResult;
use super::lanes::{bring_policy, prepare, take_note};
use super::player::Player;
use super::preflight::preflight_case;
use super::shared::{NOT_IMPLEMENTED, Shared};
use super::teller::Stage;
use super::trial::{Lane, attempt};
use super::trouble::Trouble;
use crate::case::{Block, Case, Needs, PolicyNeed};

/// What there is for whoever makes cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Whether an administrator makes users.
    pub admin: bool,
    /// Whether the account policy may be changed.
    pub policies: bool,
    /// Whether the root user's keys are at hand.
    pub root: bool,
    /// Whether a role can be assumed.
    pub role: bool,
    /// Whether signatures are verified.
    pub signatures: bool,
    /// Whether a change stays with its caller when other users are there.
    pub own_user: bool,
}

/// A case that was played.
#[derive(Debug)]
pub struct Turn {
    /// What became of it.
    pub result: CaseResult,
    /// Exchanges of this target so far, the administrator's among them.
    pub exchanges: usize,
}

/// Where cases are made.
pub struct Live {
    orders: mpsc::UnboundedSender<Order>,
    ground: Option<oneshot::Receiver<Ground>>,
}

/// Where they are played.
pub struct Orders {
    ground: oneshot::Sender<Ground>,
    inbox: mpsc::UnboundedReceiver<Order>,
}

enum Order {
    Play(Box<Case>, oneshot::Sender<Turn>),
    Tell(Box<CaseResult>),
    Remark(String),
}

/// The two ends.
pub fn live() -> (Live, Orders) {
    let (orders, inbox) = mpsc::unbounded_channel();
    let (known, ground) = oneshot::channel();
    let live = Live {
        orders,
        ground: Some(ground),
    };
    let orders = Orders {
        ground: known,
        inbox,
    };
    (live, orders)
}

impl Live {
    /// What there is, once the preflight knows. None where the target could not be set up.
    pub async fn ground(&mut self) -> Option<Ground> {
        self.ground.take()?.await.ok()
    }

    /// Plays the case. None where nobody plays any more.
    pub async fn play(&self, case: Case) -> Option<Turn> {
        let (reply, played) = oneshot::channel();
        self.orders.send(Order::Play(Box::new(case), reply)).ok()?;
        played.await.ok()
    }

    /// Tells of a case, as of any.
    pub fn tell(&self, result: CaseResult) {
        // Nobody listens any more only when the run is over.
        let _ = self.orders.send(Order::Tell(Box::new(result)));
    }

    /// A word to the person who runs it.
    pub fn remark(&self, text: impl Into<String>) {
        let _ = self.orders.send(Order::Remark(text.into()));
    }
}

/// What is played on a target.
pub(super) enum Supply {
    /// Cases that are known beforehand.
    Planned(Vec<Case>),
    /// Cases that are ordered.
    Live(Orders),
}

impl Supply {
    /// Those that are known beforehand.
    pub(super) fn cases(&self) -> &[Case] {
        match self {
            Self::Planned(cases) => cases,
            Self::Live(_) => &[],
        }
    }

    /// For one more target. Orders are for the first.
    pub(super) fn for_a_target(&mut self) -> Self {
        let rest = Self::Planned(self.cases().to_vec());
        std::mem::replace(self, rest)
    }

    /// Whether there may be a case with that need.
    pub(super) fn may_need(&self, need: impl Fn(&Needs) -> bool) -> bool {
        matches!(self, Self::Live(_)) || self.cases().iter().any(|case| need(&case.needs))
    }
}

impl Ground {
    fn of(shared: &Shared) -> Self {
        Self {
            admin: shared.provisioner.is_some(),
            policies: shared.keeper.may_change(),
            root: shared.root.is_some(),
            role: shared.role.is_ok(),
            signatures: shared.faculties.signatures != Some(false),
            own_user: shared.faculties.own_user,
        }
    }
}

/// Preflight, then what is ordered. Returns the lane's user as the last case left it.
pub(super) async fn play(stage: &Stage, shared: &mut Shared, mut orders: Orders) -> Option<Player> {
    // A second user, so that a change that hits another than the caller is seen.
    let lanes = match prepare(stage, shared, true, 2).await {
        Ok(lanes) => lanes,
        Err(error) => {
            let block = Block::Essential(format!("failed to {error}"));
            let told = preflight_case().map(|case| CaseResult::blocked(&case, 0, block));
            told.into_iter().for_each(|result| stage.case(result));
            return None;
        }
    };
    let mut lane = lanes.into_iter().next()?;
    let trouble = Trouble::new(true);
    let mut policy = None;
    // Whoever made cases and is gone orders none.
    let _ = orders.ground.send(Ground::of(shared));
    while let Some(order) = orders.inbox.recv().await {
        match order {
            Order::Tell(result) => stage.case(*result),
            Order::Remark(text) => stage.remark(text),
            Order::Play(case, reply) => {
                let result = turn(stage, shared, &mut lane, &case, &mut policy, &trouble).await;
                let exchanges = shared.target.administrator().exchanges();
                let _ = reply.send(Turn { result, exchanges });
            }
        }
    }
    Some(lane.player)
}

/// Plays one case. `policy` is what the case before left in force, if that is known.
async fn turn(
    stage: &Stage,
    shared: &Shared,
    lane: &mut Lane,
    case: &Case,
    policy: &mut Option<PolicyNeed>,
    trouble: &Trouble,
) -> CaseResult {
    let block = if stage.interrupt.is_on() {
        Some(Block::Essential("interrupted".to_owned()))
    } else if trouble.is_gone() {
        Some(Block::Essential("the endpoint is gone".to_owned()))
    } else if !shared.faculties.implemented {
        Some(Block::Essential(NOT_IMPLEMENTED.to_owned()))
    } else if let Some(block) = shared.blocks(case) {
        Some(block)
    } else {
        bring_policy(shared, &case.policy).await.err()
    };
    if let Some(block) = block {
        return CaseResult::blocked(case, 0, block);
    }
    if policy.as_ref() != Some(&case.policy) {
        take_note(shared, lane).await;
    }
    let result = attempt(shared, lane, case, 0).await;
    // Whatever a case did to the policy in its midst, a change comes before the next.
    *policy = (!case.needs.alone).then(|| case.policy.clone());
    trouble.learn(shared, case, &result).await;
    result
}
