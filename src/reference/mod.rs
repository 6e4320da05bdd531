//! The embedded reference endpoint: IAM's ChangePassword and what a harness needs around it, in this
//! room's own reading of the specification. It never imports the other reading (`spec`, `matrix`, `oracle`).

mod account;
mod actions;
mod authenticate;
mod authorize;
mod body;
mod call;
mod canonical;
mod change_password;
mod claim;
mod clock;
mod connection;
mod constraint;
mod document;
mod engine;
pub mod errors;
mod exchange;
mod faults;
mod identifiers;
pub mod limits;
mod managed;
mod operation;
mod options;
mod pace;
mod password_policy;
mod pattern;
mod render;
mod reply;
mod rewritten;
mod role;
mod rules;
mod seams;
mod server;
mod statement;
mod transport;
mod turn;
mod user;
mod validate;
mod variants;

pub use engine::Engine;
pub use faults::{Fault, fault, faults};
pub use options::Options;
pub use reply::Reply;
pub use seams::Seams;
pub use server::Reference;
pub use variants::{Variant, variant, variants};
