//! `pwspec replay`: tries cases again that have failed, and says of each whether it still does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use clap::Args;

use super::choice::choice;
use super::put::put;
use super::selection::one_case;
use super::trial_args::TrialArgs;
use super::{CliError, runtime};
use crate::case::{Case, Judgement, Lane, Verdict};
use crate::emit::{Language, emit};
use crate::exit::Exit;
use crate::fuzz::{Generator, Sequence, is_of_sequences, sequences};
use crate::matrix;
use crate::report::human::print;
use crate::report::{Recorded, recorded};
use crate::runner::{CaseResult, Event};
use crate::spec::Model;

/// The flags of `replay`.
#[derive(Args, Clone, Debug)]
pub(super) struct ReplayArgs {
    /// A case by its whole id, a file that --report ndjson=PATH has written (all that failed in it), or one of pwspec fuzz
    #[arg(value_name = "CASE|FILE")]
    what: String,
    /// Print the case as a script for people without pwspec instead: curl, aws-cli or boto3
    #[arg(long, value_name = "LANGUAGE", value_parser = choice(LANGUAGE))]
    emit: Option<Language>,
    #[command(flatten)]
    trial: TrialArgs,
}

const LANGUAGE: &[(&str, Language)] = &[
    (Language::Curl.word(), Language::Curl),
    (Language::AwsCli.word(), Language::AwsCli),
    (Language::Boto3.word(), Language::Boto3),
];

/// What became of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// No check fails.
    Fixed,
    /// A check that failed then fails now.
    Failed,
    /// Others fail now than then.
    FailedOtherwise,
    /// It could not be judged.
    Error,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Fixed => "FIXED",
            Self::Failed | Self::FailedOtherwise => "FAILED",
            Self::Error => "ERROR",
        })
    }
}

/// The checks that failed, by case; none where only the case is known.
type Failures = BTreeMap<String, BTreeSet<String>>;

/// Tries them.
pub(super) fn replay(args: &ReplayArgs) -> Result<Exit, CliError> {
    let model = Model::compiled_in()?;
    let (failures, cases) = match written(&args.what)? {
        Some(sequences) => played(&sequences),
        None => chosen(&args.what, &model)?,
    };
    if let Some(language) = args.emit {
        return script(&cases, model, language);
    }
    let mut told = BTreeMap::new();
    let mut reports = args.trial.open_reports()?;
    let mut trial = args.trial.clone();
    trial.patient = true;
    let exit = runtime::block_on(trial.try_these(model, cases, false, &mut |event| {
        if let Event::Case(case) = event
            && let Some(before) = failures.get(case.id.as_str())
        {
            told.insert((case.order, case.target), line(case, outcome(case, before)));
        }
        reports.tell(event);
    }))??;
    reports.finish()?;
    let told: String = told.into_values().collect();
    print(&format!("\n{told}")).map_err(CliError::Print)?;
    Ok(exit)
}

/// The sequences of the file, if that is what it holds.
fn written(what: &str) -> Result<Option<Vec<Sequence>>, CliError> {
    if !Path::new(what).is_file() {
        return Ok(None);
    }
    let unreadable = |reason: String| CliError::Read {
        path: what.into(),
        reason,
    };
    let text = std::fs::read_to_string(what).map_err(|error| unreadable(error.to_string()))?;
    if !is_of_sequences(&text) {
        return Ok(None);
    }
    let read = sequences(&text).map_err(|error| unreadable(error.to_string()))?;
    Ok(Some(read))
}

/// Their cases, with what failed in each.
fn played(sequences: &[Sequence]) -> (Failures, Vec<Case>) {
    let mut failures = Failures::new();
    let mut cases: Vec<Case> = Vec::new();
    for sequence in sequences {
        let case = sequence.script.case(sequence.name());
        let checks = failures.entry(case.id.to_string()).or_default();
        checks.extend(sequence.checks.iter().cloned());
        if cases.iter().all(|known| known.id != case.id) {
            cases.push(case);
        }
    }
    (failures, cases)
}

/// The cases that are meant, with what failed in each.
fn chosen(what: &str, model: &Model) -> Result<(Failures, Vec<Case>), CliError> {
    let failures = failures(what)?;
    let mut cases = matrix::cases(model);
    let generated = failures.keys().filter_map(|id| Generator::find(model, id));
    cases.extend(generated);
    for id in failures.keys().filter(|id| *id != "preflight") {
        if !cases.iter().any(|case| case.id.as_str() == id) {
            one_case(id, std::mem::take(&mut cases))?;
        }
    }
    cases.retain(|case: &Case| failures.contains_key(case.id.as_str()));
    Ok((failures, cases))
}

/// Prints the one case as a script.
fn script(cases: &[Case], model: Model, language: Language) -> Result<Exit, CliError> {
    let [case] = cases else {
        return Err(CliError::Several(cases.len()));
    };
    let script = emit(case, model, language)?;
    put(script.as_bytes()).map(|()| Exit::Ok)
}

/// What failed according to a file, or the case of that id.
fn failures(what: &str) -> Result<Failures, CliError> {
    if !Path::new(what).is_file() {
        return Ok(Failures::from([(what.to_owned(), BTreeSet::new())]));
    }
    let unreadable = |reason: String| CliError::Read {
        path: what.into(),
        reason,
    };
    let text = std::fs::read_to_string(what).map_err(|error| unreadable(error.to_string()))?;
    let lines = recorded(&text).map_err(|error| unreadable(error.to_string()))?;
    let mut failures = Failures::new();
    for line in lines {
        if let Recorded::Finding {
            case,
            check,
            lane: Lane::Clause,
            verdict: Judgement::Fail,
            ..
        } = line
        {
            failures.entry(case).or_default().insert(check);
        }
    }
    if failures.is_empty() {
        return Err(unreadable("nothing has failed in it".to_owned()));
    }
    Ok(failures)
}

fn outcome(case: &CaseResult, before: &BTreeSet<String>) -> Outcome {
    let failing = case
        .findings
        .iter()
        .filter(|finding| finding.judgement != Judgement::Note)
        .map(|finding| finding.id().to_string());
    match case.verdict {
        Verdict::Pass => Outcome::Fixed,
        Verdict::Blocked | Verdict::Error => Outcome::Error,
        Verdict::Fail | Verdict::Known => {
            let same = before.is_empty() || failing.into_iter().any(|id| before.contains(&id));
            if same {
                Outcome::Failed
            } else {
                Outcome::FailedOtherwise
            }
        }
    }
}

fn line(case: &CaseResult, outcome: Outcome) -> String {
    let root = case
        .findings
        .iter()
        .find(|finding| finding.judgement != Judgement::Note);
    let why = match (outcome, root) {
        (Outcome::Failed, Some(root)) => format!("  :{} {}", root.check, root.got),
        (Outcome::FailedOtherwise, Some(root)) => {
            format!("  otherwise than before: :{} {}", root.check, root.got)
        }
        (Outcome::Error, _) => {
            let reason = case.error.as_deref();
            let reason = reason.or(case.block.as_ref().map(|block| block.reason()));
            reason.map_or_else(String::new, |reason| format!("  {reason}"))
        }
        _ => String::new(),
    };
    format!("{outcome:<8}{}{why}\n", case.id)
}
