//! Why a command could not do what it was asked to.

use std::io;
use std::net::SocketAddr;

use super::selection::SelectionError;
use crate::exit::Exit;
use crate::report::{OutputError, UnwrittenReport};
use crate::spec::ModelError;

/// Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Nothing to try.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// A report that cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A report that could not be written to its end.
    #[error(transparent)]
    Unwritten(#[from] UnwrittenReport),
    /// The compiled-in model is broken.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// No runtime.
    #[error("start the runtime: {0}")]
    Runtime(io::Error),
    /// The embedded endpoint does not start.
    #[error("serve at {address}: {source} (see --port)")]
    Serve {
        /// Where it was to listen.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// Signals cannot be waited for.
    #[error("wait for a signal: {0}")]
    Signal(io::Error),
    /// Standard output cannot be written.
    #[error("write to standard output: {0}")]
    Print(io::Error),
}

impl CliError {
    /// How the process ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Selection(_) => Exit::NoSuchCase,
            Self::Output(_) | Self::Serve { .. } => Exit::Usage,
            Self::Unwritten(_) | Self::Model(_) | Self::Runtime(_) | Self::Signal(_) | Self::Print(_) => Exit::Internal,
        }
    }
}
