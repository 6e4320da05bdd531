//! How cases are tried, and what is told of it: the flags that `run` shares with the commands that run cases of their own choice.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;

use clap::Args;

use super::asked::Asked;
use super::choice::choice;
use super::embedded::Endpoints;
use super::generate::Wanted;
use super::report_args::ReportArgs;
use super::target_args::TargetArgs;
use super::{CliError, known};
use crate::case::{Case, Strictness};
use crate::exit::Exit;
use crate::report::Reports;
use crate::report::human::HumanOptions;
use crate::runner::{self, Event, OwnOptions, RunOptions, Share, SnapshotMode, SnapshotOptions};
use crate::spec::{Level, Model};
use crate::target::Environment;

/// The flags but for which cases.
#[derive(Args, Clone, Debug)]
pub(super) struct TrialArgs {
    #[command(flatten)]
    pub(super) target: TargetArgs,
    #[command(flatten)]
    pub(super) judgement: JudgementArgs,
    #[command(flatten)]
    pub(super) known: KnownArgs,
    #[command(flatten)]
    pub(super) order: OrderArgs,
    #[command(flatten)]
    pub(super) snapshots: SnapshotArgs,
    #[command(flatten)]
    pub(super) reports: ReportArgs,
    /// Whether each of the cases is asked for by name, and none is taken for another.
    #[arg(skip)]
    pub(super) patient: bool,
    /// Which part of the cases they are, where they are a part.
    #[arg(skip)]
    pub(super) share: Option<Share>,
    /// Cases beyond those of the matrix.
    #[arg(skip)]
    pub(super) generated: Option<Wanted>,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Judgement")]
pub(super) struct JudgementArgs {
    /// Departures below this level are notes
    #[arg(long, value_name = "LEVEL", default_value = "should", value_parser = choice(LEVEL))]
    level: Level,
    /// What is only likely (sibling, inferred) fails the run too
    #[arg(long)]
    strict: bool,
}

/// The known failures.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Judgement")]
pub(super) struct KnownArgs {
    /// The known failures of the target, which do not fail the run as long as they are as observed (see pwspec baseline)
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// No failure is known, whatever the configuration of the target says.
    #[arg(skip)]
    pub(super) aside: bool,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Order")]
pub(super) struct OrderArgs {
    /// Cases that run at once, each with a user of its own
    #[arg(short, long, value_name = "N", default_value = "8", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
    /// The seed of what is drawn [default: 0; drawn with --shuffle]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Draw the order of the cases from the seed
    #[arg(long)]
    shuffle: bool,
}

#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Snapshots")]
pub(super) struct SnapshotArgs {
    /// Hold the answers against those recorded in this directory
    #[arg(long, value_name = "DIR")]
    snapshots: Option<PathBuf>,
    /// What of an answer is held against the recorded one [default: exact]
    #[arg(long, value_name = "M", value_parser = choice(SNAPSHOT_MODE))]
    snapshot_mode: Option<SnapshotMode>,
    /// Record the answers instead
    #[arg(long)]
    update_snapshots: bool,
}

impl JudgementArgs {
    /// What fails the run.
    pub(super) fn strictness(&self) -> Strictness {
        Strictness {
            level: self.level,
            strict: self.strict,
        }
    }
}

impl OrderArgs {
    /// One after another, and all that is drawn from this seed.
    pub(super) fn drawn_from(seed: u64) -> Self {
        Self {
            jobs: 1,
            seed: Some(seed),
            shuffle: false,
        }
    }
}

const LEVEL: &[(&str, Level)] = &[
    ("must", Level::Must),
    ("should", Level::Should),
    ("all", Level::May),
];
pub(super) const SNAPSHOT_MODE: &[(&str, SnapshotMode)] = &[
    ("exact", SnapshotMode::Exact),
    ("shape", SnapshotMode::Shape),
    ("status", SnapshotMode::Status),
];

impl SnapshotArgs {
    /// The recorded answers of a target: those named by flag, or with the target.
    pub(super) fn of(&self, asked: &Asked) -> SnapshotOptions {
        let mode = self.snapshot_mode.or(asked.snapshot_mode);
        SnapshotOptions {
            directory: self.snapshots.clone().or(asked.snapshots.clone()),
            mode: mode.unwrap_or_default(),
            update: self.update_snapshots,
        }
    }
}

impl TrialArgs {
    /// What a command says that tells nothing of cases.
    pub(super) fn quiet(target: TargetArgs, judgement: JudgementArgs, order: OrderArgs) -> Self {
        Self {
            target,
            judgement,
            known: KnownArgs::default(),
            order,
            snapshots: SnapshotArgs::default(),
            reports: ReportArgs::default(),
            patient: false,
            share: None,
            generated: None,
        }
    }

    /// The reports that were asked for.
    pub(super) fn open_reports(&self) -> Result<Reports, CliError> {
        Ok(Reports::open(&self.reports.telling.report, &self.human())?)
    }

    /// Tries the cases on the endpoints that the flags name, and tells what becomes of them. `whole`: every case there is.
    pub(super) async fn try_these(
        &self,
        model: Model,
        cases: Vec<Case>,
        whole: bool,
        tell: &mut (dyn FnMut(&Event) + Send),
    ) -> Result<Exit, CliError> {
        if self.known.baseline.is_some() {
            known::is_of_one_target(&self.target)?;
        }
        let asked = self.target.asked()?;
        let own = asked.iter().map(|one| self.own(one, &model));
        let own = own.collect::<Result<Vec<_>, _>>()?;
        let endpoints = Endpoints::of(asked, own, &Environment::of_process()).await?;
        let options = RunOptions {
            whole,
            targets: endpoints.targets,
            own: endpoints.own,
            embedded: endpoints.embedded.is_some(),
            ..self.options(model)
        };
        let exit = runner::run(options, cases, tell).await?;
        if let Some(reference) = endpoints.embedded {
            reference.stop().await;
        }
        Ok(exit)
    }

    /// What holds for one target alone.
    fn own(&self, asked: &Asked, model: &Model) -> Result<OwnOptions, CliError> {
        Ok(OwnOptions {
            name: asked.name.clone(),
            recording: None,
            baseline: known::open(&self.known, asked, model)?,
            snapshots: self.snapshots.of(asked),
        })
    }

    /// What the run is asked to do; which endpoints and cases is found out elsewhere.
    pub(super) fn options(&self, model: Model) -> RunOptions {
        let drawn = || {
            if self.order.shuffle {
                RandomState::new().build_hasher().finish()
            } else {
                0
            }
        };
        let seed = self.order.seed.unwrap_or_else(drawn);
        RunOptions {
            targets: Vec::new(),
            own: Vec::new(),
            embedded: false,
            more: self.generated.map(|wanted| wanted.more(&model, seed)),
            model,
            jobs: self.order.jobs.into(),
            seed,
            shuffle: self.order.shuffle,
            strictness: self.judgement.strictness(),
            whole: true,
            patient: self.patient,
            share: self.share.clone(),
        }
    }

    /// What the person at the terminal is told.
    pub(super) fn human(&self) -> HumanOptions {
        let mut again = self.target.again();
        if let Some((word, _)) = LEVEL
            .iter()
            .find(|(_, level)| *level == self.judgement.level && *level != Level::Should)
        {
            again.extend(["--level".to_owned(), (*word).to_owned()]);
        }
        if self.judgement.strict {
            again.push("--strict".to_owned());
        }
        HumanOptions {
            verbosity: self.reports.telling.verbosity(),
            trace: self.reports.trace,
            again,
        }
    }
}
