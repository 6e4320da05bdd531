//! A case as a script for people without pwspec. The one place that prints passwords: those of throw-away users, who are
//! made and deleted by the script itself.

mod aws_cli;
mod boto3;
mod curl;
mod language;
mod refusal;
mod screenplay;
mod script;
mod shell;
mod user;
mod wanted;

pub use language::Language;
pub use refusal::Refusal;
pub use script::emit;
