//! The reference endpoint against the rows of FACTS.

mod change_password;
mod stage;
