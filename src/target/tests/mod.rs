//! The room as a whole: against the embedded endpoint, and against one that answers as it is told.

mod calls;
mod cleaning;
mod connecting;
mod journals;
mod permissions;
mod policies;
mod provisioning;
mod sessions;
