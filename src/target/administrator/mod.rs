//! The calls of IAM and STS that prepare users and put things back, a file for what each is about.

mod access_key;
mod account_policy;
mod caller;
mod login_profile;
mod role;
mod sts;
mod user;
mod user_policy;

pub use caller::Administrator;
pub use sts::Identity;
pub use user::UserRecord;

pub(super) use account_policy::policy;
pub use account_policy::policy_parameters;
