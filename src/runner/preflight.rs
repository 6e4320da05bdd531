//! Before the cases: is ChangePassword there, does what it answers agree with what it does, whose password does it change.
//! One fault here must not cost five hundred red lines.

use super::record::Halt;
use super::session::Session;
use crate::case::{
    Breach, Caller, Case, CaseId, Check, Needs, Permission, PolicyNeed, Request, Sign, Subject,
};
use crate::oracle::{Draft, Observed, Outcome};
use crate::password::Secret;
use crate::spec::ClauseId;
use crate::wire::xml::Envelope;

/// The id of the preflight's own case, and its section.
pub const PREFLIGHT: &str = "preflight";

/// The case that the preflight is, for its findings.
pub(super) fn preflight_case() -> Option<Case> {
    let id: CaseId = PREFLIGHT.parse().ok()?;
    Some(Case {
        id,
        section: PREFLIGHT,
        policy: PolicyNeed::Any,
        subjects: vec![Subject::Lane],
        start: None,
        steps: Vec::new(),
        needs: Needs::default(),
        clauses: Vec::new(),
    })
}

/// What the preflight learned.
#[derive(Debug, Default)]
pub(super) struct Learned {
    pub(super) implemented: bool,
    pub(super) witness: Option<String>,
    pub(super) signatures: Option<bool>,
    pub(super) own_user: bool,
}

impl Session<'_> {
    /// Asks the first user's questions while it is alone; then, with a second one beside it, whether each changes its own
    /// password.
    pub(super) async fn preflight(
        &mut self,
        signatures: bool,
        second_user: bool,
    ) -> Result<Learned, Halt> {
        let mut learned = Learned {
            own_user: true,
            ..Learned::default()
        };
        if !self.implemented().await? {
            return Ok(learned);
        }
        learned.implemented = true;
        if let Some(why) = self.untrustworthy().await? {
            self.find_again(0).await?;
            learned.witness = Some(why);
            return Ok(learned);
        }
        if second_user {
            learned.own_user = self.beside_another().await?;
        }
        if signatures {
            learned.signatures = self.signatures_verified().await?;
        }
        Ok(learned)
    }

    /// Which password is in force is not known any more: an administrator sets one, where there is one.
    async fn find_again(&mut self, index: usize) -> Result<(), Halt> {
        let password = self.own(index)?;
        // Where nobody can, the cases find out.
        let _ = self.reset(index, password).await;
        Ok(())
    }

    /// Makes a second user; it is deleted again where the two get in each other's way.
    async fn beside_another(&mut self) -> Result<bool, Halt> {
        let permission = self.players[0].account.permission;
        let Ok(made) = self.shared.lane_user(permission).await else {
            // Then there is nobody to be hit; why there are no more users is told when the lanes are made.
            return Ok(true);
        };
        self.players.push(made);
        let own_user = self.own_user().await?;
        if !own_user && let Some(player) = self.players.pop() {
            self.find_again(0).await?;
            // What cannot be deleted stays in the journal, and is told at the end.
            let _ = self.shared.provisioner()?.delete(&player.user.name).await;
        }
        Ok(own_user)
    }

    fn finds(&mut self, draft: Draft, sent: &str) {
        self.record
            .take(self.case, vec![draft], sent, self.shared.strictness);
    }

    fn own(&mut self, index: usize) -> Result<Secret, Halt> {
        let minimum = self.shared.minimum();
        let made = self.players[index].next_password(&self.shared.forge, minimum);
        made.ok_or_else(|| Halt::Error("no password of the harness's own could be made".to_owned()))
    }

    fn in_force(&self, index: usize) -> Result<Secret, Halt> {
        let known = self.players[index].account.in_force.certain().cloned();
        known.ok_or_else(|| Halt::Error("the preflight lost the password".to_owned()))
    }

    /// One plain valid change.
    async fn implemented(&mut self) -> Result<bool, Halt> {
        let clause = ClauseId::of("Operation.implemented");
        self.record.asks(Check::Implemented, clause.clone());
        let mut observed = self.plain_change().await?;
        // Which of the ways to permit it works is judged elsewhere; here any of them will do.
        for permission in [Permission::Managed, Permission::Broad] {
            let denied = observed
                .code()
                .is_some_and(|code| code.starts_with("AccessDenied"));
            if !denied || self.shared.provisioner.is_none() {
                break;
            }
            for index in 0..self.players.len() {
                self.permit(index, permission).await?;
            }
            observed = self.plain_change().await?;
        }
        if is_ours(&observed, &self.shared.model.operation) {
            return Ok(true);
        }
        let wanted = format!(
            "200 {}Response to a plain valid change",
            self.shared.model.operation
        );
        let mut draft = Draft::new(Check::Implemented, clause, wanted, observed.short.clone());
        if let Ok(Envelope::Error(error)) = &observed.envelope
            && let Some(message) = &error.message
        {
            draft = draft.with(format!(
                "it says: {}",
                message.chars().take(160).collect::<String>()
            ));
        }
        self.finds(
            draft,
            "a plain valid change by a user with a login profile and permission",
        );
        Ok(false)
    }

    async fn plain_change(&mut self) -> Result<Observed, Halt> {
        let (old, new) = (self.in_force(0)?, self.own(0)?);
        let observed = self.change(0, &old, &new).await?;
        let account = &mut self.players[0].account;
        if is_ours(&observed, &self.shared.model.operation) {
            account.changed(new);
        } else if observed.outcome == Outcome::Accepted {
            account.perhaps_changed(new);
        }
        Ok(observed)
    }

    /// A wrong old password is refused and does nothing, the new one is in force and the one before it no longer: else
    /// nothing that the witness hears can be believed.
    async fn untrustworthy(&mut self) -> Result<Option<String>, Halt> {
        let clause = ClauseId::of("OldPassword.match");
        self.record.asks(Check::Witness, clause.clone());
        let current = self.in_force(0)?;
        let (wrong, other) = (self.own(0)?, self.own(0)?);
        let observed = self.change(0, &wrong, &other).await?;
        if observed.outcome == Outcome::Accepted {
            let draft = Draft::new(
                Check::Witness,
                clause,
                "a wrong old password is refused",
                observed.short,
            );
            self.finds(draft, "a plain wrong old password");
            // Somebody's password changed, perhaps: nobody can say.
            self.players[0].account.in_force = crate::case::InForce::OneOf(vec![current, other]);
            return Ok(Some(
                "any old password is accepted (preflight:witness)".to_owned(),
            ));
        }
        let next = self.own(0)?;
        let observed = self.change(0, &current, &next).await?;
        if observed.outcome != Outcome::Accepted {
            let offered = [next, other];
            return self.not_in_force(&offered, observed.short).await.map(Some);
        }
        self.players[0].account.changed(next.clone());
        self.not_retired(&current, &next).await
    }

    /// The password that must be in force is refused: the change before took no effect, or a refused one did, of which
    /// these are the new passwords, the latest first.
    async fn not_in_force(&mut self, offered: &[Secret], short: String) -> Result<String, Halt> {
        let mut stored = false;
        for refused in offered {
            let next = self.own(0)?;
            let observed = self.change(0, refused, &next).await?;
            stored |= observed.outcome == Outcome::Accepted;
            if stored {
                break;
            }
        }
        let (clause, wanted, got, sent, why) = if stored {
            (
                "ChangePassword.refused-changes-nothing",
                "a refused change changes nothing",
                "its new password is in force".to_owned(),
                "the new password of a refused change, as the old one",
                "a refused change takes effect",
            )
        } else {
            (
                "ChangePassword.takes-effect",
                "the password of an accepted change is in force",
                format!("it is refused: {short}"),
                "the new password of the change before, as the old one",
                "an accepted change takes no effect",
            )
        };
        let draft = Draft::new(Check::Witness, ClauseId::of(clause), wanted, got);
        self.finds(draft, sent);
        Ok(format!("{why} (preflight:witness)"))
    }

    /// Whether the password that an accepted change replaced is taken all the same.
    async fn not_retired(
        &mut self,
        retired: &Secret,
        in_force: &Secret,
    ) -> Result<Option<String>, Halt> {
        let next = self.own(0)?;
        let observed = self.change(0, retired, &next).await?;
        if observed.outcome != Outcome::Accepted {
            self.settle(0, &observed, in_force).await?;
            return Ok(None);
        }
        let clause = ClauseId::of("ChangePassword.retires-old");
        let wanted = "the password before an accepted change is refused";
        let draft = Draft::new(Check::Witness, clause, wanted, observed.short);
        self.finds(
            draft,
            "the old password of the change before, as the old one again",
        );
        let why = "a password that was replaced is accepted (preflight:witness)";
        Ok(Some(why.to_owned()))
    }

    /// After an answer that says neither, asks whether the password is still in force.
    async fn settle(
        &mut self,
        index: usize,
        observed: &Observed,
        in_force: &Secret,
    ) -> Result<(), Halt> {
        if observed.outcome == Outcome::Unclear {
            let next = self.own(index)?;
            let again = self.change(index, in_force, &next).await?;
            if again.outcome == Outcome::Accepted {
                self.players[index].account.changed(next);
            }
        }
        Ok(())
    }

    /// With a second user there, each of the two changes its own password.
    async fn own_user(&mut self) -> Result<bool, Halt> {
        let clause = ClauseId::of("Operation.caller");
        self.record.asks(Check::OwnUser, clause.clone());
        for (caller, other) in [(1, 0), (0, 1)] {
            let (old, new) = (self.in_force(caller)?, self.own(caller)?);
            let observed = self.change(caller, &old, &new).await?;
            if observed.outcome == Outcome::Accepted {
                self.players[caller].account.changed(new);
                continue;
            }
            let (theirs, next) = (self.in_force(other)?, self.own(other)?);
            let crossed = self.change(caller, &theirs, &next).await?;
            let crosses = crossed.outcome == Outcome::Accepted;
            let got = if crosses {
                self.players[other].account.changed(next);
                "the other user's password is asked for, and changed".to_owned()
            } else {
                format!("the caller's own password is refused: {}", observed.short)
            };
            // The first user's was in force before the second one called.
            let clause = match caller == 0 && !crosses {
                true => ClauseId::of("ChangePassword.stays"),
                false => clause,
            };
            let wanted = "with two users there, each changes its own password";
            let draft = Draft::new(Check::OwnUser, clause, wanted, got);
            self.finds(draft, "a plain valid change by one of two users");
            return Ok(false);
        }
        self.own_password(clause).await
    }

    /// What is in force for one of two users is no password of the other's.
    async fn own_password(&mut self, clause: ClauseId) -> Result<bool, Halt> {
        let (own, theirs, next) = (self.in_force(1)?, self.in_force(0)?, self.own(1)?);
        let observed = self.change(1, &theirs, &next).await?;
        if observed.outcome != Outcome::Accepted {
            self.settle(1, &observed, &own).await?;
            return Ok(true);
        }
        let wanted = "another user's password is refused";
        let draft = Draft::new(Check::OwnUser, clause, wanted, observed.short);
        self.finds(
            draft,
            "the password of the other of two users, as the old one",
        );
        Ok(false)
    }

    /// A request signed with a wrong secret must not be served.
    async fn signatures_verified(&mut self) -> Result<Option<bool>, Halt> {
        let clause = ClauseId::of("Auth.secret");
        self.record.asks(Check::Signatures, clause.clone());
        let (old, new) = (self.in_force(0)?, self.own(0)?);
        let request = Request::change(old.recipe().clone(), new.recipe().clone())
            .by(Caller::User(0))
            .signed(Sign::Broken(Breach::WrongSecret));
        let sent = self.exchange_with(&request, &[&old, &new]).await?;
        let Some((_, observed)) = sent.answers.into_iter().next() else {
            return Ok(None);
        };
        match observed.outcome {
            Outcome::Accepted => {
                self.players[0].account.changed(new);
                let wanted = "403 SignatureDoesNotMatch to a request signed with a wrong secret";
                self.finds(
                    Draft::new(Check::Signatures, clause, wanted, observed.short),
                    &sent.composed.sent,
                );
                Ok(Some(false))
            }
            Outcome::Refused => Ok(Some(true)),
            Outcome::Unclear => {
                self.players[0].account.perhaps_changed(new);
                Ok(None)
            }
        }
    }
}

/// A success status is not enough: some endpoints answer everything with a cheerful document of another service.
fn is_ours(observed: &Observed, operation: &str) -> bool {
    let root = match &observed.envelope {
        Ok(Envelope::Success(success)) => success.root.strip_suffix("Response") == Some(operation),
        Ok(Envelope::Error(_)) => false,
        // An ill-formed success is a success all the same, and its form is judged by the cases.
        Err(_) => {
            observed.short.to_ascii_lowercase().contains("xml") || observed.short.contains("empty")
        }
    };
    observed.outcome == Outcome::Accepted && root
}
