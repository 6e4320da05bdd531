//! The report for people, from the first event to the last line.

use std::io;

use anstream::{AutoStream, ColorChoice};

use super::end::end;
use super::progress::Progress;
use super::put::put;
use super::trace::trace;
use super::words::{BAD, GOOD, HEAD, ODD, WIDTH, line_of, plural, visible, wrap};
use crate::case::Verdict;
use crate::report::digest::Told;
use crate::report::{Output, Reporter, Sink};
use crate::runner::{CaseResult, Event, RunStarted};
use owo_colors::OwoColorize;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Verbosity {
    /// Findings and the verdict.
    Quiet,
    /// The counts, and what was remarkable.
    #[default]
    Normal,
    /// Every case, and the notes.
    Verbose,
}

/// Which exchanges are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceWhat {
    /// Those of cases that failed.
    Failures,
    /// All.
    All,
}

/// What a person asked for.
#[derive(Clone, Debug, Default)]
pub struct HumanOptions {
    /// How much is told.
    pub verbosity: Verbosity,
    /// Which exchanges are told.
    pub trace: Option<TraceWhat>,
    /// The flags, but for the endpoint, that a command line needs to see a finding again.
    pub again: Vec<String>,
}

/// Writes for people.
pub struct Human<S> {
    out: S,
    colours: bool,
    bar: bool,
    options: HumanOptions,
    progress: Progress,
    told: Told,
    /// Whether what was written last is followed by something of its kind, and not by an empty line.
    in_list: bool,
}

impl Human<Output> {
    /// On standard output, with a progress bar if there is a terminal.
    pub fn on_standard_output(options: HumanOptions) -> Self {
        Self::at_terminal(
            Output::standard(),
            AutoStream::choice(&io::stdout()),
            options,
        )
    }

    /// On standard error, with a progress bar if there is a terminal.
    pub fn on_standard_error(options: HumanOptions) -> Self {
        Self::at_terminal(Output::error(), AutoStream::choice(&io::stderr()), options)
    }

    fn at_terminal(out: Output, choice: ColorChoice, options: HumanOptions) -> Self {
        let bar = options.verbosity > Verbosity::Quiet;
        Self {
            colours: choice != ColorChoice::Never,
            bar,
            ..Self::in_file(out, options)
        }
    }
}

impl<S: Sink> Human<S> {
    /// In a file: no colours, no bar.
    pub fn in_file(out: S, options: HumanOptions) -> Self {
        Self {
            out,
            colours: false,
            bar: false,
            options,
            progress: Progress::none(),
            told: Told::default(),
            in_list: false,
        }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.in_list = !text.ends_with("\n\n");
        let Self {
            out,
            colours,
            progress,
            ..
        } = self;
        progress.aside(|| put(out, *colours, text))
    }

    fn started(&mut self, run: &RunStarted) -> io::Result<()> {
        if self.options.verbosity == Verbosity::Quiet {
            return Ok(());
        }
        let cases = match run.live {
            true => "sequences".to_owned(),
            false => plural(run.cases, "case"),
        };
        let against = match run.targets.as_slice() {
            [one] if run.embedded => format!("the embedded reference at {one}"),
            many => many.join(", "),
        };
        let text = format!(
            "pwspec {}: {cases} against {against}, seed {}",
            env!("CARGO_PKG_VERSION"),
            run.seed
        );
        let mut out = String::new();
        for line in wrap(&visible(&text), WIDTH) {
            line_of(&mut out, format_args!("{}", line.style(HEAD)));
        }
        out.push('\n');
        self.write(&out)?;
        // How far what has no end in sight is, whoever makes it says.
        if self.bar && !run.live {
            // The preflight is one more.
            self.progress = Progress::of((run.cases + 1) * run.targets.len(), "cases");
        }
        Ok(())
    }

    fn case(&mut self, case: &CaseResult) -> io::Result<()> {
        let mut out = String::new();
        if self.options.verbosity == Verbosity::Verbose {
            self.one_line(&mut out, case);
        }
        let failed = matches!(case.verdict, Verdict::Fail | Verdict::Error);
        if self
            .options
            .trace
            .is_some_and(|what| what == TraceWhat::All || failed)
            && !case.steps.is_empty()
        {
            trace(&mut out, case);
        }
        self.progress.case(case.verdict);
        if out.is_empty() {
            Ok(())
        } else {
            self.write(&out)
        }
    }

    fn one_line(&self, out: &mut String, case: &CaseResult) {
        let style = match case.verdict {
            Verdict::Pass => GOOD,
            Verdict::Known | Verdict::Blocked => ODD,
            Verdict::Fail | Verdict::Error => BAD,
        };
        let ms = case.elapsed.as_secs_f64() * 1000.0;
        let target = if self.told.has_several_targets() {
            format!("[{}] ", case.target + 1)
        } else {
            String::new()
        };
        line_of(
            out,
            format_args!(
                "{:<8}{ms:>9.1} ms  {target}{}",
                case.verdict.style(style),
                case.id
            ),
        );
    }
}

impl<S: Sink> Reporter for Human<S> {
    fn on(&mut self, event: &Event) -> io::Result<()> {
        self.told.note(event);
        match event {
            Event::Started(run) => self.started(run),
            Event::Case(case) => self.case(case),
            Event::Remark(_) | Event::Summary(_) => Ok(()),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.progress.clear();
        self.progress = Progress::none();
        let gap = if self.in_list { "\n" } else { "" };
        self.write(&format!("{gap}{}", end(&self.told, &self.options)))?;
        self.out.commit()
    }
}
