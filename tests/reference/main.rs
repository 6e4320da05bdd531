//! The reference endpoint against the rows of FACTS.

mod change_password;
mod socket;
mod stage;
