//! `pwspec baseline`: the known failures of a target, checked or brought up to date.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};

use super::selection::SelectionArgs;
use super::target_args::TargetArgs;
use super::trial_args::{JudgementArgs, KnownArgs, OrderArgs, TrialArgs};
use super::{CliError, known, runtime};
use crate::baseline::{Baseline, Folded, Update, Updated, fold};
use crate::case::{Block, Finding, Judgement, Lane};
use crate::exit::Exit;
use crate::matrix;
use crate::report::human::print;
use crate::report::{Output, OutputError, Sink, visible};
use crate::runner::{CaseResult, Event, Summary, hold_again, tried};
use crate::spec::Model;

/// The flags of `baseline`.
#[derive(Args, Clone, Debug)]
pub(super) struct BaselineArgs {
    #[command(subcommand)]
    command: BaselineCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum BaselineCommand {
    /// Run the cases, and say whether the file still tells all that fails, and nothing else
    Check(GateArgs),
    /// Run the cases, and make the file tell what fails; print what changes
    Update(UpdateArgs),
}

#[derive(Args, Clone, Debug)]
struct GateArgs {
    /// The known failures of the target [default: those that the configuration names with the --target]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    judgement: JudgementArgs,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct UpdateArgs {
    /// Why what is new is so; what breaks a MUST is not added without
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    reason: Option<String>,
    #[command(flatten)]
    gate: GateArgs,
}

/// Checks the file, or brings it up to date.
pub(super) fn baseline(args: &BaselineArgs) -> Result<Exit, CliError> {
    match &args.command {
        BaselineCommand::Check(gate) => check(gate),
        BaselineCommand::Update(args) => update(args),
    }
}

/// What a run told.
#[derive(Default)]
struct Told {
    target: String,
    cases: Vec<CaseResult>,
    summary: Option<Summary>,
}

impl GateArgs {
    /// The file that is named by flag, or with the target.
    fn file(&self) -> Result<PathBuf, CliError> {
        known::is_of_one_target(&self.target)?;
        let named = match &self.baseline {
            Some(path) => Some(path.clone()),
            None => self.target.asked()?.swap_remove(0).baseline,
        };
        named.ok_or(CliError::UnnamedBaseline)
    }

    /// Tries the cases that are selected, with the baseline or without one.
    fn run(&self, baseline: Option<PathBuf>) -> Result<(Told, Exit), CliError> {
        let mut trial = TrialArgs::quiet(
            self.target.clone(),
            self.judgement.clone(),
            self.order.clone(),
        );
        trial.known = KnownArgs {
            aside: baseline.is_none(),
            baseline,
        };
        let model = Model::compiled_in()?;
        let cases = self.selection.choose(matrix::cases(&model))?;
        let mut told = Told::default();
        let mut tell = |event: &Event| told.take(event);
        let exit = runtime::block_on(trial.try_these(model, cases, false, &mut tell))??;
        told.cases.sort_by_key(|case| case.order);
        Ok((told, exit))
    }
}

impl Told {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Started(run) if run.embedded => {
                "the embedded reference".clone_into(&mut self.target)
            }
            Event::Started(run) => self.target = run.targets.concat(),
            Event::Case(case) => self.cases.push(CaseResult {
                steps: Vec::new(),
                ..(**case).clone()
            }),
            Event::Summary(summary) => self.summary = Some(summary.clone()),
            Event::Remark(_) => {}
        }
    }
}

fn check(args: &GateArgs) -> Result<Exit, CliError> {
    let path = args.file()?;
    let (told, exit) = args.run(Some(path.clone()))?;
    let Some(summary) = told.summary else {
        return Ok(exit);
    };
    print(&verdict(&path, &told.cases, &summary)?).map_err(CliError::Print)?;
    Ok(exit)
}

/// What keeps the file from telling all, a line each, and the counts.
fn verdict(path: &Path, cases: &[CaseResult], summary: &Summary) -> Result<String, CliError> {
    let ids: Vec<String> = matrix::cases(&Model::compiled_in()?)
        .iter()
        .map(|case| case.id.to_string())
        .collect();
    let failures = cases
        .iter()
        .flat_map(|case| &case.findings)
        .filter(|finding| fails(finding));
    let new = fold(
        failures.map(|finding| (finding.id(), finding.got.clone())),
        &ids,
    );
    let mut text = String::new();
    // Writing into a String does not fail.
    for one in &new {
        let _ = writeln!(text, "new      {}", line(one));
    }
    for entry in &summary.stale {
        let _ = writeln!(text, "stale    {}", visible(entry));
    }
    for case in cases {
        if let Some(error) = &case.error {
            let _ = writeln!(text, "error    {}: failed to {}", case.id, visible(error));
        }
    }
    for why in unjudged(cases) {
        let _ = writeln!(text, "blocked  {}", visible(&why));
    }
    for thing in &summary.left_behind {
        let _ = writeln!(text, "left     {}", visible(thing));
    }
    let holds = if summary.exit == 0 {
        "holds"
    } else {
        "does not hold"
    };
    let _ = writeln!(
        text,
        "baseline {} {holds}: {} known, {} failed, {} stale, {} blocked, {} in error — exit {}",
        path.display(),
        summary.known,
        summary.fail,
        summary.stale.len(),
        summary.blocked,
        summary.error,
        summary.exit
    );
    Ok(text)
}

fn fails(finding: &Finding) -> bool {
    finding.lane == Lane::Clause && finding.judgement == Judgement::Fail
}

fn line(one: &Folded) -> String {
    format!("{}  {}", one.check, visible(&one.observed))
}

/// Why the run cannot judge what it was asked to, each reason once.
fn unjudged(cases: &[CaseResult]) -> Vec<String> {
    let mut reasons: Vec<String> = cases
        .iter()
        .filter_map(|case| match &case.block {
            Some(Block::Essential(why)) => Some(why.clone()),
            _ => None,
        })
        .collect();
    reasons.sort();
    reasons.dedup();
    reasons
}

fn update(args: &UpdateArgs) -> Result<Exit, CliError> {
    let path = &args.gate.file()?;
    let text = match known::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        read => Some(read.map_err(|source| CliError::NoBaseline {
            path: path.clone(),
            source,
        })?),
    };
    let before = text
        .as_deref()
        .map_or(Ok(Baseline::default()), |text| known::parse(path, text))?;
    // A file that cannot be written is found out before anything is sent.
    let mut file = Output::document(path).map_err(unwritable)?;
    let (told, _) = args.gate.run(None)?;
    let Some(summary) = told.summary else {
        return Ok(Exit::Internal);
    };
    let model = Model::compiled_in()?;
    let tried: Vec<_> = told.cases.iter().map(tried).collect();
    let update = Update {
        text: text.as_deref(),
        target: &told.target,
        reason: args.reason.as_deref(),
    };
    let malformed = |source| CliError::Baseline {
        path: path.clone(),
        source,
    };
    let updated = update
        .with(known::judge(before, &model), &tried)
        .map_err(malformed)?;
    let mut after = known::judge(known::parse(path, &updated.text)?, &model);
    let (cases, summary) = hold_again(&mut after, told.cases, summary);
    let reasons = unjudged(&cases);
    print(&changes(path, &updated, &summary, &reasons)).map_err(CliError::Print)?;
    // A run that could not judge what it was asked to leaves the file as it is.
    if reasons.is_empty() && text.as_ref() != Some(&updated.text) {
        let written = file
            .write_all(updated.text.as_bytes())
            .and_then(|()| file.commit());
        written.map_err(|source| CliError::Write {
            path: path.clone(),
            source,
        })?;
    }
    Ok(Exit::of(summary.exit))
}

/// The difference, what is not in it, and the counts.
fn changes(path: &Path, updated: &Updated, summary: &Summary, unjudged: &[String]) -> String {
    let name = path.display();
    let mut text = String::new();
    if unjudged.is_empty() && !updated.diff.is_empty() {
        let _ = write!(text, "--- {name}\n+++ {name}\n{}", updated.diff);
    }
    if !updated.left_out.is_empty() {
        text.push_str("left out, since it breaks a MUST and there is no --reason:\n");
    }
    for one in &updated.left_out {
        let _ = writeln!(text, "  {}", line(one));
    }
    for why in unjudged {
        let _ = writeln!(text, "not judged: {}", visible(why));
    }
    for entry in &summary.stale {
        let _ = writeln!(
            text,
            "stays, and its date is yours to change: {}",
            visible(entry)
        );
    }
    let counts = [
        (updated.added, "added"),
        (updated.changed, "changed"),
        (updated.removed, "removed"),
        (updated.left_out.len(), "left out"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let done = match (unjudged.is_empty(), counts.is_empty()) {
        (false, _) => "is left as it is".to_owned(),
        (true, true) => "needs no change".to_owned(),
        (true, false) => counts.join(", "),
    };
    let _ = writeln!(text, "baseline {name}: {done} — exit {}", summary.exit);
    text
}

fn unwritable(error: OutputError) -> CliError {
    match error {
        OutputError::Refused { path, source } => CliError::Write { path, source },
        other => CliError::Output(other),
    }
}
