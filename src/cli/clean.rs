//! `pwspec clean`: puts back what killed runs have left on their endpoints.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::Args;

use super::target_args::TargetArgs;
use super::{CliError, runtime};
use crate::exit::Exit;
use crate::report::Output;
use crate::report::visible;
use crate::target::{
    Cleaned, Environment, Target, TargetOptions, clean as clean_journals, clean_all,
};

/// The flags of `clean`.
#[derive(Args, Clone, Debug)]
pub(super) struct CleanArgs {
    /// Delete every user that any run has made at the endpoint, whether a journal on this machine knows of it or not
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    target: TargetArgs,
}

/// Puts back what the journals say, and tells.
pub(super) fn clean(args: &CleanArgs) -> Result<Exit, CliError> {
    let asked = args.target.asked()?.into_iter();
    let targets: Vec<TargetOptions> = asked.map(|one| one.options).collect();
    let cleaned = runtime::block_on(async {
        if args.all {
            of_endpoints(&targets).await
        } else {
            of_journals(&targets).await
        }
    })??;
    let mut out = Output::standard();
    out.write_all(told(&cleaned).as_bytes())
        .and_then(|()| out.flush())
        .map_err(CliError::Print)?;
    let left = cleaned.iter().any(|cleaned| !cleaned.left.is_empty());
    Ok(if left { Exit::LeftBehind } else { Exit::Ok })
}

async fn of_endpoints(targets: &[TargetOptions]) -> Result<Vec<Cleaned>, CliError> {
    let mut cleaned = Vec::new();
    for options in targets {
        let environment = Environment::of_process_for(&options.sources)?;
        let target = Target::connect(options, &environment).await?;
        cleaned.push(clean_all(&target).await?);
    }
    Ok(cleaned)
}

/// Each journal names its endpoint; the flags say how to treat it.
async fn of_journals(targets: &[TargetOptions]) -> Result<Vec<Cleaned>, CliError> {
    let options = targets.first().cloned().unwrap_or_default();
    let environment = Environment::of_process_for(&options.sources)?;
    Ok(clean_journals(&environment.state_directory(), &options, &environment).await?)
}

fn told(cleaned: &[Cleaned]) -> String {
    let mut text = String::new();
    for Cleaned { of, put_back, left } in cleaned {
        // Writing into a String does not fail.
        let _ = writeln!(text, "{of}");
        for thing in put_back {
            let _ = writeln!(text, "  put back  {}", visible(thing));
        }
        for thing in left {
            let _ = writeln!(text, "  left      {}", visible(thing));
        }
    }
    if text.is_empty() {
        "nothing was left behind\n".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_back_and_what_was_left_is_told_of_each() {
        let cleaned = Cleaned {
            of: "http://127.0.0.1:4607".to_owned(),
            put_back: vec!["the user pwspec-0".to_owned()],
            left: vec!["the user pwspec-1: refused".to_owned()],
        };
        assert_eq!(
            told(&[cleaned]),
            "http://127.0.0.1:4607\n  put back  the user pwspec-0\n  left      the user pwspec-1: refused\n"
        );
        assert_eq!(told(&[]), "nothing was left behind\n");
    }
}
