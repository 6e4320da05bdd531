//! What a target of a run is: an endpoint, one that is away, or what was recorded of one.

use std::sync::Arc;

use super::column::Column;
use super::options::OwnOptions;
use crate::target::{Environment, SetupError, Target, TargetOptions};

/// What is told of as a target.
pub(super) enum Subject {
    /// An endpoint.
    Live(Box<Target>),
    /// An endpoint that could not be reached: told case by case, as where a connection is refused.
    Away(SetupError),
    /// What was recorded of one.
    Recorded(Arc<Column>),
}

impl Subject {
    /// Finds out what it is, and where. Sends nothing.
    pub(super) async fn find(
        given: &TargetOptions,
        own: &OwnOptions,
        environment: &Environment,
    ) -> Result<(Self, String), SetupError> {
        if let Some(column) = &own.recording {
            return Ok((Self::Recorded(column.clone()), column.name.clone()));
        }
        match Target::connect(given, environment).await {
            Ok(target) => {
                let url = target.endpoint().url().to_owned();
                Ok((Self::Live(Box::new(target)), url))
            }
            Err(SetupError::Unreachable { endpoint, source }) => {
                let url = endpoint.clone();
                Ok((
                    Self::Away(SetupError::Unreachable { endpoint, source }),
                    url,
                ))
            }
            Err(error) => Err(error),
        }
    }
}
