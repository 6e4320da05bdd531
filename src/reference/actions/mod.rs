//! The operations beside ChangePassword: what a harness needs to set the stage. One file a noun.

pub mod access_keys;
pub mod account_policy;
pub mod attached_policies;
pub mod inline;
pub mod login_profiles;
pub mod page;
pub mod role_policies;
pub mod roles;
pub mod sts;
pub mod user_policies;
pub mod users;
