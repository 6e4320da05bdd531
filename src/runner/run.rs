//! The way of a run: preflight, lanes, put back.

use super::{Event, RunOptions};
use crate::case::Case;
use crate::exit::Exit;

/// Tries the cases on every target, and tells what becomes of them.
pub async fn run(_options: RunOptions, _cases: Vec<Case>, _tell: &mut (dyn FnMut(&Event) + Send)) -> Exit {
    Exit::Internal
}
