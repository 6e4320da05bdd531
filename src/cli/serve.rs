//! `pwspec serve`: the embedded reference endpoint, for other programs to call.

use std::io::{self, Write};
use std::net::Ipv4Addr;

use clap::Args;

use super::{CliError, runtime};
use crate::exit::Exit;
use crate::reference::{Options, Reference};
use crate::report::{Output, ShellWord};

/// The flags of `serve`.
#[derive(Args, Clone, Debug)]
pub(super) struct ServeArgs {
    /// The port on 127.0.0.1; 0 for any that is free
    #[arg(long, value_name = "N", default_value = "0")]
    port: u16,
}

/// Starts the endpoint, prints how to reach it, and waits for Ctrl-C or SIGTERM.
pub(super) fn serve(args: &ServeArgs) -> Result<Exit, CliError> {
    let address = (Ipv4Addr::LOCALHOST, args.port).into();
    runtime::block_on(async {
        let options = Options {
            address,
            ..Options::default()
        };
        let reference = Reference::start(options)
            .await
            .map_err(|source| CliError::Serve { address, source })?;
        let mut out = Output::standard();
        out.write_all(exports(&reference).as_bytes())
            .and_then(|()| out.flush())
            .map_err(CliError::Print)?;
        told_to_stop().await.map_err(CliError::Signal)?;
        reference.stop().await;
        Ok(Exit::Ok)
    })?
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
