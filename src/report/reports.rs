//! All reports of a run.

use std::collections::HashSet;
use std::io;
use std::time::SystemTime;

use super::document::Document;
use super::html::Html;
use super::human::{Human, HumanOptions};
use super::junit::junit;
use super::markdown::markdown;
use super::sarif::sarif;
use super::{Destination, Format, Ndjson, Output, OutputError, ReportSpec, Reporter};
use crate::runner::Event;

/// A report that could not be written to its end.
#[derive(Debug, thiserror::Error)]
#[error("write the report {report} to its end: {source}")]
pub struct UnwrittenReport {
    /// The report, as it was asked for.
    pub report: String,
    /// Why.
    pub source: io::Error,
}

/// Hands every event to every report.
pub struct Reports(Vec<Slot>);

struct Slot {
    name: String,
    reporter: Box<dyn Reporter>,
    failure: Option<io::Error>,
}

impl Reports {
    /// Opens the reports that were asked for, and one for the person at the terminal: on standard output, or on standard
    /// error where another report has that.
    pub fn open(specs: &[ReportSpec], options: &HumanOptions) -> Result<Self, OutputError> {
        let mut taken = HashSet::new();
        if let Some(twice) = specs.iter().find(|spec| !taken.insert(&spec.destination)) {
            return Err(OutputError::Shared(twice.to_string()));
        }
        let at_terminal = match specs
            .iter()
            .find(|spec| spec.destination == Destination::Standard)
        {
            Some(ReportSpec {
                format: Format::Human,
                ..
            })
            | None => Human::on_standard_output(options.clone()),
            Some(_) => Human::on_standard_error(options.clone()),
        };
        let mut slots = vec![Slot::new("human".to_owned(), Box::new(at_terminal))];
        for spec in specs {
            let output = match &spec.destination {
                Destination::Standard if spec.format == Format::Human => continue,
                Destination::Standard => Output::standard(),
                Destination::File(path) if spec.format.is_stream() => Output::stream(path)?,
                Destination::File(path) => Output::document(path)?,
            };
            let reporter: Box<dyn Reporter> = match spec.format {
                Format::Human => Box::new(Human::in_file(output, options.clone())),
                Format::Ndjson => Box::new(Ndjson::new(output)),
                Format::Html => {
                    let again = options.again.clone();
                    Box::new(Html::new(output, again, SystemTime::now()))
                }
                Format::Junit => Box::new(Document::new(output, junit, &options.again)),
                Format::Sarif => Box::new(Document::new(output, sarif, &options.again)),
                Format::Markdown => Box::new(Document::new(output, markdown, &options.again)),
            };
            slots.push(Slot::new(spec.to_string(), reporter));
        }
        Ok(Self(slots))
    }

    /// Tells every report. One that fails is left alone from then on; [`Reports::finish`] says so.
    pub fn tell(&mut self, event: &Event) {
        for slot in &mut self.0 {
            slot.attempt(|reporter| reporter.on(event));
        }
    }

    /// Puts every report in its place.
    pub fn finish(mut self) -> Result<(), UnwrittenReport> {
        for slot in &mut self.0 {
            slot.attempt(Reporter::finish);
        }
        let failed = self
            .0
            .into_iter()
            .find_map(|slot| Some((slot.name, slot.failure?)));
        failed.map_or(Ok(()), |(report, source)| {
            Err(UnwrittenReport { report, source })
        })
    }
}

impl Slot {
    fn new(name: String, reporter: Box<dyn Reporter>) -> Self {
        Self {
            name,
            reporter,
            failure: None,
        }
    }

    fn attempt(&mut self, act: impl FnOnce(&mut (dyn Reporter + 'static)) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = act(self.reporter.as_mut()).err();
        }
    }
}
