//! The selftest for people: a progress bar while it goes on, then what failed, then the counts.

use std::io;

use anstream::{AutoStream, ColorChoice};
use owo_colors::OwoColorize;

use super::kill_matrix::{end, introduction};
use super::progress::Progress;
use super::put::put;
use super::words::{BAD, line_of};
use super::{Human, HumanOptions, Verbosity};
use crate::report::{Output, Reporter, Sink};
use crate::runner::Event;
use crate::selftest::{Fate, KillMatrix, SelftestEvent};

/// Writes for people.
pub struct HumanSelftest<S> {
    out: S,
    colours: bool,
    bar: bool,
    quiet: bool,
    progress: Progress,
}

impl HumanSelftest<Output> {
    /// On standard output, with a progress bar if there is a terminal.
    pub fn on_standard_output(quiet: bool) -> Self {
        let choice = AutoStream::choice(&io::stdout());
        Self::at_terminal(Output::standard(), choice, quiet)
    }

    /// On standard error, with a progress bar if there is a terminal.
    pub fn on_standard_error(quiet: bool) -> Self {
        let choice = AutoStream::choice(&io::stderr());
        Self::at_terminal(Output::error(), choice, quiet)
    }

    fn at_terminal(out: Output, choice: ColorChoice, quiet: bool) -> Self {
        Self {
            colours: choice != ColorChoice::Never,
            bar: !quiet,
            ..Self::in_file(out, quiet)
        }
    }
}

impl<S: Sink> HumanSelftest<S> {
    /// In a file: no colours, no bar.
    pub fn in_file(out: S, quiet: bool) -> Self {
        Self {
            out,
            colours: false,
            bar: false,
            quiet,
            progress: Progress::none(),
        }
    }

    /// Takes note of an event.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn on(&mut self, event: &SelftestEvent<'_>) -> io::Result<()> {
        match event {
            SelftestEvent::Started(started) => {
                let text = introduction(started);
                if self.bar {
                    // The plain endpoint is one more.
                    let many = started.faults + started.variants + 1;
                    self.progress = Progress::of(many, "endpoints");
                }
                self.tell(&text)
            }
            SelftestEvent::Green { cases, elapsed } => {
                self.progress.done(true);
                let seconds = elapsed.as_secs_f64();
                self.tell(&format!(
                    "the plain endpoint is green: {cases} cases in {seconds:.1} s\n\n"
                ))
            }
            SelftestEvent::NotGreen(run) => self.not_green(run),
            SelftestEvent::Fault(trial) => {
                self.progress.done(trial.fate() == Fate::Killed);
                Ok(())
            }
            SelftestEvent::Variant(hearing) => {
                self.progress.done(hearing.is_green());
                Ok(())
            }
        }
    }

    /// Writes what can only be said at the end; nothing of a selftest that stopped.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(&mut self, matrix: Option<&KillMatrix>) -> io::Result<()> {
        self.progress.clear();
        self.progress = Progress::none();
        if let Some(matrix) = matrix {
            self.write(&end(matrix, self.quiet))?;
        }
        self.out.commit()
    }

    /// The findings, as of any run, and why there is no more.
    fn not_green(&mut self, run: &[Event]) -> io::Result<()> {
        let options = HumanOptions {
            verbosity: Verbosity::Quiet,
            ..HumanOptions::default()
        };
        let mut told = Vec::new();
        let mut human = Human::in_file(&mut told, options);
        run.iter().try_for_each(|event| human.on(event))?;
        human.finish()?;
        let mut text = String::from_utf8_lossy(&told).into_owned();
        text.push('\n');
        let why = "the plain endpoint is not green: the rest would be meaningless";
        line_of(&mut text, format_args!("{}", why.style(BAD)));
        self.progress.clear();
        self.write(&text)
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        self.write(text)
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        let Self {
            out,
            colours,
            progress,
            ..
        } = self;
        progress.aside(|| put(out, *colours, text))
    }
}
