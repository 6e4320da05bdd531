//! Roles, and the sessions of those who have assumed them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::SystemTime;

use crate::wire::sigv4::Keys;

use super::limits::SESSIONS;
use super::statement::Policy;

/// A role of the account.
pub struct Role {
    /// Its name.
    pub name: String,
    /// `/`, or `/…/`.
    pub path: String,
    /// Unique for ever.
    pub id: String,
    /// When it was made.
    pub created: SystemTime,
    /// Who may assume it.
    pub trust: Policy,
    /// Inline policies by name.
    pub inline: BTreeMap<String, Policy>,
}

/// A session of a role.
pub struct Session {
    /// The temporary key: its id, its secret, and the token that has to come with it.
    pub keys: Keys,
    /// When the key stops working.
    pub expires: SystemTime,
    /// The role that was assumed.
    pub role: String,
    /// The unique id of the role that was assumed: one made again under its name is another.
    pub role_id: String,
    /// The session's own name.
    pub name: String,
    /// What the session was limited to, if anything.
    pub policy: Option<Policy>,
}

/// The sessions in force, by access key id. Bounded: the oldest give way.
#[derive(Default)]
pub struct Sessions {
    by_key: HashMap<String, Arc<Session>>,
    in_order: VecDeque<String>,
}

impl Sessions {
    /// The session of a temporary key.
    pub fn get(&self, key: &str) -> Option<&Arc<Session>> {
        self.by_key.get(key)
    }

    /// Takes in a new session.
    pub fn insert(&mut self, session: Session) {
        if self.in_order.len() == SESSIONS
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.by_key.remove(&oldest);
        }
        let key = session.keys.access.clone();
        self.in_order.push_back(key.clone());
        self.by_key.insert(key, Arc::new(session));
    }
}
