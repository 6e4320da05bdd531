//! The endpoints of a command, and the embedded one where none is named.

use super::CliError;
use super::target_args::TargetArgs;
use crate::reference::{Options, Reference};
use crate::target::{Environment, TargetOptions, endpoint_url};

/// The endpoints of a command.
pub(super) struct Endpoints {
    /// How to reach each.
    pub(super) targets: Vec<TargetOptions>,
    /// The embedded endpoint, if it is the one; it serves for as long as this lives.
    pub(super) embedded: Option<Reference>,
}

impl Endpoints {
    /// Those that flags, environment or profile name; where none is named, the embedded one is started.
    pub(super) async fn of(args: &TargetArgs, environment: &Environment) -> Result<Self, CliError> {
        let mut targets = args.options();
        let mut embedded = None;
        for target in &mut targets {
            if endpoint_url(target, environment)?.is_none() {
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
        Ok(Self { targets, embedded })
    }
}
