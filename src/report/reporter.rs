//! What every format is.

use std::io;

use crate::runner::Event;

/// Turns events into a report. An error ends the report, never the run.
pub trait Reporter: Send {
    /// Takes note of an event, in the order of the run.
    fn on(&mut self, event: &Event) -> io::Result<()>;

    /// Writes what can only be said at the end, and puts the report in its place.
    fn finish(&mut self) -> io::Result<()>;
}
