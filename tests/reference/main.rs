//! The reference endpoint against the rows of FACTS.

mod authentication;
mod change_password;
mod envelope;
mod front_end;
mod password_policy;
mod provisioning;
mod roles;
mod socket;
mod stage;
mod total;
mod validation;
