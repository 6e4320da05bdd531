//! The endpoints of a command, and the embedded one where none is named.

use std::path::Path;
use std::sync::Arc;

use super::CliError;
use super::target_args::TargetArgs;
use crate::recording;
use crate::reference::{Options, Reference};
use crate::runner::OwnOptions;
use crate::target::{Environment, TargetOptions, endpoint_url};

/// What stands before the directory of a recording in place of a URL.
pub(super) const RECORDED: &str = "recorded:";

/// The endpoints of a command.
pub(super) struct Endpoints {
    /// How to reach each.
    pub(super) targets: Vec<TargetOptions>,
    /// What holds for each alone.
    pub(super) own: Vec<OwnOptions>,
    /// The embedded endpoint, if it is the one; it serves for as long as this lives.
    pub(super) embedded: Option<Reference>,
}

impl Endpoints {
    /// Those that flags, environment or profile name; where none is named, the embedded one is started.
    pub(super) async fn of(args: &TargetArgs, environment: &Environment) -> Result<Self, CliError> {
        let mut targets = args.options();
        let mut embedded = None;
        let mut own = vec![OwnOptions::default(); targets.len()];
        for (target, own) in targets.iter_mut().zip(&mut own) {
            let name = target.endpoint_url.as_deref().unwrap_or_default();
            if let Some(directory) = name.strip_prefix(RECORDED) {
                let column = recording::read(Path::new(directory), name)?;
                own.recording = Some(Arc::new(column));
            } else if endpoint_url(target, environment)?.is_none() {
                let options = Options::default();
                let address = options.address;
                let reference = Reference::start(options)
                    .await
                    .map_err(|source| CliError::Serve { address, source })?;
                target.endpoint_url = Some(reference.url());
                target.keys = Some(reference.admin());
                target.root = Some(reference.root());
                embedded = Some(reference);
            }
        }
        Ok(Self {
            targets,
            own,
            embedded,
        })
    }
}
