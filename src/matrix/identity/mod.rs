//! Who asks: users in every state, their keys and rights, root, a role, and many users at once.

pub(super) mod keys;
pub(super) mod many;
pub(super) mod names;
pub(super) mod others;
pub(super) mod permission;
pub(super) mod profile;
pub(super) mod user;
pub(super) mod user_name;
