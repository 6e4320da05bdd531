//! `pwspec list`: the cases of the matrix.

use std::io::Write;

use clap::Args;

use super::CliError;
use super::choice::choice;
use super::partition::PartitionArgs;
use super::selection::SelectionArgs;
use crate::exit::Exit;
use crate::matrix;
use crate::report::{Listed, Output};
use crate::spec::Model;

/// The flags of `list`.
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    partition: PartitionArgs,
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
    let chosen = args
        .selection
        .choose(matrix::cases(&Model::compiled_in()?))?;
    let cases = args.partition.share(chosen).cases;
    let listed: Vec<Listed<'_>> = cases.iter().map(Listed::of).collect();
    let width = Listed::width(&listed);
    let lines = listed.iter().map(|case| match args.format {
        ListFormat::Text => case.text(width),
        ListFormat::Ndjson => case.json(),
    });
    let text: String = lines.flat_map(|line| [line, "\n".to_owned()]).collect();
    let mut out = Output::standard();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(CliError::Print)?;
    Ok(Exit::Ok)
}
