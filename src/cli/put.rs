//! Standard output, for what is meant for programs: no colour, and a reader that went away has seen enough.

use std::io::Write as _;

use super::CliError;
use crate::report::Output;

/// Writes it there.
pub(super) fn put(text: &[u8]) -> Result<(), CliError> {
    let mut out = Output::standard();
    let written = out.write_all(text);
    written.and_then(|()| out.flush()).map_err(CliError::Print)
}
