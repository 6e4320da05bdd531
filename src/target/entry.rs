//! A line of a journal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A line of a journal. A line of another kind, of a later version, is left out of account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Entry {
    /// The first line.
    Run {
        /// Where.
        endpoint: String,
        /// The region of the scope.
        region: String,
    },
    /// A user is about to be made.
    User {
        /// Its name.
        name: String,
    },
    /// It is gone.
    UserGone {
        /// Its name.
        name: String,
    },
    /// A role is about to be made.
    Role {
        /// Its name.
        name: String,
    },
    /// It is gone.
    RoleGone {
        /// Its name.
        name: String,
    },
    /// The account policy is about to be changed.
    Policy {
        /// The parameters that put it back; none where none was set.
        found: Option<BTreeMap<String, String>>,
    },
    /// It is as it was.
    PolicyBack,
    /// A user's own password is about to be changed.
    OwnPassword {
        /// The id of the user's key.
        key: String,
    },
    /// It is as it was.
    OwnPasswordBack,
}
