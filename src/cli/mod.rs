//! The command line: one file a command.

mod asked;
mod baseline;
mod choice;
mod clean;
mod command;
mod completions;
mod config;
mod corpus;
mod coverage;
mod embedded;
mod error;
mod explain;
mod findings;
mod fuzz;
mod generate;
mod known;
mod list;
mod listed;
mod man;
mod merge;
mod partition;
mod put;
mod quick;
mod replay;
mod report_args;
mod run;
mod runtime;
mod selection;
mod selftest;
mod serve;
mod target_args;
#[cfg(test)]
mod tests;
mod trial_args;
mod value;

pub use command::main;
pub use error::CliError;
