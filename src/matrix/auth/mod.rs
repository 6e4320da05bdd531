//! Signatures: what must be served and what must not, down to the near misses that a sloppy verifier lets through.

pub(super) mod canonical;
pub(super) mod date;
pub(super) mod key;
pub(super) mod malformed;
pub(super) mod odd;
pub(super) mod presigned;
pub(super) mod scope;
mod shapes;
pub(super) mod tampered;
pub(super) mod unsigned;
