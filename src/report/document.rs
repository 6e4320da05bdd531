//! A report that can only be written when the run is over.

use std::io;

use super::digest::Told;
use super::{Reporter, Sink};
use crate::runner::Event;

/// Makes the whole report of what was told. The words are the flags, but for the endpoint, that a command line needs to see a
/// finding again.
pub(super) type Render = fn(&Told, &[String]) -> io::Result<String>;

/// Takes note of everything, and writes at the end.
pub(super) struct Document<S> {
    out: S,
    render: Render,
    again: Vec<String>,
    told: Told,
}

impl<S: Sink> Document<S> {
    /// Writes there what is made so.
    pub(super) fn new(out: S, render: Render, again: &[String]) -> Self {
        Self {
            out,
            render,
            again: again.to_vec(),
            told: Told::default(),
        }
    }
}

impl<S: Sink> Reporter for Document<S> {
    fn on(&mut self, event: &Event) -> io::Result<()> {
        self.told.note(event);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let text = (self.render)(&self.told, &self.again)?;
        self.out.write_all(text.as_bytes())?;
        self.out.commit()
    }
}
