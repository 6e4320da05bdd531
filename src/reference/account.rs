//! The account: all the state there is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::SystemTime;

use crate::wire::sigv4::Keys;

use super::identifiers;
use super::managed::{self, ADMINISTRATOR_ACCESS};
use super::password_policy::PasswordPolicy;
use super::role::{Role, Session, Sessions};
use super::scratch::Scratch;
use super::user::{AccessKey, Owner, User};

/// The name of the user with full rights that every account begins with.
pub const ADMINISTRATOR: &str = "administrator";

/// An AWS account. No `Debug`: it holds passwords and secrets.
pub struct Account {
    /// 12 digits.
    pub id: String,
    /// Its name, which is no password.
    pub name: String,
    /// Its e-mail address, which is no password.
    pub email: String,
    /// By name in lower case: names that differ in case only do not exist side by side.
    users: BTreeMap<String, User>,
    /// Long-term keys by id.
    pub keys: HashMap<String, AccessKey>,
    /// By name.
    pub roles: BTreeMap<String, Role>,
    /// Of the roles.
    pub sessions: Sessions,
    /// None until one is set.
    pub password_policy: Option<PasswordPolicy>,
    /// What a fault remembers.
    pub scratch: Scratch,
}

/// Who signed.
#[derive(Clone)]
pub enum Caller {
    /// The account's root user.
    Root,
    /// The user of this name.
    User(String),
    /// Somebody in a role.
    Session(Arc<Session>),
}

impl Account {
    /// An account with nobody in it.
    pub fn new(id: String) -> Self {
        Self {
            id,
            name: "Reference-Account-1".to_owned(),
            email: "Root-1@example.com".to_owned(),
            users: BTreeMap::new(),
            keys: HashMap::new(),
            roles: BTreeMap::new(),
            sessions: Sessions::default(),
            password_policy: None,
            scratch: Scratch::default(),
        }
    }

    /// The user of exactly this name.
    pub fn user(&self, name: &str) -> Option<&User> {
        self.users
            .get(&name.to_ascii_lowercase())
            .filter(|user| user.name == name)
    }

    /// The user of exactly this name, to change.
    pub fn user_mut(&mut self, name: &str) -> Option<&mut User> {
        self.users
            .get_mut(&name.to_ascii_lowercase())
            .filter(|user| user.name == name)
    }

    /// The users, in the order of the keys that they come with.
    pub fn users(&self) -> impl ExactSizeIterator<Item = (&str, &User)> {
        self.users.iter().map(|(key, user)| (key.as_str(), user))
    }

    /// Whether a name is taken, in whatever case.
    pub fn is_taken(&self, name: &str) -> bool {
        self.users.contains_key(&name.to_ascii_lowercase())
    }

    /// Takes in a user whose name is not taken.
    pub fn insert_user(&mut self, user: User) {
        self.users.insert(user.name.to_ascii_lowercase(), user);
    }

    /// Forgets a user.
    pub fn remove_user(&mut self, name: &str) {
        self.users.remove(&name.to_ascii_lowercase());
    }

    /// Gives a new active key to its owner.
    pub fn add_key(&mut self, owner: Owner, at: SystemTime) -> Keys {
        let keys = Keys::new(identifiers::access_key_id(), identifiers::secret(), None);
        if let Owner::User(name) = &owner
            && let Some(user) = self.user_mut(name)
        {
            user.keys.push(keys.access.clone());
        }
        let key = AccessKey {
            owner,
            keys: keys.clone(),
            active: true,
            created: at,
        };
        self.keys.insert(keys.access.clone(), key);
        keys
    }

    /// Takes in a user with full rights, who is not root; its key.
    pub fn add_administrator(&mut self, at: SystemTime) -> Keys {
        let name = ADMINISTRATOR.to_owned();
        let mut user = User::new(name.clone(), "/".to_owned(), identifiers::user_id(), at);
        user.attached
            .extend(managed::find(ADMINISTRATOR_ACCESS).map(|m| (m.arn, m)));
        self.insert_user(user);
        self.add_key(Owner::User(name), at)
    }

    /// The ARN of a user, or the one it would have at the root of the paths.
    pub fn user_arn(&self, name: &str) -> String {
        let path = self.user(name).map_or("/", |user| &user.path);
        format!("arn:aws:iam::{}:user{path}{name}", self.id)
    }

    /// The ARN of a role, or the one it would have at the root of the paths.
    pub fn role_arn(&self, name: &str) -> String {
        let path = self.roles.get(name).map_or("/", |role| &role.path);
        format!("arn:aws:iam::{}:role{path}{name}", self.id)
    }

    /// The ARN of who signed.
    pub fn caller_arn(&self, caller: &Caller) -> String {
        match caller {
            Caller::Root => format!("arn:aws:iam::{}:root", self.id),
            Caller::User(name) => self.user_arn(name),
            Caller::Session(session) => self.session_arn(&session.role, &session.name),
        }
    }

    /// The ARN of a role's session.
    pub fn session_arn(&self, role: &str, session: &str) -> String {
        format!("arn:aws:sts::{}:assumed-role/{role}/{session}", self.id)
    }
}
