//! What is not put back yet.

use std::collections::BTreeMap;

use super::entry::Entry;

/// What is not put back yet, in the order in which it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Users by name.
    pub users: Vec<String>,
    /// Roles by name.
    pub roles: Vec<String>,
    /// The account policy as it was, if it has been changed: the parameters that put it back, or none if none was set.
    pub policy: Option<Option<BTreeMap<String, String>>>,
    /// The id of the key of the user whose own password has been changed.
    pub own_password: Option<String>,
}

impl Left {
    /// Everything is put back.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is left, a phrase each: `the user pwspec-0badcafe-lane-3`.
    pub fn describe(&self) -> Vec<String> {
        let users = self.users.iter().map(|name| format!("the user {name}"));
        let roles = self.roles.iter().map(|name| format!("the role {name}"));
        let policy = self
            .policy
            .iter()
            .map(|_| "the account password policy".to_owned());
        let own = self.own_password.iter();
        let own = own.map(|key| format!("the password of the user with the access key {key}"));
        users.chain(roles).chain(policy).chain(own).collect()
    }

    /// Takes a journal's entry into account.
    pub(super) fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Run { .. } => {}
            Entry::User { name } => add(&mut self.users, name),
            Entry::UserGone { name } => self.users.retain(|user| *user != name),
            Entry::Role { name } => add(&mut self.roles, name),
            Entry::RoleGone { name } => self.roles.retain(|role| *role != name),
            // What was there before the first change is what has to come back.
            Entry::Policy { found } => {
                self.policy.get_or_insert(found);
            }
            Entry::PolicyBack => self.policy = None,
            Entry::OwnPassword { key } => self.own_password = Some(key),
            Entry::OwnPasswordBack => self.own_password = None,
        }
    }
}

fn add(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}
