//! The report to look at, from the first event to the file.

use std::io;
use std::time::SystemTime;

use super::evidence::Evidence;
use super::exchange::Exchanges;
use super::page::{Gathered, write};
use crate::report::digest::Told;
use crate::report::{Reporter, Sink};
use crate::runner::Event;

/// Writes a page.
pub struct Html<S> {
    out: S,
    /// The flags, but for the endpoint, that a command line needs to see a finding again.
    again: Vec<String>,
    begun: SystemTime,
    told: Told,
    evidence: Evidence,
    exchanges: Exchanges,
}

impl<S: Sink> Html<S> {
    /// Writes there. `begun` is the date that the page bears.
    pub fn new(out: S, again: Vec<String>, begun: SystemTime) -> Self {
        Self {
            out,
            again,
            begun,
            told: Told::default(),
            evidence: Evidence::default(),
            exchanges: Exchanges::default(),
        }
    }
}

impl<S: Sink> Reporter for Html<S> {
    fn on(&mut self, event: &Event) -> io::Result<()> {
        self.told.note(event);
        if let Event::Case(case) = event {
            self.evidence.note(case);
            self.exchanges.note(case);
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let gathered = Gathered {
            told: &self.told,
            evidence: &self.evidence,
            exchanges: &self.exchanges,
            again: &self.again,
            date: humantime::format_rfc3339_seconds(self.begun).to_string(),
        };
        write(&gathered, &mut self.out)?;
        self.out.commit()
    }
}
