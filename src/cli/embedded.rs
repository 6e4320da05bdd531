//! The endpoints of a command, and the embedded one where none is named.

use std::sync::Arc;

use super::CliError;
use super::asked::Asked;
use crate::recording;
use crate::reference::{Options, Reference};
use crate::runner::OwnOptions;
use crate::target::{Environment, TargetOptions, endpoint_url};

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
    /// Those that flags, environment or profile name; where none is named, the embedded one is started. `own`: what is
    /// known of each already.
    pub(super) async fn of(
        asked: Vec<Asked>,
        mut own: Vec<OwnOptions>,
        environment: &Environment,
    ) -> Result<Self, CliError> {
        let mut embedded = None;
        let mut targets = Vec::new();
        for (one, own) in asked.into_iter().zip(&mut own) {
            let mut target = one.options.clone();
            if let Some(directory) = one.recording() {
                let name = target.endpoint_url.as_deref().unwrap_or_default();
                own.recording = Some(Arc::new(recording::read(directory, name)?));
            } else if endpoint_url(&target, environment)?.is_none() {
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
            targets.push(target);
        }
        Ok(Self {
            targets,
            own,
            embedded,
        })
    }
}
