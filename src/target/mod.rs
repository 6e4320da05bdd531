//! The endpoint under test: where it is, who may call it, and what is made there and put back.

mod administrator;
mod call;
mod claim;
mod clean;
mod credentials;
mod delete;
mod entry;
mod environment;
mod error;
mod failed;
mod ini;
mod journal;
mod lane;
mod left;
mod options;
mod own;
mod pace;
mod permission;
mod policy;
mod profile;
mod provision;
mod reply;
mod retry;
mod role;
mod run;
mod settings;
mod sources;
#[expect(
    clippy::module_inception,
    reason = "the word of the house for one endpoint"
)]
mod target;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use administrator::{Administrator, Identity, UserRecord, policy_parameters};
pub use claim::claim_policy;
pub use clean::{Cleaned, clean, clean_all, put_back};
pub use entry::Entry;
pub use environment::Environment;
pub use error::SetupError;
pub use failed::{CallFailed, Why};
pub use journal::{Found, Journal};
pub use lane::{LaneUser, UserSpec};
pub use left::Left;
pub use options::{Auth, TargetOptions, UserMode};
pub use own::own_user;
pub use pace::Pace;
pub use permission::inline_policies;
pub use policy::PolicyKeeper;
pub use provision::Provisioner;
pub use retry::{Budget, Retries, is_propagation, is_throttling};
pub use role::RoleSession;
pub use run::{PREFIX, RunId};
pub use settings::endpoint_url;
pub use sources::Sources;
pub use target::Target;
