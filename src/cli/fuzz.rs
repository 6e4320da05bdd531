//! `pwspec fuzz`: draws sequences of requests, and looks for what the cases of the matrix do not try.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::asked::Asked;
use super::corpus::Corpus;
use super::embedded::Endpoints;
use super::findings::Findings;
use super::report_args::ReportArgs;
use super::target_args::TargetArgs;
use super::trial_args::{JudgementArgs, KnownArgs, OrderArgs, TrialArgs};
use super::{CliError, known, runtime, value};
use crate::exit::Exit;
use crate::fuzz::{Excuses, FuzzOptions, Told, fuzz as look};
use crate::matrix;
use crate::report::Output;
use crate::report::human::FuzzProgress;
use crate::runner::{self, Event, OwnOptions, RunOptions, RunStarted};
use crate::spec::Model;
use crate::target::Environment;

/// The flags of `fuzz`.
#[derive(Args, Clone, Debug)]
pub(super) struct FuzzArgs {
    #[command(flatten)]
    bounds: BoundArgs,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    judgement: JudgementArgs,
    #[command(flatten)]
    known: KnownArgs,
    #[command(flatten)]
    reports: ReportArgs,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Fuzzing")]
struct BoundArgs {
    /// How long it goes on
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = value::timeout)]
    max_time: Duration,
    /// How many requests there may be, those that set users up among them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    max_calls: Option<u64>,
    /// After how many root causes it ends
    #[arg(long, value_name = "N", default_value = "64", value_parser = clap::value_parser!(u16).range(1..))]
    max_findings: u16,
    /// The seed of all that is drawn: the same one draws the same sequences, as long as the endpoint answers alike
    #[arg(long, value_name = "N", default_value = "0")]
    seed: u64,
    /// Begin with the sequences of this directory, and keep there what shows something new; made if it is not there
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Write a file for each root cause into this directory, for pwspec replay; made if it is not there
    #[arg(long, value_name = "DIR")]
    findings: Option<PathBuf>,
}

/// Fuzzes an endpoint.
pub(super) fn fuzz(args: &FuzzArgs) -> Result<Exit, CliError> {
    let asked = args.asked()?;
    let model = Model::compiled_in()?;
    let corpus = args.bounds.corpus.clone().map(Corpus::open).transpose()?;
    let findings = Findings::open(args.bounds.findings.clone())?;
    let options = FuzzOptions {
        seed: args.bounds.seed,
        max_time: args.bounds.max_time,
        max_calls: args
            .bounds
            .max_calls
            .and_then(|calls| calls.try_into().ok()),
        max_findings: args.bounds.max_findings.into(),
        corpus: corpus
            .as_ref()
            .map(|corpus| corpus.scripts().to_vec())
            .unwrap_or_default(),
        excuses: args.excuses(&asked, &model)?,
        strictness: args.judgement.strictness(),
        model,
    };
    runtime::block_on(args.run(asked, options, corpus, findings))?
}

impl FuzzArgs {
    /// The one endpoint.
    fn asked(&self) -> Result<Asked, CliError> {
        let mut asked = self.target.asked()?;
        let targets = asked.len();
        match (asked.pop(), targets) {
            (Some(one), 1) if one.recording().is_some() => Err(CliError::RecordingFuzzed),
            (Some(one), 1) => Ok(one),
            _ => Err(CliError::SeveralFuzzed { targets }),
        }
    }

    fn excuses(&self, asked: &Asked, model: &Model) -> Result<Excuses, CliError> {
        let named = known::open(&self.known, asked, model)?;
        let excuses = named.map(|judge| Excuses::of(judge.baseline(), &matrix::cases(model)));
        Ok(excuses.unwrap_or_default())
    }

    fn trial(&self) -> TrialArgs {
        let order = OrderArgs::drawn_from(self.bounds.seed);
        let mut trial = TrialArgs::quiet(self.target.clone(), self.judgement.clone(), order);
        trial.reports = self.reports.clone();
        trial
    }

    async fn run(
        &self,
        asked: Asked,
        options: FuzzOptions,
        mut corpus: Option<Corpus>,
        mut findings: Findings,
    ) -> Result<Exit, CliError> {
        let trial = self.trial();
        let mut reports = trial.open_reports()?;
        let own = OwnOptions {
            name: asked.name.clone(),
            ..OwnOptions::default()
        };
        let environment = Environment::of_process();
        let endpoints = Endpoints::of(vec![asked], vec![own], &environment).await?;
        let run = RunOptions {
            targets: endpoints.targets,
            own: endpoints.own,
            embedded: endpoints.embedded.is_some(),
            ..trial.options(options.model.clone())
        };
        let progress = FuzzProgress::begin(self.reports.is_quiet());
        let (live, orders) = runner::live();
        let mut unkept = Ok(());
        let mut tell = |told: Told<'_>| match told {
            Told::Progress(now) => progress.show(now),
            Told::Found(discovery) => findings.take(discovery),
            Told::Kept(script) => {
                if let (Some(corpus), Ok(())) = (&mut corpus, &unkept) {
                    unkept = corpus.keep(script);
                }
            }
        };
        let looking = look(options, live, &mut tell);
        let mut flags = Vec::new();
        let mut hear = |event: &Event| {
            if let Event::Started(RunStarted {
                embedded: false,
                targets,
                ..
            }) = event
            {
                // A name of the configuration file has no colon; a URL has one.
                let flag = |name: &String| match name.contains(':') {
                    true => "--endpoint-url".to_owned(),
                    false => "--target".to_owned(),
                };
                flags.extend(targets.iter().flat_map(|name| [flag(name), name.clone()]));
            }
            reports.tell(event);
        };
        let playing = runner::run_live(run, orders, &mut hear);
        let (fuzzed, exit) = tokio::join!(looking, playing);
        progress.end();
        let exit = exit?;
        if let Some(reference) = endpoints.embedded {
            reference.stop().await;
        }
        reports.finish()?;
        flags.extend(trial.human().again);
        let told = findings.told(&fuzzed, &flags, self.bounds.seed);
        let mut out = match self.reports.take_standard_output() {
            true => Output::error(),
            false => Output::standard(),
        };
        let written = out.write_all(told?.as_bytes()).and_then(|()| out.flush());
        written.map_err(CliError::Print)?;
        unkept?;
        Ok(exit)
    }
}
