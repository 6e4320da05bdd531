//! `pwspec serve`: the embedded reference endpoint, for other programs to call.

use std::io;
use std::net::Ipv4Addr;

use clap::Args;

use super::listed::Listed;
use super::put::put;
use super::{CliError, runtime};
use crate::exit::Exit;
use crate::reference::{Options, Reference, fault, faults, variant, variants};
use crate::report::ShellWord;

/// The flags of `serve`.
#[derive(Args, Clone, Debug)]
pub(super) struct ServeArgs {
    /// The port on 127.0.0.1; 0 for any that is free
    #[arg(long, value_name = "N", default_value = "0")]
    port: u16,
    /// A departure from the specification that the endpoint is to have; may be given again
    #[arg(long = "fault", value_name = "F", value_parser = Listed { names: faults().map(|fault| fault.name).collect(), flag: "--list-faults" })]
    #[arg(hide_possible_values = true)]
    faults: Vec<String>,
    /// Print the departures there are, and end
    #[arg(long)]
    list_faults: bool,
    /// A legitimate peculiarity that the endpoint is to have; may be given again
    #[arg(long = "variant", value_name = "V", value_parser = Listed { names: variants().map(|variant| variant.name).collect(), flag: "--list-variants" })]
    #[arg(hide_possible_values = true)]
    variants: Vec<String>,
    /// Print the peculiarities there are, and end
    #[arg(long)]
    list_variants: bool,
}

/// Starts the endpoint, prints how to reach it, and waits for Ctrl-C or SIGTERM.
pub(super) fn serve(args: &ServeArgs) -> Result<Exit, CliError> {
    if args.list_faults {
        return put(listed(faults().map(|fault| (fault.name, fault.sentence))).as_bytes())
            .map(|()| Exit::Ok);
    }
    if args.list_variants {
        let variants = variants().map(|variant| (variant.name, variant.sentence));
        return put(listed(variants).as_bytes()).map(|()| Exit::Ok);
    }
    let address = (Ipv4Addr::LOCALHOST, args.port).into();
    runtime::block_on(async {
        let mut options = Options {
            address,
            ..Options::default()
        };
        for found in args.variants.iter().filter_map(|name| variant(name)) {
            (found.apply)(&mut options.seams);
        }
        for found in args.faults.iter().filter_map(|name| fault(name)) {
            (found.apply)(&mut options.seams);
        }
        let reference = Reference::start(options)
            .await
            .map_err(|source| CliError::Serve { address, source })?;
        put(exports(&reference).as_bytes())?;
        told_to_stop().await.map_err(CliError::Signal)?;
        reference.stop().await;
        Ok(Exit::Ok)
    })?
}

/// A name a line, with its sentence.
fn listed(rows: impl Iterator<Item = (&'static str, &'static str)> + Clone) -> String {
    let width = rows.clone().map(|(name, _)| name.len()).max();
    let width = width.unwrap_or_default();
    rows.map(|(name, sentence)| format!("{name:width$}  {sentence}\n"))
        .collect()
}

/// The environment in which a client, pwspec itself among them, reaches the endpoint.
fn exports(reference: &Reference) -> String {
    let (url, admin, root) = (reference.url(), reference.admin(), reference.root());
    let variables = [
        ("AWS_ENDPOINT_URL_IAM", url.as_str()),
        ("AWS_ENDPOINT_URL_STS", url.as_str()),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", admin.access.as_str()),
        ("AWS_SECRET_ACCESS_KEY", admin.expose_secret()),
        ("PWSPEC_ROOT_ACCESS_KEY_ID", root.access.as_str()),
        ("PWSPEC_ROOT_SECRET_ACCESS_KEY", root.expose_secret()),
    ];
    variables
        .iter()
        .map(|(name, value)| format!("export {name}={}\n", ShellWord(value)))
        .collect()
}

#[cfg(unix)]
async fn told_to_stop() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
