//! The command line: one file a command.

mod choice;
mod clean;
mod command;
mod coverage;
mod embedded;
mod error;
mod explain;
mod list;
mod quick;
mod replay;
mod run;
mod runtime;
mod selection;
mod selftest;
mod serve;
mod suggest;
mod target_args;
#[cfg(test)]
mod tests;
mod trial_args;
mod value;

pub use command::main;
pub use error::CliError;
