//! `pwspec selftest`: every fault and every variant of the embedded endpoint, and what the checks make of them.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::selection::SelectionError;
use super::{CliError, runtime};
use crate::case::nearest;
use crate::exit::Exit;
use crate::matrix;
use crate::reference::{faults, variants};
use crate::report::human::HumanSelftest;
use crate::report::{
    Destination, Format, NdjsonSelftest, Output, ReportSpec, UnwrittenReport, kill_matrix,
};
use crate::runner::signal;
use crate::selftest::{Depth, KillMatrix, SelftestEvent, SelftestOptions, selftest};
use crate::spec::Model;

/// The flags of `selftest`.
#[derive(Args, Clone, Debug)]
pub(super) struct SelftestArgs {
    /// Faults and variants by name, or by its beginning and a `*`; else all there are
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Everything against everything: a fault is tried with every case, and so is a variant
    #[arg(long)]
    full: bool,
    /// Write the kill matrix to this file
    #[arg(long, value_name = "PATH", conflicts_with = "names")]
    write: Option<PathBuf>,
    /// Faults and variants that are tried at once
    #[arg(short, long, value_name = "N", default_value = "8", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
    /// One more report, of the format ndjson; `-` is standard output
    #[arg(long, value_name = "ndjson=PATH", value_parser = ndjson)]
    report: Option<ReportSpec>,
    /// Print what went wrong and the verdict only
    #[arg(short, long)]
    quiet: bool,
}

fn ndjson(text: &str) -> Result<ReportSpec, String> {
    let spec: ReportSpec = text
        .parse()
        .map_err(|error: crate::report::FormatError| error.to_string())?;
    if spec.format == Format::Ndjson {
        Ok(spec)
    } else {
        Err("a selftest is reported as ndjson only".to_owned())
    }
}

/// Tries everything that was asked for, and judges the judges.
pub(super) fn run(args: &SelftestArgs) -> Result<Exit, CliError> {
    let model = Model::compiled_in()?;
    let cases = matrix::cases(&model);
    let options = args.options()?;
    let (mut human, mut ndjson) = args.reports()?;
    let mut told = Ok(());
    let mut written = Ok(());
    let mut tell = |event: &SelftestEvent<'_>| {
        attempt(&mut told, || human.on(event));
        if let Some(ndjson) = &mut ndjson {
            attempt(&mut written, || ndjson.on(event));
        }
    };
    let matrix = runtime::block_on(async {
        tokio::select! {
            matrix = selftest(&options, &model, &cases, &mut tell) => Ok(matrix?),
            // Every endpoint is of this process, and so nothing is left behind.
            () = signal() => Err(CliError::Interrupted),
        }
    })??;
    attempt(&mut told, || human.finish(matrix.as_ref()));
    if let Some(ndjson) = &mut ndjson {
        attempt(&mut written, || ndjson.finish(matrix.as_ref()));
    }
    if let (Some(path), Some(matrix)) = (&args.write, &matrix) {
        std::fs::write(path, kill_matrix(matrix)).map_err(|source| CliError::Write {
            path: path.clone(),
            source,
        })?;
    }
    told.map_err(CliError::Print)?;
    written.map_err(|source| UnwrittenReport {
        report: args
            .report
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        source,
    })?;
    Ok(matrix.as_ref().map_or(Exit::Findings, KillMatrix::exit))
}

/// Writes on for as long as it goes well.
fn attempt(so_far: &mut io::Result<()>, act: impl FnOnce() -> io::Result<()>) {
    if so_far.is_ok() {
        *so_far = act();
    }
}

impl SelftestArgs {
    fn options(&self) -> Result<SelftestOptions, SelectionError> {
        let known = || {
            let faults = faults().map(|fault| fault.name);
            faults.chain(variants().map(|variant| variant.name))
        };
        for name in &self.names {
            if !known().any(|known| is_meant(name, known)) {
                let near = nearest(name.trim_end_matches('*'), known());
                return Err(SelectionError::NoFault {
                    name: name.clone(),
                    nearest: near.into_iter().map(str::to_owned).collect(),
                });
            }
        }
        let chosen = |known: &str| {
            self.names.is_empty() || self.names.iter().any(|name| is_meant(name, known))
        };
        Ok(SelftestOptions {
            faults: faults().filter(|fault| chosen(fault.name)).collect(),
            variants: variants().filter(|variant| chosen(variant.name)).collect(),
            whole: self.names.is_empty(),
            depth: if self.full { Depth::Full } else { Depth::Usual },
            at_once: self.jobs.into(),
        })
    }

    /// For the person at the terminal, and for programs.
    fn reports(&self) -> Result<(HumanSelftest<Output>, Option<NdjsonSelftest<Output>>), CliError> {
        let (human, out) = match self.report.as_ref().map(|report| &report.destination) {
            None => (HumanSelftest::on_standard_output(self.quiet), None),
            Some(Destination::Standard) => (
                HumanSelftest::on_standard_error(self.quiet),
                Some(Output::standard()),
            ),
            Some(Destination::File(path)) => (
                HumanSelftest::on_standard_output(self.quiet),
                Some(Output::stream(path)?),
            ),
        };
        Ok((human, out.map(NdjsonSelftest::new)))
    }
}

/// Whether the name, or what it begins with, is that.
fn is_meant(name: &str, known: &str) -> bool {
    match name.strip_suffix('*') {
        Some(beginning) => known.starts_with(beginning),
        None => known == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str]) -> Result<(usize, usize), String> {
        let args = SelftestArgs {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            full: false,
            write: None,
            jobs: 8,
            report: None,
            quiet: false,
        };
        let options = args.options().map_err(|error| error.to_string())?;
        Ok((options.faults.len(), options.variants.len()))
    }

    #[test]
    fn without_a_name_every_fault_and_variant_is_chosen() {
        let all = (faults().count(), variants().count());
        assert_eq!(chosen(&[]), Ok(all));
        assert_eq!(chosen(&["*"]), Ok(all));
    }

    #[test]
    fn a_name_chooses_one_and_a_beginning_all_that_begin_so() {
        assert_eq!(chosen(&["new-length-bytes", "cdata"]), Ok((1, 1)));
        assert_eq!(chosen(&["throttling*"]), Ok((0, 2)));
    }

    #[test]
    fn a_name_that_is_none_is_met_with_the_nearest() {
        let error = chosen(&["new-lenght-bytes"]).unwrap_err();
        assert!(error.contains("did you mean new-length-bytes"), "{error}");
    }

    #[test]
    fn only_ndjson_can_be_asked_for() {
        assert!(ndjson("ndjson=-").is_ok());
        assert!(ndjson("human=-").is_err());
        assert!(ndjson("ndjson").is_err());
    }
}
