//! `pwspec list`: the cases of the matrix.

use std::io::Write;

use clap::Args;

use super::CliError;
use super::choice::choice;
use super::generate::GenerateArgs;
use super::partition::PartitionArgs;
use super::selection::SelectionArgs;
use crate::exit::Exit;
use crate::report::{Listed, Output};
use crate::spec::Model;

/// The flags of `list`.
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    partition: PartitionArgs,
    #[command(flatten)]
    generated: GenerateArgs,
    /// The seed of what is generated
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// A line of text a case, or a JSON object
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = choice(LIST_FORMAT))]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListFormat {
    Text,
    Ndjson,
}

const LIST_FORMAT: &[(&str, ListFormat)] =
    &[("text", ListFormat::Text), ("ndjson", ListFormat::Ndjson)];

/// Prints the cases.
pub(super) fn list(args: &ListArgs) -> Result<Exit, CliError> {
    let model = Model::compiled_in()?;
    let chosen = args
        .selection
        .choose_widely(&model, args.generated.is_asked())?;
    let cases = args.partition.share(chosen, args.generated).cases;
    let listed: Vec<Listed<'_>> = cases.iter().map(Listed::of).collect();
    let width = Listed::width(&listed);
    let line = |case: &Listed<'_>| match args.format {
        ListFormat::Text => case.text(width) + "\n",
        ListFormat::Ndjson => case.json() + "\n",
    };
    let mut out = Output::standard();
    let text: String = listed.iter().map(line).collect();
    let mut written = out.write_all(text.as_bytes());
    if let Some(wanted) = args.generated.wanted(args.partition.partition()) {
        wanted.each(&model, args.seed, |case| {
            if written.is_ok() {
                written = out.write_all(line(&Listed::of(case)).as_bytes());
            }
        });
    }
    written
        .and_then(|()| out.flush())
        .map_err(CliError::Print)?;
    Ok(Exit::Ok)
}
