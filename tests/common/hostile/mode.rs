//! A way to misbehave, by name.

use super::deed::{Asked, Deed};

/// A way to misbehave.
pub struct Mode {
    /// By which it is known.
    pub name: &'static str,
    /// Completes "an endpoint that …".
    pub does: &'static str,
    /// What is done in place of an answer.
    pub(super) deeds: fn(&Asked<'_>) -> Vec<Deed>,
    /// Whether an endpoint carries the requests out, though the answers are spoiled.
    pub(super) carries_out: bool,
    /// Whether it is done as soon as somebody connects.
    pub(super) at_once: bool,
    /// Connections that are served at once.
    pub(super) room: Option<usize>,
    /// Whether it is met over TLS.
    pub(super) tls: bool,
    /// Whether it is told by the time that passes: then the client's limit is a short one.
    pub slow: bool,
    /// Whether only one lane at a time meets it: with several, which connection carries a request is a matter of chance.
    pub alone: bool,
    /// Cases that it is met in; a few of a few sections if none are named.
    pub cases: &'static [&'static str],
    /// What comes of a run where only calls of ChangePassword are met so, and only once the run has begun well.
    pub changes: Option<Wanted>,
    /// What comes of a run where every request is met so.
    pub all: Option<Wanted>,
}

/// What comes of a run.
#[derive(Clone, Copy)]
pub struct Wanted {
    /// The exit code: several where it hangs on what comes first.
    pub exits: &'static [i32],
    /// What is said of it, among other things.
    pub says: &'static str,
}

/// Which requests are met with a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Calls of ChangePassword, once the run has begun well.
    Changes,
    /// Every request.
    All,
}

impl Mode {
    pub(super) const fn new(
        name: &'static str,
        does: &'static str,
        deeds: fn(&Asked<'_>) -> Vec<Deed>,
    ) -> Self {
        Self {
            name,
            does,
            deeds,
            carries_out: true,
            at_once: false,
            room: None,
            tls: false,
            slow: false,
            alone: false,
            cases: &[],
            changes: None,
            all: None,
        }
    }

    pub(super) const fn changes(self, exit: i32, says: &'static str) -> Self {
        let exits = only(exit);
        let changes = Some(Wanted { exits, says });
        Self { changes, ..self }
    }

    pub(super) const fn all(self, exit: i32, says: &'static str) -> Self {
        self.all_of(only(exit), says)
    }

    pub(super) const fn all_of(self, exits: &'static [i32], says: &'static str) -> Self {
        let all = Some(Wanted { exits, says });
        Self { all, ..self }
    }

    /// Told by the time that passes.
    pub(super) const fn slow(self) -> Self {
        Self { slow: true, ..self }
    }

    /// Met by one lane.
    pub(super) const fn alone(self) -> Self {
        Self {
            alone: true,
            ..self
        }
    }

    /// Met in these cases.
    pub(super) const fn in_cases(self, cases: &'static [&'static str]) -> Self {
        Self { cases, ..self }
    }

    /// Requests are not carried out.
    pub(super) const fn in_vain(self) -> Self {
        Self {
            carries_out: false,
            ..self
        }
    }

    /// Done as soon as somebody connects.
    pub(super) const fn at_once(self) -> Self {
        Self {
            at_once: true,
            carries_out: false,
            ..self
        }
    }

    /// No more than so many connections are served at once.
    pub(super) const fn with_room_for(self, connections: usize) -> Self {
        Self {
            room: Some(connections),
            ..self
        }
    }

    /// Met over TLS.
    pub(super) const fn over_tls(self) -> Self {
        Self { tls: true, ..self }
    }

    /// What comes of it there, if it is met there.
    pub fn wanted(&self, scope: Scope) -> Option<Wanted> {
        match scope {
            Scope::Changes => self.changes,
            Scope::All => self.all,
        }
    }
}

const fn only(exit: i32) -> &'static [i32] {
    match exit {
        0 => &[0],
        1 => &[1],
        3 => &[3],
        _ => &[6],
    }
}
